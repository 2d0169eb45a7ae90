import { isIP } from "node:net";
import { z } from "zod";
import type { AskedTicket } from "../../adapters/mail/read/judge.ts";
import type { Envelope } from "../../adapters/mail/read/sender.ts";
import { matchSecrets } from "../../adapters/mail/read/ticket.ts";
import type { WrittenDns } from "../../adapters/mail/read/written-dns.ts";
import type { Timestamp } from "../../src/core/time.ts";
import { readMoment } from "../../src/explain/history-file.ts";

/** What a mail is judged by, written down: nothing comes from this machine's clock, database or network. */
export interface Case {
  readonly now: Timestamp;
  readonly envelope: Envelope;
  readonly ticket: AskedTicket;
  readonly dns: WrittenDns;
}

/** The case file is not what was expected: every fault, each with its path. */
export class CaseError extends Error {
  override readonly name = "CaseError";
}

const text = z.string({ error: "a text" });
const textOrNull = z
  .string({ error: "a text, or null" })
  .nullish()
  .transform((value) => value ?? null);

const moment = z.unknown().transform((value, ctx): Timestamp => {
  const at = readMoment(value);
  if (at !== null) return at;
  ctx.addIssue("a moment: ms since 1970, or ISO 8601 with a zone");
  return z.NEVER;
});
const momentOrNull = z.union([z.null(), moment], { error: "a moment, or null" });

const object = <Shape extends z.ZodRawShape>(shape: Shape, error: string) => z.object(shape, { error });

const envelope = object(
  {
    ip: z
      .string({ error: "an IP address, or null" })
      .refine((ip) => ip === "" || isIP(ip) !== 0, { error: "an IP address, or null" })
      .nullish()
      .transform((ip) => (ip === undefined || ip === "" ? null : ip)),
    helo: textOrNull,
    from: textOrNull,
    to: z.array(z.string({ error: "an address" }), { error: "a list of addresses" }),
  },
  "an object with ip, helo, from and to",
);

const ticket = object(
  {
    id: text,
    state: text,
    token: textOrNull,
    messageId: textOrNull,
    bounceId: textOrNull,
    code: z
      .union([z.string(), z.number()], { error: "the number that the chat shows, as text, or nothing" })
      .nullish()
      .transform((code) => (code === null || code === undefined || code === "" ? null : String(code))),
    sentAt: momentOrNull,
    expiresAt: momentOrNull,
    addressOnFile: textOrNull,
    addressWhenSent: textOrNull,
    mailText: textOrNull,
  },
  "an object with id, state, token, messageId, bounceId, sentAt, expiresAt, addressOnFile, addressWhenSent and mailText",
).transform(
  ({ bounceId, mailText, messageId, token, ...rest }): AskedTicket => ({
    ...rest,
    workStarted: false,
    matches: matchSecrets({ token, messageId, bounceId }),
    mailText: mailText ?? "",
  }),
);

/** A TXT record: its pieces, or all of it at once. */
const isText = (record: unknown): boolean => [record].flat().every((piece) => typeof piece === "string");

const answerFault = (key: string, answer: unknown): string | null => {
  if (!/^[^/].*\/[a-z]+$/i.test(key)) return 'a name and a type, "name/TYPE"';
  if (answer === "SERVFAIL") return null;
  if (!Array.isArray(answer)) return 'a list of records, or "SERVFAIL"';
  return !/\/txt$/i.test(key) || answer.every(isText)
    ? null
    : 'records that are lists of texts, [["v=spf1 -all"]]';
};

const dns = z
  .record(z.string(), z.unknown(), { error: 'an object of "name/TYPE" and answers' })
  .transform((answers, ctx): WrittenDns => {
    const read: Record<string, readonly unknown[] | "SERVFAIL"> = {};
    for (const [key, answer] of Object.entries(answers)) {
      const message = answerFault(key, answer);
      if (message !== null) ctx.addIssue({ code: "custom", path: [key], message });
      else read[key] = Array.isArray(answer) ? answer : "SERVFAIL";
    }
    return read;
  });

const Case = object(
  { now: moment, envelope, ticket, dns: dns.default({}) },
  "an object with now, envelope, ticket and dns",
);

/** What stands at a path, in short. */
const shown = (value: unknown): string => {
  if (value === undefined) return "nothing";
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
};

const at = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );

/**
 * Reads a case: `file` is its name, for faults.
 * @throws CaseError when it is no JSON, or something in it is missing or of another kind.
 */
export const readCase = (json: string, file: string): Case => {
  let written: unknown;
  try {
    written = JSON.parse(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CaseError(`${file}: expected JSON; ${reason}.`, { cause });
  }
  const read = Case.safeParse(written);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ message, path }) => {
    const where = path.length === 0 ? "" : ` ${path.map(String).join(".")}:`;
    return `${file}:${where} expected ${message}; got ${shown(at(written, path))}.`;
  });
  throw new CaseError(faults.join("\n"));
};

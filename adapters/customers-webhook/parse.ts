import { domainToASCII } from "node:url";
import { z } from "zod";
import { readAddress } from "../../src/core/customers/address.ts";
import { PERMISSIONS } from "../../src/core/customers/customer.ts";
import { type Checked, type Fault, inWords, shown } from "../../src/core/customers/fault.ts";
import {
  LONGEST,
  readDomains,
  readLine,
  readPermissions,
  readReference,
} from "../../src/core/customers/fields.ts";
import type { CustomerNews } from "../../src/core/customers/news.ts";
import type { Timestamp } from "../../src/core/time.ts";
import { LIMITS } from "./limits.ts";

export type Parsed =
  | { readonly ok: true; readonly news: CustomerNews }
  | { readonly ok: false; readonly faults: readonly string[] };

/** A text read by a rule of the core; its complaint becomes the schema's. */
const checked = <T>(read: (text: string) => Checked<T>) =>
  z.string("a text").transform((text, context): T => {
    const result = read(text);
    if (result.ok) return result.value;
    context.addIssue({ code: "custom", message: "custom", params: { fault: result.fault } });
    return z.NEVER;
  });

const list = <T>(of: string, most: number, read: (texts: readonly string[]) => Checked<T>) =>
  z
    .array(z.string("a text"), of)
    .max(most, `at most ${most} of them`)
    .transform((texts, context): T => {
      const result = read(texts);
      if (result.ok) return result.value;
      context.addIssue({ code: "custom", message: "custom", params: { fault: result.fault } });
      return z.NEVER;
    });

const MOST_WORDS = 1_000;

const contact = z.strictObject(
  {
    email: checked((text) => readAddress("", text.trim(), domainToASCII)),
    name: checked((text) => readLine("", text, "the contact's name", LONGEST.name)).default(""),
    permissions: list(`a list of ${PERMISSIONS.join(", ")}`, MOST_WORDS, (words) =>
      readPermissions("", words),
    ),
  },
  "an object",
);

const identity = {
  reference: checked((text) => readReference("", text)),
  updatedAt: z
    .string("a time and its zone, such as 2026-11-25T10:00:00Z")
    .pipe(z.iso.datetime({ offset: true, error: "a time and its zone, such as 2026-11-25T10:00:00Z" }))
    .transform((text) => Date.parse(text)),
  version: z.int("a whole number").min(0, "a whole number from 0").nullish(),
};

const onFile = z.strictObject(
  {
    ...identity,
    name: checked((text) => readLine("", text, "the account's name", LONGEST.name)).refine(
      (name) => name !== "",
      "the account's name",
    ),
    plan: checked((text) => readLine("", text, "the plan's name", LONGEST.plan)).default(""),
    domains: list("a list of domains", MOST_WORDS, (texts) => readDomains("", texts, domainToASCII)).default(
      [],
    ),
    contacts: z
      .array(contact, "a list of all contacts of the account")
      .max(LIMITS.contacts, `at most ${LIMITS.contacts} contacts`),
  },
  "an object",
);

const id = z
  .string("the event's id, a text that is never used again")
  .min(1, "the event's id, a text that is never used again")
  .max(LIMITS.eventId, `an id of at most ${LIMITS.eventId} characters`)
  // Postgres has no text with a NUL in it.
  .regex(/^[^\p{Cc}]*$/u, "an id without control characters");

const Event = z.discriminatedUnion(
  "type",
  [
    z.strictObject({ id, type: z.literal("account.upserted"), account: onFile }, "an object"),
    z.strictObject(
      { id, type: z.literal("account.removed"), account: z.strictObject(identity, "an object") },
      "an object",
    ),
  ],
  {
    error: (issue) =>
      issue.code === "invalid_union" ? '"account.upserted" or "account.removed"' : "an object",
  },
);

const written = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (all, part) =>
      typeof part === "number" ? `${all}[${part}]` : all === "" ? String(part) : `${all}.${String(part)}`,
    "",
  );

const came = (body: unknown, path: readonly PropertyKey[]): string => {
  const value = path.reduce<unknown>(
    (inner, part) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, part) : undefined),
    body,
  );
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? shown(value) : String(value);
};

const isFault = (value: unknown): value is Fault =>
  typeof value === "object" && value !== null && "expected" in value && "todo" in value;

const sentencesOf = (issue: z.core.$ZodIssue, body: unknown): readonly string[] => {
  const at = written(issue.path) || "the body";
  if (issue.code === "custom" && isFault(issue.params?.["fault"])) {
    return [inWords({ ...issue.params["fault"], at })];
  }
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const name = written([...issue.path, key]);
      return `${name}: expected a field of docs/customers.md; got ${shown(key)}. Leave it out.`;
    });
  }
  return [
    `${at}: expected ${issue.message}; got ${came(body, issue.path)}. docs/customers.md has the schema.`,
  ];
};

/** One contact twice, and a date that lies ahead. */
const together = (news: CustomerNews, now: Timestamp): readonly string[] => {
  const seen = new Set<string>();
  const twice = (news.account?.contacts ?? []).flatMap(({ address }, index) => {
    const isNew = !seen.has(address.key);
    seen.add(address.key);
    return isNew ? [] : [{ address, index }];
  });
  return [
    ...twice.map(
      ({ address, index }) =>
        `account.contacts[${index}].email: expected each address once; got ${shown(address.written)} again. Leave one out.`,
    ),
    ...(news.updatedAt > now + LIMITS.aheadMs
      ? [
          `account.updatedAt: expected a moment that has come; got ${new Date(news.updatedAt).toISOString()} at ` +
            `${new Date(now).toISOString()}. Check the clocks of both machines.`,
        ]
      : []),
  ];
};

const newsOf = (event: z.output<typeof Event>): CustomerNews => {
  const { id, type, account } = event;
  const { reference, updatedAt, version } = account;
  return {
    id,
    type,
    reference,
    updatedAt,
    version: version ?? null,
    account:
      event.type === "account.removed"
        ? null
        : {
            name: event.account.name,
            plan: event.account.plan,
            domains: event.account.domains,
            contacts: event.account.contacts.map(({ email, name, permissions }) => ({
              address: email,
              name,
              permissions,
            })),
          },
  };
};

/** The body of an event → its news, or every fault in it, one sentence each. */
export const parse = (body: Buffer, now: Timestamp): Parsed => {
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return {
      ok: false,
      faults: ["the body: expected JSON in UTF-8; got something else. Send the event as JSON."],
    };
  }
  const result = Event.safeParse(raw);
  if (!result.success) {
    const faults = result.error.issues.flatMap((issue) => sentencesOf(issue, raw));
    return { ok: false, faults: faults.slice(0, LIMITS.faults) };
  }
  const news = newsOf(result.data);
  const faults = together(news, now);
  return faults.length === 0 ? { ok: true, news } : { ok: false, faults: faults.slice(0, LIMITS.faults) };
};

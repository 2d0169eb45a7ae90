import { z } from "zod";
import { dayIn } from "../calendar/wall-time.ts";
import { type HistoryLine, KINDS } from "../core/history/line.ts";
import type { Timestamp } from "../core/time.ts";
import { nearest } from "../nearest.ts";

/** A history that cannot be read: every fault with its line, what was expected and what came. */
export class HistoryError extends Error {
  override readonly name = "HistoryError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    const count = faults.length === 1 ? "One line is" : `${faults.length} lines are`;
    super(`${count} wrong in the history:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

export const MOMENT =
  "a moment on a day that exists, up to the year 9999: ISO 8601 with a zone (2026-11-25T10:00:00.000Z), or ms since 1970";
/** Not `Date.parse` alone: it takes "3" for a day of 2001, a time without a zone for local, and 30 February for March. */
const ISO = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/i;
const YEARS = { from: Date.parse("0001-01-01T00:00:00.000Z"), to: Date.parse("9999-12-31T23:59:59.999Z") };

/** ISO 8601 or ms → ms, of the years 1 to 9999; null: neither, or a day that does not exist. */
export const readMoment = (value: unknown): Timestamp | null => {
  if (typeof value === "number") return value >= YEARS.from && value <= YEARS.to ? Math.round(value) : null;
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (/^-?\d+$/.test(text)) return readMoment(Number(text));
  const [, day = ""] = ISO.exec(text) ?? [];
  return dayIn(day) === null ? null : readMoment(Date.parse(text));
};

const momentOr = (said: string) =>
  z.unknown().transform((value, ctx): Timestamp => {
    const at = readMoment(value);
    if (at !== null) return at;
    ctx.addIssue(said);
    return z.NEVER;
  });

const moment = momentOr(MOMENT);

const ID = "a message's id: a text that is not empty, or a number";
const id = z.union([z.string().min(1, ID), z.number()], { error: ID }).transform(String);
const text = z.string({ error: "a text" });

const ONE_OF = `one of ${KINDS.join(", ")}`;

const kindFault = (line: unknown): string => {
  const kind: unknown = typeof line === "object" && line !== null ? Reflect.get(line, "kind") : null;
  const meant = typeof kind === "string" ? nearest(kind, KINDS) : null;
  return meant === null ? ONE_OF : `a known kind: did you mean "${meant}"?`;
};

const times = { at: moment, receivedAt: moment.nullish() };
const message = { ...times, id: id.nullish(), text: text.nullish() };
const delivery = momentOr(`null (it was never delivered), or ${MOMENT}`).nullish();

/** Each kind with the fields that it knows: any other is ignored, whatever it says to another kind. */
const Line = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("customer_message"), ...message }),
    z.object({ kind: z.literal("rep_message"), ...message, deliveredAt: delivery }),
    z.object({ kind: z.enum(["edit", "delete"]), ...times, of: id }),
    z.object({
      kind: z.enum(KINDS).exclude(["customer_message", "rep_message", "edit", "delete"]),
      ...times,
    }),
  ],
  {
    error: ({ code, input }) => (code === "invalid_union" ? kindFault(input) : "an object with kind and at"),
  },
);

const shown = (value: unknown): string => {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const faultsOf = (issues: readonly z.core.$ZodIssue[], raw: unknown, number: number): readonly string[] =>
  issues.map(({ path, message }) => {
    const [key] = path;
    const came = typeof raw === "object" && raw !== null && key !== undefined ? Reflect.get(raw, key) : raw;
    const where = key === undefined ? "" : `, ${String(key)}`;
    return `line ${number}${where}: expected ${message}${/[?.]$/.test(message) ? " Got" : "; got"} ${shown(came)}.`;
  });

const lineOf = (line: z.output<typeof Line>, number: number): HistoryLine => {
  const { kind, at, receivedAt } = line;
  const deliveredAt = "deliveredAt" in line ? line.deliveredAt : undefined;
  return {
    kind,
    at,
    receivedAt: receivedAt ?? null,
    id: ("id" in line ? line.id : null) ?? `line-${number}`,
    text: ("text" in line ? line.text : null) ?? "",
    deliveredAt: deliveredAt === undefined ? at : deliveredAt,
    of: "of" in line ? line.of : "",
  };
};

/** Reads JSON lines, in order of arrival; empty lines are passed over. Throws HistoryError with every fault. */
export const readHistory = (text: string): readonly HistoryLine[] => {
  const lines: HistoryLine[] = [];
  const faults: string[] = [];
  // A mark at the beginning of a file belongs to no line (RFC 8259, 8.1).
  text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .forEach((written, index) => {
      if (written.trim() === "") return;
      const number = index + 1;
      let raw: unknown;
      try {
        raw = JSON.parse(written);
      } catch (cause) {
        if (!(cause instanceof SyntaxError)) throw cause;
        faults.push(`line ${number}: expected one JSON object; got ${shown(written)}.`);
        return;
      }
      const parsed = Line.safeParse(raw);
      if (!parsed.success) {
        faults.push(...faultsOf(parsed.error.issues, raw, number));
        return;
      }
      lines.push(lineOf(parsed.data, number));
    });
  if (faults.length > 0) throw new HistoryError(faults);
  return lines;
};

import { z } from "zod";
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

const MOMENT = "a moment: ISO 8601 with a zone (2026-11-25T10:00:00.000Z), or ms since 1970";
/** Not `Date.parse` alone: it takes "3" for a day of 2001, and a time without a zone for local. */
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/i;
/** What a Date can hold. */
const MOST_MS = 8.64e15;

/** ISO 8601 or ms → ms; null: neither. */
export const readMoment = (value: unknown): Timestamp | null => {
  if (typeof value === "number") {
    return Number.isFinite(value) && Math.abs(value) <= MOST_MS ? Math.round(value) : null;
  }
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (/^-?\d+$/.test(text)) return readMoment(Number(text));
  const at = ISO.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
};

const moment = z.unknown().transform((value, ctx): Timestamp => {
  const at = readMoment(value);
  if (at !== null) return at;
  ctx.addIssue(MOMENT);
  return z.NEVER;
});

const id = z
  .union([z.string().min(1), z.number()], { error: "a message's id: a text or a number" })
  .transform(String);

const kind = z.string({ error: `one of ${KINDS.join(", ")}` }).transform((value, ctx) => {
  const known = KINDS.find((one) => one === value);
  if (known !== undefined) return known;
  const meant = nearest(value, KINDS);
  ctx.addIssue(meant === null ? `one of ${KINDS.join(", ")}` : `a known kind: did you mean "${meant}"?`);
  return z.NEVER;
});

const Line = z
  .object(
    {
      kind,
      at: moment,
      receivedAt: moment.nullish(),
      id: id.nullish(),
      text: z.string({ error: "a text" }).nullish(),
      deliveredAt: moment.nullish().or(z.null()),
      of: id.nullish(),
    },
    { error: "an object with kind and at" },
  )
  .superRefine((line, ctx) => {
    if ((line.kind === "edit" || line.kind === "delete") && (line.of === undefined || line.of === null)) {
      ctx.addIssue({
        code: "custom",
        path: ["of"],
        message: `the id of the message that the ${line.kind} is about`,
      });
    }
  });

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
      const { kind: what, at, receivedAt, deliveredAt, ...rest } = parsed.data;
      lines.push({
        kind: what,
        at,
        receivedAt: receivedAt ?? null,
        id: rest.id ?? `line-${number}`,
        text: rest.text ?? "",
        deliveredAt: deliveredAt === undefined ? at : deliveredAt,
        of: rest.of ?? "",
      });
    });
  if (faults.length > 0) throw new HistoryError(faults);
  return lines;
};

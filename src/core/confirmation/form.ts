import type { Field } from "./facts.ts";

/** A mail that answers ours has each of these. */
const ONCE = ["from", "to", "subject", "date", "message-id"];

/** Of these nobody may have two: readers differ in which one they take. */
const AT_MOST_ONCE = [
  "sender",
  "reply-to",
  "cc",
  "bcc",
  "in-reply-to",
  "references",
  "mime-version",
  "content-type",
  "content-transfer-encoding",
];

/** C0 over the fields' number: what is there too often or not at all, in words; null: nothing. */
export const countFault = (fields: readonly Field[]): string | null => {
  const counts = new Map<string, number>();
  for (const { name } of fields) counts.set(name, (counts.get(name) ?? 0) + 1);
  const wrong = [
    ...ONCE.filter((name) => counts.get(name) !== 1).map((name) => ({ name, expected: "exactly one" })),
    ...AT_MOST_ONCE.filter((name) => (counts.get(name) ?? 0) > 1).map((name) => ({
      name,
      expected: "at most one",
    })),
  ][0];
  if (wrong === undefined) return null;
  return `the header must have ${wrong.expected} ${wrong.name} field; it has ${counts.get(wrong.name) ?? 0}`;
};

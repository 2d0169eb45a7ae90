import { z } from "zod";
import { nearest } from "../../nearest.ts";

/** Every message of this schema completes the sentence "expected …": faults.ts adds the line and what came. */
const unknownKey = (key: string, known: readonly string[]): string => {
  const meant = nearest(key, known);
  return meant === null ? `a known key (${known.join(", ")})` : `a known key: did you mean "${meant}"?`;
};

export const section = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => unknownKey(key, Object.keys(shape))).join("\n")
        : `a section with ${Object.keys(shape).join(", ")}`,
  });

/** What does not look like it is told once, whatever else is asked of it. */
export const text = (said: string, pattern = /\S/) =>
  z.string({ error: said }).regex(pattern, { error: said, abort: true });

/** YAML reads a bare Discord id as a number. */
export const idText = (said: string, pattern: RegExp) =>
  z.union([z.string(), z.number()], { error: said }).transform((value, ctx): string => {
    if (pattern.test(String(value))) return String(value);
    ctx.addIssue(said);
    return z.NEVER;
  });

const NAME = "a short name: letters, digits and -, in lower case";
export const NAME_PATTERN = /^[a-z0-9][a-z0-9-]{0,39}$/;
export const name = text(NAME, NAME_PATTERN);

/** A section whose keys are names that the file gives. */
export const byName = <T extends z.ZodType>(schema: T, said: string) =>
  z.record(name, schema, { error: (issue) => (issue.code === "invalid_key" ? NAME : said) });

/** Of an address that looks like one and is none. */
export const OPENS =
  "an address that can be opened, such as https://example.com/path (its server or port is none)";

export const webAddress = text(
  "an address that starts with https:// or http://",
  /^https?:\/\/[^\s/]\S*$/,
).refine((address) => URL.canParse(address), { error: OPENS });

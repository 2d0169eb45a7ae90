import { z } from "zod";
import { CATEGORIES } from "../../core/gate/category.ts";
import { HOUR } from "../../core/time.ts";
import { duration } from "../duration.ts";
import { section, text, webAddress } from "./section.ts";

const CATEGORY = `one of ${CATEGORIES.join(", ")}`;
const category = z.enum(CATEGORIES, { error: CATEGORY });
const permission = text("a permission of the reps, such as hosting, billing or firewall", /^[^\s,]+$/);
const PATTERN = "a regular expression of at most 200 characters, such as HD-\\d+";

/** A group that repeats and is itself repeated can take for ever on a customer's text. */
const REPEATS_TWICE = /\([^()]*[+*}][^()]*\)[+*{]/;

const numberPattern = text(PATTERN)
  .max(200, PATTERN)
  .refine(
    (source) => {
      try {
        new RegExp(source, "iu");
        return true;
      } catch {
        return false;
      }
    },
    { error: PATTERN },
  )
  .refine((source) => !REPEATS_TWICE.test(source), {
    error: "a regular expression without repetitions inside of repetitions",
  });

const limit = (most: number) => {
  const said = `a whole number from 1 to ${most}`;
  return z.number({ error: said }).int(said).min(1, said).max(most, said).optional();
};

const object = section({
  words: z.array(text("some words"), { error: "a list of words" }).min(1, "at least one word"),
  permission,
});

export const TicketsSection = section({
  address: text("an e-mail address such as support@example.com", /^[^\s@<>]+@[^\s@<>]+$/).optional(),
  form_url: webAddress.optional(),
  number_pattern: numberPattern.optional(),
  confirm_within: duration({
    leastMs: HOUR,
    mostMs: 14 * 24 * HOUR,
    said: "from 1 hour to 14 days",
  }).optional(),
  number_matching: z.array(category, { error: "a list of categories ([] switches it off)" }).optional(),
  permissions: z
    .partialRecord(category, permission, {
      error: (issue) => (issue.code === "invalid_key" ? CATEGORY : "permissions by category"),
    })
    .optional(),
  objects: z.array(object, { error: "a list of objects, each with words and permission" }).optional(),
  limits: section({ per_person: limit(100), per_address: limit(50), per_desk: limit(10_000) }).optional(),
});

export type TicketsSection = z.output<typeof TicketsSection>;

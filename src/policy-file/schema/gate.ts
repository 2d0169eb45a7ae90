import { z } from "zod";
import { CATEGORIES, type Category } from "../../core/gate/category.ts";
import { LANGUAGE_CODES } from "../../core/gate/settings.ts";
import { section, text, webAddress } from "./section.ts";

const category = z.enum(CATEGORIES, { error: `one of ${CATEGORIES.join(", ")}` });
const phrases = z.array(text("some words"), { error: "a list of phrases" });

const byCategory = <T extends z.ZodType>(schema: T) =>
  section(
    Object.fromEntries(CATEGORIES.map((one) => [one, schema.optional()])) as Record<
      Category,
      z.ZodOptional<T>
    >,
  );

const example = section({
  text: text("a message as a customer would write it"),
  verdict: z.enum(["chat", "ticket", "ask"], { error: "one of chat, ticket, ask" }),
  category: category.optional(),
}).refine(({ verdict, category: given }) => (verdict === "chat") === (given === undefined), {
  error: "a category for ticket and ask, and none for chat",
});

const language = section({
  /** Every form that counts: `bump`, `bumped`, `bumping`. */
  verbs: phrases.optional(),
  objects: byCategory(phrases).optional(),
  ticket: byCategory(phrases).optional(),
  ask: byCategory(phrases).optional(),
  chat: phrases.optional(),
  remove: phrases.optional(),
  examples: z
    .array(example, { error: "a list of examples, each with text, verdict and category" })
    .optional(),
});

export const GateSection = section({
  categories: z.array(category, { error: "a list of categories" }).optional(),
  languages: section(
    Object.fromEntries(LANGUAGE_CODES.map((code) => [code, language.optional()])) as Record<
      string,
      z.ZodOptional<typeof language>
    >,
  ).optional(),
});

export type GateSection = z.output<typeof GateSection>;

export const SelfServiceSection = byCategory(webAddress);
export type SelfServiceSection = z.output<typeof SelfServiceSection>;

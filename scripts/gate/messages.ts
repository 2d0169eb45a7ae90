import { z } from "zod";
import { CATEGORIES } from "../../src/core/gate/category.ts";

const Message = z.object({ text: z.string() });

/**
 * A message whose verdict is known: `ticket` is a request that chat must not fulfil, `chat` is harmless. A ticket's
 * category is null where more than one would do.
 */
const Expected = z.object({
  text: z.string(),
  expect: z.enum(["ticket", "chat"]),
  category: z.enum(CATEGORIES).nullable(),
});
export type Expected = z.output<typeof Expected>;

/** A line that is no message: what was expected, what came, what to do. */
export class BadLineError extends Error {
  override readonly name = "BadLineError";
}

const SHOWN = 60;

const read = <T>(schema: z.ZodType<T>, line: string, number: number, like: string): T => {
  const shown = line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
  const bad = (cause: unknown): BadLineError =>
    new BadLineError(
      `line ${number}: expected one JSON object such as ${like}; got ${shown} Mend that line.`,
      { cause },
    );
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw bad(cause);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw bad(parsed.error);
  return parsed.data;
};

/** The text of one line of a file of messages; unknown fields are ignored. Throws BadLineError. `number` from 1. */
export const messageIn = (line: string, number: number): string =>
  read(Message, line, number, '{"text": "Please reset my password"}').text;

/** One line of a file of messages with their verdicts. Throws BadLineError. */
export const expectedIn = (line: string, number: number): Expected =>
  read(Expected, line, number, '{"text": "…", "expect": "ticket", "category": "dns"} (or "chat" and null)');

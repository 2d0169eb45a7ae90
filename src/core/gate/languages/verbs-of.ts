import type { Category } from "../category.ts";
import type { Verb } from "../language.ts";

/**
 * Verbs written as `base done doing`, separated by `|`. Forms of more than one word are of equal length in words
 * ("set up set up setting up"), and `/` separates forms of one word ("cancelled/canceled").
 */
export const verbsOf = (text: string, category: Category | null, alone = category): readonly Verb[] =>
  text.split("|").map((written) => {
    const words = written.trim().split(" ");
    const each = words.length / 3;
    const form = (index: number): string => words.slice(index * each, (index + 1) * each).join(" ");
    if (!Number.isInteger(each))
      throw new RangeError(`Expected three forms of a verb, of equal length in words; got "${written}".`);
    return { base: form(0), done: form(1), doing: form(2), category, alone };
  });

import type { Lexicon, Meaning } from "./lexicon.ts";
import type { Sentence } from "./words.ts";

/** A phrase that the rules know, or a word that they do not. */
export interface Item {
  readonly meaning: Meaning | null;
  /** A domain, an address, a number. */
  readonly name: boolean;
  /** A comma, colon, bracket or dash stands before it. */
  readonly afterPause: boolean;
  /** UTF-16 offsets in the text; `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A sentence as the phrases that it is made of, the longest first. */
export const itemsOf = ({ tokens }: Sentence, lexicon: Lexicon): readonly Item[] => {
  const words = tokens.map(({ kind, text }) => (kind === "name" ? text : lexicon.meant(text)));
  const items: Item[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = lexicon.find(words, at);
    const length = found?.length ?? 1;
    const [first, last] = [tokens[at], tokens[at + length - 1]];
    if (first !== undefined && last !== undefined)
      items.push({
        meaning: found?.meaning ?? null,
        name: found === null && first.kind === "name",
        afterPause: first.afterPause,
        start: first.start,
        end: last.end,
      });
    at += length;
  }
  return items;
};

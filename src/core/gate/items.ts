import type { Lexicon, Meaning } from "./lexicon.ts";
import type { Token } from "./words.ts";

/** A phrase that the rules know, or a word that they do not. */
export interface Item {
  readonly meaning: Meaning | null;
  /** Something definite: a domain, an IP address, or a mailbox, a number, a file; null: none of these. */
  readonly name: "domain" | "ip" | "other" | null;
  /** A comma, colon, bracket or dash stands before it. */
  readonly afterPause: boolean;
  /** UTF-16 offsets in the text; `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

const FILE = /\.(?:php|html|css|js|zip|sql|log|conf|sh|py)$/;
const isDomain = (text: string): boolean => !FILE.test(text) && /^[\p{L}\p{N}-]+\.[\p{L}.]+$/u.test(text);

const isIp = (text: string): boolean => /^[\d.:/a-f]+$/.test(text) && text.split(/[.:]/).length > 3;

const nameOf = (text: string): Item["name"] => (isIp(text) ? "ip" : isDomain(text) ? "domain" : "other");

/** A sentence as the phrases that it is made of, the longest first. */
export const itemsOf = (tokens: readonly Token[], lexicon: Lexicon): readonly Item[] => {
  const words = tokens.map(({ kind, text }) => (kind === "name" ? text : lexicon.meant(text)));
  const items: Item[] = [];
  let pause = 1;
  for (let at = 0; at < tokens.length; ) {
    // No phrase goes over a comma: "don't you, can you" is two.
    while (pause <= at || (pause < tokens.length && tokens[pause]?.afterPause === false)) pause += 1;
    const found = lexicon.find(words, at, pause);
    const length = found?.length ?? 1;
    const [first, last] = [tokens[at], tokens[at + length - 1]];
    if (first !== undefined && last !== undefined)
      items.push({
        meaning: found?.meaning ?? null,
        name: found === null && first.kind === "name" ? nameOf(first.text) : null,
        afterPause: first.afterPause,
        start: first.start,
        end: last.end,
      });
    at += length;
  }
  return items;
};

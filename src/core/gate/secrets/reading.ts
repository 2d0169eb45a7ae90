/** A text together with where its words begin and end, so that asking takes no time however long they are. */
export interface Reading {
  readonly text: string;
  /** The first whitespace at or after `at`, else the text's length. */
  readonly wordEnd: (at: number) => number;
  /** The first character at or after `at` that is no whitespace, else the text's length. */
  readonly wordStart: (at: number) => number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

const isSpace = (code: number): boolean =>
  code <= 0x20 || code === 0xa0 || code === 0x2028 || code === 0x2029 || code === 0x3000 || code === 0x202f;

export const readingOf = (text: string): Reading => {
  const spaceFrom = new Int32Array(text.length + 1).fill(text.length);
  const wordFrom = new Int32Array(text.length + 1).fill(text.length);
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const space = isSpace(text.charCodeAt(at));
    spaceFrom[at] = space ? at : (spaceFrom[at + 1] ?? text.length);
    wordFrom[at] = space ? (wordFrom[at + 1] ?? text.length) : at;
  }
  const within = (table: Int32Array) => (at: number) => table[Math.min(at, text.length)] ?? text.length;
  return { text, wordEnd: within(spaceFrom), wordStart: within(wordFrom) };
};

/** Where the pattern (sticky) ends when it begins at `at`; null: it does not begin there. */
export const endOf = (pattern: RegExp, text: string, at: number): number | null => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
};

/** A word as word lists have it: lower case, straight apostrophes, nothing but letters, digits and inner marks. */
export const bare = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/^[^\p{L}\p{N}]{1,20}/u, "")
    .replace(/[^\p{L}\p{N}]{1,20}$/u, "");

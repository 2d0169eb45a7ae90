import { endOf, type Reading, type Span } from "./reading.ts";

/** What stands behind "password:": one word, or several in quotes. */
export interface Value extends Span {
  /** Without quotes and closing punctuation: what is judged. */
  readonly core: string;
  readonly quoted: boolean;
  /** The value ends its line or its sentence. */
  readonly ends: boolean;
}

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "`": "`",
  "´": "´",
  "“": "”“",
  "”": "”",
  "„": "“”",
  "‘": "’",
  "’": "’",
  "«": "»",
  "»": "«",
  "‹": "›",
  "(": ")",
  "[": "]",
  "{": "}",
  "<": ">",
};

/** A quotation runs no further than this, in characters: an apostrophe is none. */
const LONGEST_QUOTE = 300;
/** Of a longer word only so much is looked at, and all of it is the value: time stays linear in the text's length. */
const LONGEST_JUDGED = 256;
const OPENERS = /(?:[>*_~|]{1,3}[ \t]?|[-•][ \t]+){0,4}/y;
const FENCE = /`{3}(?:[a-z]{1,12}\n|[ \t]*\n)?[ \t]*/iy;

const quoteEnd = (text: string, at: number): number | null => {
  const opener = text[at] ?? "";
  const closers = CLOSING[opener];
  if (closers === undefined) return null;
  const most = Math.min(text.length, at + LONGEST_QUOTE);
  for (let end = at + 1; end < most; end += 1) {
    const sign = text[end] ?? "";
    if (sign === "\n") return null;
    const closes = closers.includes(sign) && end > at + 1;
    if (closes && !/[\p{L}\p{N}]/u.test(text[end + 1] ?? "")) return end;
  }
  return null;
};

/** Where "x" ends in `password=x;user=y`, `password=x&user=y` and `<password>x</password>`. */
const fieldEnd = (word: string): number => {
  const found = /[;&,|](?=[\w.-]{2,30}[=:])|<\/|"\s*[,}]|',|\\[nr]/.exec(word.slice(0, LONGEST_QUOTE));
  return found === null || found.index === 0 ? word.length : found.index;
};

const endsAt = (text: string, end: number): boolean =>
  end >= text.length ||
  /^(?:[ \t]*(?:\r?\n|$|[)\]}"'`*_|]*(?:[.!?,;:](?:\s|$)|\s*$)|[,;.!?)\n(]|[-–—]\s))/.test(
    text.slice(end, end + 12),
  );

/** The value that begins at `at` or behind the white space there; null: the text is over. */
export const valueAt = ({ text, wordEnd, wordStart }: Reading, at: number): Value | null => {
  let start = wordStart(at);
  if (start >= text.length) return null;
  const fence = endOf(FENCE, text, start);
  if (fence !== null) {
    start = wordStart(fence);
    const line = text.indexOf("\n", start);
    const closed = text.indexOf("```", start);
    const end = Math.min(line === -1 ? text.length : line, closed === -1 ? text.length : closed);
    const core = text.slice(start, end).trim();
    if (core === "") return null;
    return { start, end: start + core.length, core, quoted: true, ends: true };
  }
  // Stars may be a password's own; they are taken as dress only where a letter, digit or quote follows.
  const dressed = endOf(OPENERS, text, start) ?? start;
  if (/[\p{L}\p{N}"'`“„‘«(]/u.test(text[dressed] ?? "")) start = dressed;
  const quote = quoteEnd(text, start);
  const core = text.slice(start + 1, quote ?? start);
  // What stands in brackets with spaces is an aside, not a quotation.
  if (quote !== null && !(/[([{<]/.test(text[start] ?? "") && /\s/.test(core))) {
    return { start: start + 1, end: quote, core, quoted: true, ends: endsAt(text, quote + 1) };
  }
  if (CLOSING[text[start] ?? ""] !== undefined && wordEnd(start) > start + 1) start += 1;
  const whole = wordEnd(start);
  if (whole - start > LONGEST_JUDGED) {
    return { start, end: whole, core: text.slice(start, start + LONGEST_JUDGED), quoted: false, ends: true };
  }
  const word = text.slice(start, whole);
  const field = text[start - 1] === "=" || text[start - 1] === ">" ? word.slice(0, fieldEnd(word)) : word;
  // What closes a sentence is no part of a plain word; of one with signs in it, it may be.
  const plain = /^[\p{L}\p{N}'’_-]+/u.exec(field)?.[0].length ?? 0;
  const isPlain = plain > 0 && /^[.,;:?)\]}"'`”’“»*_|…]*$/.test(field.slice(plain));
  const written = isPlain
    ? field.slice(0, plain).replace(/['’_]+$/, "")
    : field.replace(/[,;]+$|[)\]}"'`”’“»]+$/, "");
  const end = start + written.length;
  return written === "" ? null : { start, end, core: written, quoted: false, ends: endsAt(text, end) };
};

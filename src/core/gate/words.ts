/**
 * - `word`: letters and digits, in lower case, without apostrophes ("don't" is `dont`)
 * - `name`: a domain, e-mail address, IP address, web address, file, or a number: something definite
 */
export interface Token {
  readonly kind: "word" | "name";
  readonly text: string;
  /** UTF-16 offsets in the text that was read; `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** A comma, colon, bracket or dash stands before it. */
  readonly afterPause: boolean;
}

/** What stands between two ends: full stops, question marks, line breaks. */
export interface Sentence {
  readonly tokens: readonly Token[];
  /** It ends in a question mark. */
  readonly asks: boolean;
}

/** Longest text that is read, in UTF-16 units; of a longer one the rest is not, and its verdict is `ask` at least. */
export const MOST_READ = 6_000;
/** A chunk without a space that is longer than this is no word: a log line, a key, a repeated letter. */
const LONGEST_WORD = 80;

/** What has no full stop for so many words is read as several sentences: what is compared within one stays bounded. */
const LONGEST_SENTENCE = 60;

const LETTER = /[\p{L}\p{N}]/u;
const SPACE = /\s/;
const LAST_ASCII = 127;

/** The plain letters and digits, by their code: most of what is read. */
const ASCII_LETTERS = Array.from({ length: LAST_ASCII + 1 }, (_, code) =>
  LETTER.test(String.fromCharCode(code)),
);

const isLetter = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code <= LAST_ASCII ? ASCII_LETTERS[code] === true : LETTER.test(text[at] ?? "");
};

const isSpace = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code <= LAST_ASCII ? code <= 32 : SPACE.test(text[at] ?? "");
};
const ENDS = ".!?;…";
const PAUSES = ",:()[]{}|";
/** A full stop after one of these ends no sentence. */
const ABBREVIATIONS = new Set(
  "mr mrs ms dr st no nr vs eg ie etc approx inc ltd co st ave prof max min".split(" "),
);
const DASHES = "-–—";
const QUOTES = '"“”„«»';
const APOSTROPHES = "'’‘`´";
/** So that "thanks.please" is two sentences, and "example.com" one name. */
const TLDS = new Set(
  "com net org info biz io co dev app shop store online site eu de at ch es fr it nl be pt br mx ar uk us ca au in me tv xyz cloud tech agency edu gov test example invalid local php html css js zip sql log conf".split(
    " ",
  ),
);

/** "8gb": a number and what it counts. */
const UNIT = /^\d{1,5}(gb|g|tb|gig|gigs|vcpu|vcpus|cores|core)$/;

/** "home/site/bin": its beginning stroke is gone already. */
const PATH = /^[\w.~-]+(?:\/[\w.~-]+){2,}$/;

const isNumber = (text: string): boolean => /^\d/.test(text);

/** "example.com", "a@b.de", "10.0.0.1", "v=spf1", "https://…": never taken apart. */
const isName = (chunk: string): boolean => {
  if (chunk.includes("@") || chunk.includes("://") || chunk.startsWith("www.") || chunk.includes("="))
    return true;
  if (PATH.test(chunk)) return true;
  const dot = chunk.lastIndexOf(".");
  if (dot <= 0) return false;
  const tail = chunk.slice(dot + 1).toLowerCase();
  return TLDS.has(tail) || (isNumber(chunk) && isNumber(tail));
};

const trimmed = (text: string, start: number, end: number): readonly [number, number] => {
  let [from, to] = [start, end];
  while (from < to && !isLetter(text, from)) from += 1;
  while (to > from && !isLetter(text, to - 1)) to -= 1;
  return [from, to];
};

const UNUSUAL = /[^ -~]/;

/** In lower case, without apostrophes and accents: "J'ai" is `jai`, "señal" is `senal`. */
const plain = (raw: string): string => {
  const lower = raw.toLowerCase().replace(/['’‘`´]/g, "");
  return UNUSUAL.test(lower) ? lower.normalize("NFKD").replace(/\p{M}/gu, "") : lower;
};

/** Quoted spans of one line are what somebody else said: they are passed over when more than a name stands in them. */
const withoutQuotes = (text: string): string => {
  const last = text.trimEnd().length - 1;
  const kept: string[] = [];
  let [from, open] = [0, -1];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (char === "\n") open = -1;
    if (!QUOTES.includes(char)) continue;
    if (open === -1) {
      open = at;
      continue;
    }
    // A whole message in quotation marks is the customer's own.
    const whole = open === 0 && at >= last;
    if (
      !whole &&
      text
        .slice(open + 1, at)
        .trim()
        .includes(" ")
    ) {
      kept.push(text.slice(from, open), " ".repeat(at + 1 - open));
      from = at + 1;
    }
    open = -1;
  }
  return kept.join("") + text.slice(from);
};

const withoutCited = (text: string): string =>
  text
    .split("\n")
    .map((line) => (line.trimStart().startsWith(">") ? " ".repeat(line.length) : line))
    .join("\n");

/** The sentences of a text, read once from left to right; linear in its length. */
export const sentencesOf = (text: string): readonly Sentence[] => {
  const read = withoutQuotes(withoutCited(text));
  const sentences: Sentence[] = [];
  let tokens: Token[] = [];
  let pause = false;
  const end = (asks: boolean): void => {
    if (tokens.length > 0) sentences.push({ tokens, asks });
    tokens = [];
    pause = false;
  };
  const add = (kind: Token["kind"], word: string, start: number, stop: number): void => {
    tokens.push({ kind, text: word, start, end: stop, afterPause: pause });
    pause = false;
    if (tokens.length >= LONGEST_SENTENCE) end(false);
  };
  const chunk = (start: number, stop: number): void => {
    if (DASHES.includes(read[start] ?? "") && stop - start <= 2) pause = true;
    const [from, to] = trimmed(read, start, stop);
    if (from === to || stop - start > LONGEST_WORD || isName(read.slice(from, to))) {
      if (PAUSES.includes(read[start] ?? "")) pause = true;
      if (from < to) add("name", read.slice(from, Math.min(to, from + LONGEST_WORD)).toLowerCase(), from, to);
      marks(to, stop);
      return;
    }
    let at = start;
    while (at < stop) {
      if (!isLetter(read, at)) {
        marks(at, at + 1);
        at += 1;
        continue;
      }
      let next = at;
      while (next < stop && (isLetter(read, next) || APOSTROPHES.includes(read[next] ?? " "))) next += 1;
      const raw = read.slice(at, next);
      const word = plain(raw);
      const unit = UNIT.exec(word)?.[1];
      if (unit !== undefined) add("name", word.slice(0, -unit.length), at, next - unit.length);
      if (word !== "") {
        const [name, from] = [
          isNumber(word) && word.length > 1,
          unit === undefined ? at : next - unit.length,
        ];
        add(unit === undefined && name ? "name" : "word", unit ?? word, from, next);
      }
      at = next;
    }
  };
  const abbreviated = (): boolean => ABBREVIATIONS.has(tokens.at(-1)?.text ?? "");
  const marks = (start: number, stop: number): void => {
    const between = read.slice(start, stop);
    if (between.includes("?") || between.includes("¿")) end(between.includes("?"));
    else if (between === "." && abbreviated()) pause = false;
    else if ([...between].some((char) => ENDS.includes(char))) end(false);
    else if ([...between].some((char) => PAUSES.includes(char))) pause = true;
  };
  let start = -1;
  for (let at = 0; at <= read.length; at += 1) {
    const space = at === read.length || isSpace(read, at);
    if (!space && start === -1) start = at;
    if (space && start !== -1) {
      chunk(start, at);
      start = -1;
    }
    if (read[at] === "\n") end(false);
  }
  end(false);
  return sentences;
};

/** Most phrases: words of plain letters with single spaces. */
const SIMPLE = /^[a-z]+(?: [a-z]+)*$/;

/** A phrase of the rules as the tokens that it is compared by. */
export const wordsOf = (phrase: string): readonly string[] =>
  SIMPLE.test(phrase)
    ? phrase.split(" ")
    : sentencesOf(phrase).flatMap(({ tokens }) => tokens.map((token) => token.text));

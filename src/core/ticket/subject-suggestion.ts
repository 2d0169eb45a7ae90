import { isConcrete, problemOf } from "./subject-problem.ts";
import { ARTICLES, ASKING, ASKING_YOU, OPENING, TURNING } from "./subject-words.ts";

/** A subject is read in lists and in a mailbox: so many characters of it are shown. */
export const MOST_SUBJECT = 80;

/** What is wanted stands near the beginning: the rest of a long text is not read. */
const READ_CHARACTERS = 2_000;
const READ_CLAUSES = 12;

/** Sentences and their parts; a full stop within example.org ends none. */
const clausesOf = (request: string): readonly string[] =>
  request
    .slice(0, READ_CHARACTERS)
    .split(/[\n;]+|[.!?…](?=\s|$)|,(?=\s)|\s[-–—]\s/u)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "")
    .slice(0, READ_CLAUSES);

const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}'-]/gu, "");

const withoutOpening = (words: readonly string[]): readonly string[] => {
  const first = words.findIndex((word) => !OPENING.has(plain(word)));
  return first < 0 ? [] : words.slice(first);
};

/** Capitals stay: "A record" is no article. */
const withoutArticles = (words: readonly string[]): readonly string[] =>
  words.filter((word, index) => !ARTICLES.has(index === 0 ? plain(word) : word));

/** Not before the particular thing has been named: "spf and dkim for example.org so that …". */
const beforeTurn = (words: readonly string[]): readonly string[] => {
  const named = words.findIndex(isConcrete);
  const turn = words.findIndex((word, index) => index > Math.max(0, named) && TURNING.has(plain(word)));
  return turn < 0 ? words : words.slice(0, turn);
};

const fitting = (words: readonly string[]): string => {
  let text = "";
  for (const word of words) {
    const next = text === "" ? word : `${text} ${word}`;
    if (next.length > MOST_SUBJECT) break;
    text = next;
  }
  return text;
};

const sentenceOf = (words: readonly string[]): string => {
  const text = fitting(words).replace(/[^\p{L}\p{N})%"']+$/u, "");
  return /^\p{Ll}+(?:\s|$)/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
};

const asks = (clause: string): boolean => {
  const words = clause.split(/\s+/u).map(plain);
  return words.some(
    (word, index) => ASKING.has(word) || (ASKING_YOU.has(word) && words[index + 1] === "you"),
  );
};

const candidatesOf = (clause: string): readonly string[] => {
  const words = withoutArticles(withoutOpening(clause.split(/\s+/u)));
  return [sentenceOf(beforeTurn(words)), sentenceOf(words)];
};

/**
 * A subject made from what is asked for, at most 80 characters, which is itself a good one: "please add an MX record for
 * example.org pointing to …" → "Add MX record for example.org". Null: the request names nothing.
 */
export const suggestionOf = (request: string): string | null => {
  const clauses = clausesOf(request);
  // What is asked for before what is told around it.
  for (const clause of [...clauses.filter(asks), ...clauses]) {
    const good = candidatesOf(clause).find((candidate) => problemOf(candidate) === null);
    if (good !== undefined) return good;
  }
  return null;
};

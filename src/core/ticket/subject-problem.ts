import { BROAD, GENERIC, SMALL, TOPICS } from "./subject-words.ts";

/**
 * Why a ticket's subject tells nobody what it is about.
 * - `blank`: nothing, or no letter and no digit in it
 * - `only_number`: an order's or a ticket's number alone
 * - `generic`: "help", "problem with account"
 * - `only_name`: a person's name alone
 * - `too_short`: one thing is named, and not what about it
 * - `shouting`: it tells, in capitals or with a row of exclamation marks
 */
export type SubjectProblem = "blank" | "only_number" | "generic" | "only_name" | "too_short" | "shouting";

/** A subject longer than this is judged by its beginning, in characters: it bounds the work. */
const MOST_JUDGED = 500;

/** From this weight on a subject tells what it is about: a thing, and at least half of another. */
const ENOUGH = 1.5;

/** A word without what stands around it: punctuation, quotes, brackets. */
const bare = (word: string): string => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

export const wordsOf = (text: string): readonly string[] =>
  text
    .slice(0, MOST_JUDGED)
    .split(/[\s,;:/|()]+/u)
    .map(bare)
    .filter((word) => word !== "");

const isNumber = (word: string): boolean => /^\p{N}[\p{N}.#-]*$/u.test(word);
/** example.org, 192.0.2.7, owner@example.org: a particular one. */
export const isConcrete = (word: string): boolean => /[\p{L}\p{N}][.@][\p{L}\p{N}]/u.test(word);
/** Scripts that put no spaces between words. */
const isUnspaced = (word: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{4}/u.test(word);

const weightOf = (word: string): number => {
  if (isConcrete(word)) return 1;
  const lower = word.toLowerCase();
  if (GENERIC.has(lower)) return 0;
  if (BROAD.has(lower)) return 0.5;
  if (SMALL.has(lower)) return 0;
  return isUnspaced(word) ? 2 : 1;
};

const isTopic = (word: string): boolean => {
  const lower = word.toLowerCase();
  return TOPICS.some((beginning) => lower.startsWith(beginning));
};

/** One to three words as names are written. */
const isName = (words: readonly string[]): boolean =>
  words.length <= 3 &&
  words.every((word) => /^\p{Lu}[\p{Ll}'’-]+(?:\p{Lu}\p{Ll}+)?$/u.test(word) && !isTopic(word)) &&
  words.some((word) => weightOf(word) === 1);

/** Long words in capitals are loud; short ones are abbreviations. */
const isShouted = (text: string, words: readonly string[]): boolean => {
  if (/[!?]{2}|!.*!/u.test(text)) return true;
  const long = words.filter((word) => word.length > 4 && /\p{L}/u.test(word));
  return long.length > 1 && long.every((word) => word === word.toUpperCase() && word !== word.toLowerCase());
};

/** Null: whoever reads it knows what the ticket is about. Linear in the subject's length. */
export const problemOf = (subject: string): SubjectProblem | null => {
  const words = wordsOf(subject);
  if (words.length === 0) return "blank";
  if (words.every(isNumber)) return "only_number";
  const weight = words.reduce((sum, word) => sum + weightOf(word), 0);
  if (weight < 1) return "generic";
  if (isName(words)) return "only_name";
  if (weight < ENOUGH) return "too_short";
  return isShouted(subject.slice(0, MOST_JUDGED), words) ? "shouting" : null;
};

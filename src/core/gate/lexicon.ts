import type { Category } from "./category.ts";
import { ACTS, type Act, type Language, MARKS, type Mark } from "./language.ts";
import { wordsOf } from "./words.ts";

export type VerbForm = "base" | "done" | "doing";

/** What a phrase of the rules is. */
export type Meaning =
  | { readonly type: "act"; readonly act: Act }
  | { readonly type: "mark"; readonly mark: Mark }
  | {
      readonly type: "verb";
      readonly forms: readonly VerbForm[];
      readonly category: Category | null;
      readonly alone: Category | null;
    }
  | { readonly type: "object"; readonly category: Category; readonly part: boolean; readonly firm: boolean }
  | { readonly type: "decided"; readonly verdict: "ticket" | "ask"; readonly category: Category };

interface Node {
  readonly next: Map<string, Node>;
  meaning: Meaning | null;
}

/** A language's phrases, ready to be found. */
export interface Lexicon {
  readonly code: string;
  readonly common: ReadonlySet<string>;
  /** The word that is meant: in the singular where the rules have it so, without a slip of the finger. */
  readonly meant: (word: string) => string;
  /** The longest phrase that begins at a word (see `meant`); null: none does. `length` in words; it ends before `end`. */
  readonly find: (
    words: readonly string[],
    at: number,
    end?: number,
  ) => { readonly meaning: Meaning; readonly length: number } | null;
}

const newNode = (): Node => ({ next: new Map(), meaning: null });

/** "reset" is base and past at once: what is known of a phrase grows; the first of two kinds stays. */
const joined = (known: Meaning | null, added: Meaning): Meaning => {
  if (known === null) return added;
  if (known.type !== "verb" || added.type !== "verb") return known;
  return { ...known, forms: [...new Set([...known.forms, ...added.forms])] };
};

/** Shorter words have too many neighbours. */
const LEAST_TYPO = 6;
const MOST_TYPO = 20;

const leftOut = (word: string): readonly string[] =>
  Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));

/** Words that one slip of the finger turns into a known one. */
const createTypos = (known: ReadonlySet<string>, excepted: ReadonlySet<string>) => {
  const near = new Map<string, string>();
  for (const word of [...known].filter((one) => one.length >= LEAST_TYPO)) {
    for (const rest of [word, ...leftOut(word)]) if (!near.has(rest)) near.set(rest, word);
  }
  const isClose = (word: string, meant: string): boolean => {
    let at = 0;
    while (at < word.length && at < meant.length && word[at] === meant[at]) at += 1;
    const [rest, wanted] = [word.slice(at), meant.slice(at)];
    return (
      rest.slice(1) === wanted ||
      rest === wanted.slice(1) ||
      rest.slice(1) === wanted.slice(1) ||
      (rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2))
    );
  };
  return (word: string): string | null => {
    if (word.length < LEAST_TYPO - 1 || word.length > MOST_TYPO || excepted.has(word)) return null;
    for (const form of [word, ...leftOut(word)]) {
      const meant = near.get(form);
      // The first letter is seldom mistyped, and "remote" is not "promote".
      if (meant !== undefined && meant[0] === word[0] && isClose(word, meant)) return meant;
    }
    return null;
  };
};

const entriesOf = (
  language: Language,
  firm: ReadonlySet<string>,
): readonly (readonly [string, Meaning])[] => [
  ...MARKS.filter((mark) => mark === "plain").flatMap((mark) =>
    language.marks[mark].map((phrase): [string, Meaning] => [phrase, { type: "mark", mark }]),
  ),
  ...(["ticket", "ask"] as const).flatMap((verdict) =>
    Object.entries(verdict === "ticket" ? language.tickets : language.asks).flatMap(([category, phrases]) =>
      phrases.map((phrase): [string, Meaning] => [
        phrase,
        { type: "decided", verdict, category: category as Category },
      ]),
    ),
  ),
  ...ACTS.flatMap((act) =>
    language.acts[act].map((phrase): [string, Meaning] => [phrase, { type: "act", act }]),
  ),
  ...MARKS.flatMap((mark) =>
    language.marks[mark].map((phrase): [string, Meaning] => [phrase, { type: "mark", mark }]),
  ),
  ...[false, true].flatMap((part) =>
    Object.entries(part ? language.parts : language.objects).flatMap(([category, phrases]) =>
      phrases.map((phrase): [string, Meaning] => [
        phrase,
        { type: "object", category: category as Category, part, firm: firm.has(phrase) },
      ]),
    ),
  ),
  ...language.verbs.flatMap(({ category, alone, ...forms }) =>
    (["base", "done", "doing"] as const)
      .filter((form) => forms[form] !== "")
      .flatMap((form) =>
        forms[form]
          .split("/")
          .map((phrase): [string, Meaning] => [phrase, { type: "verb", forms: [form], category, alone }]),
      ),
  ),
];

export const createLexicon = (language: Language): Lexicon => {
  const root = newNode();
  const words = new Set<string>();
  for (const [phrase, meaning] of entriesOf(language, new Set(language.firm))) {
    let node = root;
    for (const word of wordsOf(phrase)) {
      const next = node.next.get(word) ?? newNode();
      node.next.set(word, next);
      node = next;
      words.add(word);
    }
    if (node !== root) node.meaning = joined(node.meaning, meaning);
  }
  const things = [language.objects, language.parts].flatMap((all) => Object.values(all).flat());
  const verbs = new Set(language.verbs.flatMap(({ base }) => base.split("/").flatMap(wordsOf)));
  for (const word of things.flatMap(wordsOf)) verbs.delete(word);
  const typo = createTypos(words, new Set(language.noTypos.flatMap(wordsOf)));
  // "Plugins" is "plugin", but "it ends" is not the order to end it.
  const single = (word: string): string =>
    word.endsWith("s") && !verbs.has(word.slice(0, -1)) ? word.slice(0, -1) : word;
  const meant = (word: string): string => {
    if (words.has(word)) return word;
    const elided = language.elided.find(
      (one) => word.startsWith(one) && words.has(word.slice(one.length)) && word.length > one.length + 3,
    );
    if (elided !== undefined) return word.slice(elided.length);
    return words.has(single(word)) ? single(word) : (typo(word) ?? word);
  };
  return {
    code: language.code,
    common: new Set(language.common.flatMap(wordsOf)),
    meant,
    find: (read, at, end = read.length) => {
      let node: Node | undefined = root;
      let best: { meaning: Meaning; length: number } | null = null;
      for (let length = 1; ; length += 1) {
        const word = at + length > end ? "" : (read[at + length - 1] ?? "");
        node = node.next.get(word) ?? node.next.get(single(word));
        if (node === undefined) return best;
        if (node.meaning !== null) best = { meaning: node.meaning, length };
      }
    },
  };
};

import type { Category, Verdict } from "./category.ts";

/**
 * What a turn of speech makes of the words after it.
 * - `order`: the desk is told to act ("could you please") · `wish`: the customer wants to do it ("I'd like to")
 * - `get`: the customer wants to have it ("I need", "give me") · `help`: with it ("need help with")
 * - `passive`: it is to be done ("needs to be", "should be") · `perhaps`: may it be done ("would it be possible to")
 * - `howto`: how, where · `question`: any other question · `inform`: the desk is to tell or look ("tell me", "check")
 * - `own`: what the customer does ("I'm going to") · `past`: what happened ("has been", "I already")
 * - `when`: on which condition ("if I", "once you have") · `not`: what is not wanted ("don't", "no need to")
 */
export const ACTS = [
  "order",
  "wish",
  "get",
  "help",
  "passive",
  "perhaps",
  "howto",
  "question",
  "inform",
  "own",
  "past",
  "when",
  "not",
] as const;
export type Act = (typeof ACTS)[number];

/**
 * - `filler`: says nothing ("hi", "ok") · `and`: joins · `but`: a new thought begins · `who`: a new subject ("I", "it")
 * - `please`: makes an order of what follows · `definite`: something of the customer's own ("my", "for me")
 * - `article`: what follows is a noun ("a", "the") · `more`: something new ("new", "another", "extra")
 * - `change`: something is otherwise than before ("from now on", "the new one is")
 * - `one`: stands for what was named ("a new one") · `myself`: the customer does it · `trouble`: something is broken ("not working", "error")
 * - `plain`: harmless where single words of it are not ("update on", "access log")
 */
export const MARKS = [
  "filler",
  "and",
  "but",
  "who",
  "please",
  "definite",
  "article",
  "more",
  "change",
  "one",
  "myself",
  "trouble",
  "plain",
] as const;
export type Mark = (typeof MARKS)[number];

/** A verb of change by its forms, words with spaces between them: "to change", "is changed", "changing". */
export interface Verb {
  readonly base: string;
  readonly done: string;
  readonly doing: string;
  /** What it changes whatever it is done to: a reboot is the server's. Null: what it is done to decides. */
  readonly category: Category | null;
  /** What it changes when nothing is named that it is done to; null: nothing that chat must not change. */
  readonly alone: Category | null;
}

type ByCategory = Partial<Readonly<Record<Category, readonly string[]>>>;

/** A message and what it must be judged as: the rules' own test, and the operator's. */
export interface Example {
  readonly text: string;
  readonly verdict: Verdict;
  /** Null for chat. */
  readonly category: Category | null;
}

/** The rules of one language. Phrases are compared without case, apostrophes and punctuation. */
export interface Language {
  /** BCP 47. */
  readonly code: string;
  /** Frequent words that no other language here has: by them a text's language is known. */
  readonly common: readonly string[];
  readonly verbs: readonly Verb[];
  /** Things that chat must not change. */
  readonly objects: ByCategory;
  /** Things whose category is that of what they belong to, a server or a website; alone it is the one given here. */
  readonly parts: ByCategory;
  /** Of them those that are what they are, whatever is done to them and whatever they belong to: a certificate, a VPN. */
  readonly firm: readonly string[];
  readonly acts: Readonly<Record<Act, readonly string[]>>;
  readonly marks: Readonly<Record<Mark, readonly string[]>>;
  /** Whole turns of speech that decide by themselves. */
  readonly tickets: ByCategory;
  readonly asks: ByCategory;
  /** Words that look like a typo of one that counts, and are none ("charge": "change"). */
  readonly noTypos: readonly string[];
  /** What may be grown together with the word after it ("d'ouvrir"). */
  readonly elided: readonly string[];
  readonly examples: readonly Example[];
}

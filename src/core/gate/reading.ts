import type { Category } from "./category.ts";
import { categoryOf, objectAfter, type Topic } from "./category-of.ts";
import { type Item, itemsOf } from "./items.ts";
import type { Lexicon, Meaning } from "./lexicon.ts";
import { afterAnd, afterPause, type Turn } from "./turn.ts";
import type { Sentence } from "./words.ts";

/**
 * The rule by which a deed was found.
 * - `ordered` "please change" · `wished` "I'd like to change" · `needed` "I need it changed", "I need a new one"
 * - `helped` "need help changing" · `perhaps` "would it be possible to change" · `general` "can you change passwords"
 * - `bare` "password reset" · `unknown_verb` "please foo my DNS" · `phrase` a whole turn of speech ("log me in")
 */
export type DeedRule =
  | "ordered"
  | "wished"
  | "needed"
  | "helped"
  | "perhaps"
  | "general"
  | "bare"
  | "unknown_verb"
  | "phrase";

/** Something that a sentence asks for and chat must not do. */
export interface Deed {
  readonly rule: DeedRule;
  readonly verdict: "ticket" | "ask";
  readonly category: Category;
  /** Where the words stand that decided; UTF-16 offsets, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface Reading {
  readonly deeds: readonly Deed[];
  /** It asks how or where something is done. */
  readonly howto: boolean;
  readonly question: boolean;
  /** The customer does it, or will. */
  readonly myself: boolean;
  readonly topic: Topic | null;
}

const HARMLESS: ReadonlySet<Turn> = new Set<Turn>(["howto", "question", "own", "past", "when", "not"]);
const LONGEST_BARE = 9;
/** So far an object may stand from a verb that the rules do not know. */
const NEAR = 5;

const mark = (item: Item | undefined): string | null =>
  item?.meaning?.type === "mark" ? item.meaning.mark : null;

/** Reads one sentence; `topic` is what the text was about before it. */
export const readSentence = (sentence: Sentence, lexicon: Lexicon, before: Topic | null): Reading => {
  const items = itemsOf(sentence, lexicon);
  const has = (wanted: string): boolean => items.some((item) => mark(item) === wanted);
  const definite = has("definite") || has("please") || items.some(({ name }) => name);
  const [trouble, myself] = [has("trouble"), has("myself")];
  const deeds: Deed[] = [];
  let [turn, outer]: Turn[] = ["start", "start"];
  let [howto, question, joint, imperative] = [false, sentence.asks, false, false];
  /** Since when the desk is told to act, and nothing that it knows has come. */
  let ordered = -1;

  const add = (rule: DeedRule, verdict: Deed["verdict"], category: Category, from: number, to: number): void => {
    const [first, last] = [items[Math.min(from, to)], items[Math.max(from, to)]];
    if (first !== undefined && last !== undefined)
      deeds.push({ rule, verdict, category, start: first.start, end: last.end });
  };

  const deed = (at: number, meaning: Extract<Meaning, { type: "verb" }>): void => {
    const found = categoryOf(items, at, meaning, before);
    if (found === null) return;
    const say = (rule: DeedRule, verdict: Deed["verdict"]): void =>
      add(rule, found.sure ? verdict : "ask", found.category, at, found.at);
    if (turn === "order") {
      // "reset link is broken" begins like an order and is none.
      if (imperative && trouble && !has("please") && mark(items[at + 1]) !== "definite") return;
      if (imperative && !has("please") && (sentence.asks || (!definite && items.length <= 3))) return say("bare", "ask");
      return imperative || definite ? say("ordered", "ticket") : say("general", "ask");
    }
    if (turn === "wish") return myself ? undefined : say("wished", "ticket");
    if (turn === "get" || turn === "passive") return say("needed", trouble && turn === "passive" ? "ask" : "ticket");
    if (turn === "help") return say("helped", "ask");
    if (turn === "perhaps") return say("perhaps", "ask");
  };

  const wanted = (at: number, category: Category): void => {
    const kind = mark(items[at - 1]) ?? mark(items[at - 2]);
    const [fresh, owned] = [kind === "more" || kind === "article", kind === "definite"];
    const given = category === "credentials" || category === "network" || category === "dns";
    const counts = kind === "more" ? category !== "account" : (given && fresh) || (category === "credentials" && owned);
    if (counts) add("needed", turn === "get" ? "ticket" : "ask", category, at - 1, at);
  };

  for (const [at, item] of items.entries()) {
    const { meaning } = item;
    if (item.afterPause && at > 0) turn = afterPause(turn, outer, item);
    if (joint && mark(item) !== "filler") {
      turn = afterAnd(turn, outer, item);
      joint = false;
    }
    if (turn !== "order") ordered = -1;
    if (meaning === null) {
      if (turn === "start") turn = "free";
      else if (turn === "order" && ordered === at - 1 && !item.name) {
        const object = objectAfter(items, at, NEAR);
        if (object !== null && definite) add("unknown_verb", "ask", object.category, at, object.at);
      }
      continue;
    }
    if (meaning.type === "act") {
      if (meaning.act === "inform" || meaning.act === "when") outer = turn === "when" ? outer : turn;
      howto ||= meaning.act === "howto";
      question ||= meaning.act === "howto" || meaning.act === "question";
      turn = meaning.act;
      imperative = false;
      if (turn === "order") ordered = at;
    } else if (meaning.type === "verb") {
      const base = meaning.forms.includes("base");
      if (turn === "start" && base) [turn, imperative] = ["order", true];
      else if (turn === "start") turn = "free";
      deed(at, meaning);
    } else if (meaning.type === "object") {
      if (turn === "start") turn = "free";
      if (turn === "get" || turn === "perhaps") wanted(at, meaning.category);
    } else if (meaning.type === "decided") {
      if (!HARMLESS.has(turn)) add("phrase", meaning.verdict, meaning.category, at, at);
    } else if (meaning.mark === "and") joint = true;
    else if (meaning.mark === "but") turn = "start";
    else if (meaning.mark === "please") {
      if (turn === "start" || turn === "free" || turn === "past" || turn === "own") turn = "order";
      if (turn === "order") ordered = at;
    } else if (meaning.mark !== "filler" && turn === "start") turn = "free";
    if (meaning.type === "mark" && meaning.mark === "filler" && ordered === at - 1 && at > 0) ordered = at;
  }
  const bare = bareDeed(items);
  if (deeds.length === 0 && bare !== null)
    add("bare", has("please") && !sentence.asks ? "ticket" : "ask", bare, 0, items.length - 1);
  const object = objectAfter(items, -1, items.length);
  return { deeds, howto, question, myself, topic: object === null ? before : { category: object.category } };
};

/** "password reset", "vpn access for bob": nothing but things, deeds and what joins them. */
const bareDeed = (items: readonly Item[]): Category | null => {
  if (items.length > LONGEST_BARE) return null;
  const known = items.every(
    ({ meaning, name }) =>
      name ||
      meaning?.type === "object" ||
      meaning?.type === "verb" ||
      (meaning?.type === "mark" && meaning.mark !== "trouble" && meaning.mark !== "plain" && meaning.mark !== "who"),
  );
  const verb = items.findIndex(({ meaning }) => meaning?.type === "verb");
  const verbMeaning = items[verb]?.meaning;
  const past = verbMeaning?.type === "verb" && !verbMeaning.forms.includes("base") && !verbMeaning.forms.includes("doing");
  const object = objectAfter(items, -1, items.length);
  const more = items.some((item) => mark(item) === "more");
  if (!known || past || object === null) return null;
  if (verbMeaning?.type === "verb") return categoryOf(items, verb, verbMeaning, null)?.category ?? null;
  return more ? object.category : null;
};

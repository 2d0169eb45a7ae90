import type { Category } from "./category.ts";
import { categoryOf, type FoundObject, objectAfter, type Topic, topicOf } from "./category-of.ts";
import type { Item } from "./items.ts";
import type { Act } from "./language.ts";
import type { Meaning } from "./lexicon.ts";
import { afterAnd, afterPause, type Turn } from "./turn.ts";

/**
 * The rule by which a deed was found.
 * - `ordered` "please change" · `wished` "I'd like to change" · `needed` "I need it changed", "I need a new one"
 * - `helped` "need help changing" · `perhaps` "would it be possible to change" · `general` "can you change passwords"
 * - `bare` "password reset" · `unknown_verb` "please foo my DNS" · `phrase` a whole turn of speech ("log me in")
 * - `unclear` a deed and a thing, and nothing that says whether it is wished for
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
  | "unclear"
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
  /** It names something that chat must not change. */
  readonly names: boolean;
}

/** A sentence as the phrases that it is made of. */
export interface Spoken {
  readonly items: readonly Item[];
  /** It ends in a question mark. */
  readonly asks: boolean;
}

const HARMLESS: ReadonlySet<Turn> = new Set<Turn>(["howto", "question", "own", "past", "when", "not"]);
/** What follows them does not become an order or a wish: "why do I have to", "tell me what I need to". */
const KEPT: ReadonlySet<Turn> = new Set<Turn>(["howto", "question", "inform", "when"]);
const WEAK: ReadonlySet<Turn> = new Set<Turn>(["wish", "get", "passive", "own", "past", "inform"]);
/** "Please" makes no order of what they govern, unless a verb follows it at once. */
const FIRM: ReadonlySet<Turn> = new Set<Turn>(["howto", "question", "when"]);
/** With one of these a sentence tells something, though it begins like an order. */
const STORIES: ReadonlySet<Turn> = new Set<Turn>(["own", "past", "question", "howto"]);
const LONGEST_BARE = 9;
/** So far an object may stand from a verb that the rules do not know. */
const NEAR = 5;

const mark = (item: Item | undefined): string | null =>
  item?.meaning?.type === "mark" ? item.meaning.mark : null;

/** Reads one sentence; `topic` is what the rest of the text is about. */
export const readSentence = ({ items, asks }: Spoken, topic: Topic | null): Reading => {
  const has = (wanted: string): boolean => items.some((item) => mark(item) === wanted);
  const definite = has("definite") || has("please") || items.some(({ name }) => name !== null);
  const [trouble, myself] = [has("trouble"), has("myself")];
  const deeds: Deed[] = [];
  let [turn, outer]: [Turn, Turn] = ["start", "start"];
  let [howto, question, joint, imperative] = [false, asks, false, false];
  /** Since when the desk is told to act, and nothing that it knows has come. */
  let ordered = -1;

  const add = (
    rule: DeedRule,
    verdict: Deed["verdict"],
    category: Category,
    from: number,
    to: number,
  ): void => {
    const [first, last] = [items[Math.min(from, to)], items[Math.max(from, to)]];
    if (first !== undefined && last !== undefined)
      deeds.push({ rule, verdict, category, start: first.start, end: last.end });
  };

  const deed = (at: number, meaning: Extract<Meaning, { type: "verb" }>): void => {
    const found = categoryOf(items, at, meaning, topic);
    if (found === null) return;
    // Nothing is named at all: only a clear order for something of the customer's counts.
    if (!found.sure && topic === null && !definite) return;
    const say = (rule: DeedRule, verdict: Deed["verdict"]): void =>
      add(rule, found.sure ? verdict : "ask", found.category, at, found.at);
    if (turn === "order") {
      // "reset link is broken" begins like an order and is none.
      const told = items.some(
        (one, where) =>
          where > at &&
          (mark(one) === "trouble" || (one.meaning?.type === "act" && STORIES.has(one.meaning.act))),
      );
      if (imperative && told && !has("please") && mark(items[at + 1]) !== "definite")
        return say("unclear", "ask");
      if (imperative && !has("please") && (asks || (!definite && items.length <= 3)))
        return say("bare", "ask");
      return imperative || definite ? say("ordered", "ticket") : say("general", "ask");
    }
    if (turn === "wish") return myself ? undefined : say("wished", "ticket");
    if (turn === "passive" && asks && items[0]?.meaning?.type === "act") return;
    if (turn === "get") return say("needed", "ticket");
    if (turn === "passive") return say("needed", trouble || asks ? "ask" : "ticket");
    if (turn === "help") return say("helped", "ask");
    if (turn === "perhaps") return say("perhaps", "ask");
  };

  const wanted = (at: number, category: Category): void => {
    const kind = mark(items[at - 1]) ?? mark(items[at - 2]);
    const told =
      (category === "credentials" || category === "server") && items[at - 1]?.meaning?.type === "act";
    const [fresh, owned] = [kind === "more" || kind === "article", kind === "definite"];
    const given = category === "credentials" || category === "network" || category === "dns";
    const counts =
      kind === "more"
        ? category !== "account"
        : (given && fresh) || told || (category === "credentials" && owned);
    if (counts) add("needed", turn === "get" ? "ticket" : "ask", category, at - 1, at);
  };

  for (const [at, item] of items.entries()) {
    const { meaning } = item;
    if (item.afterPause && at > 0) turn = afterPause(turn, outer, item);
    const begins = joint || item.afterPause;
    if (joint && mark(item) !== "filler") {
      turn = afterAnd(turn, outer, item);
      joint = false;
    }
    if (turn !== "order") ordered = -1;
    if (meaning === null) {
      if (turn === "start") turn = "free";
      else if (turn === "order" && ordered === at - 1 && item.name === null) {
        const object = objectAfter(items, at, NEAR);
        if (object !== null && definite) add("unknown_verb", "ask", object.category, at, object.at);
      }
      continue;
    }
    if (meaning.type === "act") {
      howto ||= meaning.act === "howto";
      question ||= meaning.act === "howto" || meaning.act === "question";
      if (KEPT.has(turn) && WEAK.has(meaning.act) && !begins) continue;
      if (meaning.act === "inform" || meaning.act === "when") outer = turn === "when" ? outer : turn;
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
      const told = meaning.verdict === "ask" && (turn === "own" || turn === "past");
      if (told || !HARMLESS.has(turn)) add("phrase", meaning.verdict, meaning.category, at, at);
    } else if (meaning.mark === "and") joint = true;
    else if (meaning.mark === "but") turn = "start";
    else if (meaning.mark === "please") {
      const next = items[at + 1]?.meaning;
      const orders = next?.type === "verb" && next.forms.includes("base");
      if (orders || !FIRM.has(turn)) turn = "order";
      if (turn === "order") ordered = at;
    } else if (meaning.mark !== "filler" && turn === "start") turn = "free";
    if (meaning.type === "mark" && meaning.mark === "filler" && ordered === at - 1 && at > 0) ordered = at;
  }
  const bare = bareDeed(items);
  if (deeds.length === 0 && bare !== null)
    add("bare", has("please") && !asks ? "ticket" : "ask", bare, 0, items.length - 1);
  const unclear = deeds.length > 0 || myself ? null : unclearDeed(items, asks);
  if (unclear !== null) add("unclear", "ask", unclear.category, unclear.from, unclear.at);
  return { deeds, howto, question, myself, names: topicOf(items) !== null };
};

const isBareWord = ({ meaning, name }: Item): boolean =>
  name !== null ||
  meaning?.type === "object" ||
  meaning?.type === "verb" ||
  (meaning?.type === "mark" && !["trouble", "plain", "who"].includes(meaning.mark));

/** "password reset", "vpn access for bob": nothing but things, deeds and what joins them; after "for" anything. */
const bareDeed = (all: readonly Item[]): Category | null => {
  const object = objectAfter(all, -1, all.length);
  if (object === null || all.length > LONGEST_BARE) return null;
  const rest = all.findIndex((item, at) => at > object.at && mark(item) === "filler");
  const items = rest === -1 ? all : all.slice(0, rest);
  const plain = all.every(
    (item) => item.meaning?.type !== "act" && !["trouble", "plain", "who"].includes(mark(item) ?? ""),
  );
  if (!plain || !items.every(isBareWord)) return null;
  const at = items.findIndex(({ meaning }) => meaning?.type === "verb");
  const verb = items[at]?.meaning;
  if (verb?.type === "verb")
    return verb.forms.includes("base") || verb.forms.includes("doing")
      ? (categoryOf(items, at, verb, null)?.category ?? null)
      : null;
  const given = object.category === "credentials" || object.category === "network";
  return given || all.some((item) => mark(item) === "more" || mark(item) === "please")
    ? object.category
    : null;
};

const TELLS: ReadonlySet<Act> = new Set<Act>(["howto", "question", "inform", "own", "past", "when", "not"]);
const WISHES: ReadonlySet<Act> = new Set<Act>(["order", "wish", "get", "help", "passive", "perhaps"]);

/** Something is wished for, or a deed named, and a thing: the verb is unknown, or whether it is meant as an order. */
const unclearDeed = (
  items: readonly Item[],
  asks: boolean,
): (FoundObject & { readonly from: number }) | null => {
  const isTold = (item: Item): boolean =>
    (item.meaning?.type === "act" && TELLS.has(item.meaning.act)) ||
    ["trouble", "plain"].includes(mark(item) ?? "");
  const wished = items.findIndex(
    ({ meaning }) =>
      (meaning?.type === "act" && (asks ? meaning.act === "order" : WISHES.has(meaning.act))) ||
      (meaning?.type === "mark" && meaning.mark === "please"),
  );
  const after = wished === -1 ? null : objectAfter(items, wished, items.length);
  if (after !== null && !items.slice(wished, after.at).some(isTold)) return { ...after, from: wished };
  const verb = items.findIndex(({ meaning }) => meaning?.type === "verb" && meaning.forms.includes("base"));
  const from = Math.max(wished, verb);
  const object = objectAfter(items, -1, items.length);
  return from === -1 || asks || object === null || items.some(isTold) ? null : { ...object, from };
};

import type { Category } from "./category.ts";
import { categoryOf, objectAfter, type Topic, topicOf } from "./category-of.ts";
import { circumstancesOf, type Deed, type DeedRule, markOf, ruleFor, type Spoken } from "./deed.ts";
import type { Item } from "./items.ts";
import { bareCategory, unclearDeed } from "./left-open.ts";
import type { Meaning } from "./lexicon.ts";
import { afterAnd, afterPause, isKept, pleaseOrders, type Turn } from "./turn.ts";

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

const HARMLESS: ReadonlySet<Turn> = new Set<Turn>(["howto", "question", "own", "past", "when", "not"]);
const WANTS: ReadonlySet<Turn> = new Set<Turn>(["get", "wish", "perhaps", "passive"]);
/** So far an object may stand from a verb that the rules do not know. */
const NEAR = 5;

/** How many words may stand between "the" and the thing ("the admin username"). */
const BETWEEN = 4;

/** The word before the thing at `at` that says which: "my", "a new"; over those that say what kind it is. */
const whichBefore = (items: readonly Item[], at: number): Item | undefined => {
  for (let one = at - 1; one >= at - 1 - BETWEEN; one -= 1) {
    const item = items[one];
    if (item === undefined || item.afterPause) return item;
    const kind = item.meaning === null || markOf(item) === "filler";
    if (!kind) return item;
  }
  return items[at - 1];
};

/** Whether a thing that is wanted as such ("a new mailbox", "my password") is one that chat must not give. */
const isGiven = (items: readonly Item[], at: number, category: Category): boolean => {
  // "A password manager", "the username format": the thing only says which manager or format.
  const next = items[at + 1];
  if (next !== undefined && next.meaning === null && next.name === null && !next.afterPause) return false;
  const before = whichBefore(items, at);
  const kind = markOf(items[at + 1]) === "more" ? "more" : (markOf(before) ?? markOf(items[at - 2]));
  if (kind === "more") return category !== "account";
  if (category === "credentials" && (kind === "definite" || before?.meaning?.type === "act")) return true;
  return kind === "article" && (category === "credentials" || category === "network" || category === "dns");
};

/** Reads one sentence, from left to right; `topic` is what the rest of the text is about. */
export const readSentence = (spoken: Spoken, topic: Topic | null): Reading => {
  const { items, asks } = spoken;
  const circumstances = circumstancesOf(spoken);
  const { definite, please, myself } = circumstances;
  const deeds: Deed[] = [];
  let [turn, outer]: [Turn, Turn] = ["start", "start"];
  let [howto, question, joint, imperative] = [false, asks, false, false];
  /** The last word of an order whose verb has not come; -1: there is none. */
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

  const takeVerb = (at: number, verb: Extract<Meaning, { type: "verb" }>): void => {
    if (turn === "start")
      [turn, imperative] = verb.forms.includes("base") ? ["order", true] : ["free", false];
    const found = ruleFor(turn, imperative, at, circumstances);
    const what = found === null ? null : categoryOf(items, at, verb, topic);
    if (found === null || what === null) return;
    // Nothing is named at all: only what is said of something of the customer's counts.
    if (!what.sure && topic === null && !definite) return;
    add(found[0], what.sure ? found[1] : "ask", what.category, at, what.at);
  };

  const takeAct = (at: number, { act }: Extract<Meaning, { type: "act" }>, begins: boolean): void => {
    howto ||= act === "howto";
    question ||= act === "howto" || act === "question";
    if (!begins && isKept(turn, act)) return;
    if (act === "inform" || act === "when") outer = turn === "when" ? outer : turn;
    [turn, imperative] = [act, false];
    if (act === "order") ordered = at;
  };

  const takeUnknown = (at: number): void => {
    if (turn === "start") turn = "free";
    if (turn !== "order" || ordered !== at - 1 || items[at]?.name !== null) return;
    const it = markOf(items[at + 1]) === "who";
    const object: (Topic & { readonly at?: number }) | null = it
      ? topic
      : definite
        ? objectAfter(items, at, NEAR)
        : null;
    if (object !== null) add("unknown_verb", "ask", object.category, at, object.at ?? at + 1);
  };

  const takeMark = (at: number, mark: string | null): void => {
    // "Can you do that": what was named before.
    const pointed = mark === "who" && turn === "order" && ordered === at - 1;
    if (topic !== null && (pointed || (mark === "one" && (please || WANTS.has(turn)))))
      add("needed", "ask", topic.category, at - 1, at);
    if (mark === "and") joint = true;
    else if (mark === "but") turn = "start";
    else if (mark === "please") {
      if (pleaseOrders(turn, items[at + 1])) turn = "order";
      if (turn === "order") ordered = at;
    } else if (mark === "filler") {
      if (ordered !== -1 && ordered === at - 1) ordered = at;
    } else if (turn === "start") turn = "free";
  };

  for (const [at, item] of items.entries()) {
    const { meaning } = item;
    const begins = joint || item.afterPause;
    if (item.afterPause && at > 0) turn = afterPause(turn, outer, item);
    if (joint && markOf(item) !== "filler") {
      turn = afterAnd(turn, outer, item);
      joint = false;
    }
    if (turn !== "order") ordered = -1;
    if (meaning === null) takeUnknown(at);
    else if (meaning.type === "act") takeAct(at, meaning, begins);
    else if (meaning.type === "verb") takeVerb(at, meaning);
    else if (meaning.type === "mark") takeMark(at, meaning.mark);
    else if (meaning.type === "decided") {
      const told = meaning.verdict === "ask" && (turn === "own" || turn === "past");
      if (told || !HARMLESS.has(turn)) add("phrase", meaning.verdict, meaning.category, at, at);
    } else if (turn === "start") turn = "free";
    else if (WANTS.has(turn) && !(turn === "passive" && asks) && isGiven(items, at, meaning.category))
      add(
        turn === "wish" ? "wished" : "needed",
        turn === "perhaps" ? "ask" : "ticket",
        meaning.category,
        at - 1,
        at,
      );
  }

  const bare = deeds.length > 0 ? null : bareCategory(circumstances);
  if (bare !== null) add("bare", please && !asks ? "ticket" : "ask", bare, 0, items.length - 1);
  const unclear = deeds.length > 0 || myself ? null : unclearDeed(circumstances);
  if (unclear !== null) add("unclear", "ask", unclear.category, unclear.from, unclear.at);
  return { deeds, howto, question, myself, names: topicOf(items) !== null };
};

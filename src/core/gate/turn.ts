import type { Item } from "./items.ts";
import type { Act } from "./language.ts";

/** Whose turn of speech governs the words: one of the language's, the start of a sentence, or none. */
export type Turn = Act | "start" | "free";

const KEEPS_LIST: ReadonlySet<Turn> = new Set<Turn>(["order", "wish", "get", "passive"]);
const KEEPS_VERB: ReadonlySet<Turn> = new Set<Turn>(["order", "wish", "howto", "not", "perhaps"]);

const isBaseVerb = ({ meaning }: Item): boolean => meaning?.type === "verb" && meaning.forms.includes("base");
const isWho = ({ meaning }: Item): boolean => meaning?.type === "mark" && meaning.mark === "who";

/**
 * What governs after a comma. A condition and a request to look end there ("if you can, …", "check it, …"); a list goes
 * on; everything else may begin with an imperative again.
 */
export const afterPause = (turn: Turn, outer: Turn, item: Item): Turn => {
  if (turn === "when" || turn === "inform")
    return KEEPS_VERB.has(outer) && isBaseVerb(item) ? outer : "start";
  if (isBaseVerb(item)) return KEEPS_VERB.has(turn) ? turn : "start";
  return KEEPS_LIST.has(turn) && !isWho(item) ? turn : "start";
};

/** What governs after "and": "check it and reset it" is one order, "and I changed it" is a new thought. */
export const afterAnd = (turn: Turn, outer: Turn, item: Item): Turn => {
  if (isWho(item)) return "free";
  if (turn === "inform" && isBaseVerb(item)) return outer === "start" ? "order" : outer;
  return turn;
};

/** What follows them does not become an order or a wish: "why do I have to", "tell me what I need to". */
const KEPT: ReadonlySet<Turn> = new Set<Turn>(["howto", "question", "inform", "when"]);
const WEAK: ReadonlySet<Turn> = new Set<Turn>([
  "wish",
  "get",
  "passive",
  "perhaps",
  "help",
  "own",
  "past",
  "inform",
]);

/** "I want that it is changed": the "is" asks nothing. */
export const isKept = (turn: Turn, act: Act): boolean =>
  (KEPT.has(turn) && WEAK.has(act)) || (turn === "passive" && act === "question");

/** "Please" makes no order of what they govern, unless a verb follows it at once. */
const FIRM: ReadonlySet<Turn> = new Set<Turn>(["howto", "question", "when"]);

/** Whether a "please" makes an order of what follows it. */
export const pleaseOrders = (turn: Turn, next: Item | undefined): boolean =>
  !FIRM.has(turn) || (next !== undefined && isBaseVerb(next));

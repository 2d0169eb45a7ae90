import type { Category } from "./category.ts";
import type { Item } from "./items.ts";
import type { Turn } from "./turn.ts";

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

/** A sentence as the phrases that it is made of. */
export interface Spoken {
  readonly items: readonly Item[];
  /** It ends in a question mark. */
  readonly asks: boolean;
}

/** What a whole sentence says of a deed in it. */
export interface Circumstances extends Spoken {
  /** It names something of the customer's own, or says please. */
  readonly definite: boolean;
  readonly please: boolean;
  readonly trouble: boolean;
  readonly myself: boolean;
}

export const markOf = (item: Item | undefined): string | null =>
  item?.meaning?.type === "mark" ? item.meaning.mark : null;

export const circumstancesOf = ({ items, asks }: Spoken): Circumstances => {
  const has = (wanted: string): boolean => items.some((item) => markOf(item) === wanted);
  const please = has("please");
  return {
    items,
    asks,
    please,
    definite: please || has("definite") || items.some(({ name }) => name !== null),
    trouble: has("trouble"),
    myself: has("myself"),
  };
};

type Found = readonly [rule: DeedRule, verdict: Deed["verdict"]];

/** With one of these a sentence tells something, though it begins like an order. */
const STORIES: ReadonlySet<Turn> = new Set<Turn>(["own", "past", "question", "howto"]);
/** A sentence of so few words that begins with a verb may be a noun phrase: "restart server". */
const TERSE = 3;

/** "Reset link is broken" begins like an order and is none. */
const tells = (items: readonly Item[], at: number): boolean =>
  items
    .slice(at + 1)
    .some(
      (item) => markOf(item) === "trouble" || (item.meaning?.type === "act" && STORIES.has(item.meaning.act)),
    );

const imperativeFor = (at: number, { items, asks, definite, please }: Circumstances): Found => {
  if (please) return ["ordered", "ticket"];
  if (tells(items, at) && markOf(items[at + 1]) !== "definite") return ["unclear", "ask"];
  return asks || (!definite && items.length <= TERSE) ? ["bare", "ask"] : ["ordered", "ticket"];
};

/** What a verb of change at `at` says, governed by `turn`; null: nothing is asked for. `imperative`: it begins. */
export const ruleFor = (
  turn: Turn,
  imperative: boolean,
  at: number,
  circumstances: Circumstances,
): Found | null => {
  const { items, asks, definite, trouble, myself } = circumstances;
  switch (turn) {
    case "order":
      if (imperative) return imperativeFor(at, circumstances);
      return definite ? ["ordered", "ticket"] : ["general", "ask"];
    case "wish":
      return myself ? null : ["wished", "ticket"];
    case "get":
      return ["needed", "ticket"];
    case "passive":
      // "Should the record point to …?" begins with its verb; "it should be changed, no?" does not.
      if (asks && items[0]?.meaning?.type === "act") return null;
      return ["needed", trouble || asks ? "ask" : "ticket"];
    case "help":
      return ["helped", "ask"];
    case "perhaps":
      return ["perhaps", "ask"];
    default:
      return null;
  }
};

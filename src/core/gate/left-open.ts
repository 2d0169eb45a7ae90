import type { Category } from "./category.ts";
import { categoryOf, type FoundObject, objectAfter, resolves } from "./category-of.ts";
import { type Circumstances, markOf } from "./deed.ts";
import type { Item } from "./items.ts";
import type { Act } from "./language.ts";
import { isKept } from "./turn.ts";

/** Words of a noun phrase. */
const LONGEST_BARE = 9;

const leadsTo = (items: readonly Item[], found: FoundObject): FoundObject =>
  resolves(items) && found.category === "network" && !found.firm ? { ...found, category: "dns" } : found;

const isAny = (item: Item, marks: readonly string[]): boolean => marks.includes(markOf(item) ?? "");

const isBareWord = (item: Item): boolean =>
  item.name !== null ||
  item.meaning?.type === "object" ||
  item.meaning?.type === "verb" ||
  (item.meaning?.type === "mark" && !isAny(item, ["trouble", "plain", "who"]));

/** "password reset", "vpn access for bob": nothing but things, deeds and what joins them; after "for" anything. */
export const bareCategory = ({ items: all }: Circumstances): Category | null => {
  const object = objectAfter(all, -1, all.length);
  if (object === null || all.length > LONGEST_BARE) return null;
  const rest = all.findIndex((item, at) => at > object.at && isAny(item, ["filler", "definite"]));
  const items = rest === -1 ? all : all.slice(0, rest);
  const told =
    all.some((item) => item.meaning?.type === "act" || isAny(item, ["trouble", "plain"])) ||
    items.some((item) => isAny(item, ["who"]));
  if (told || !items.every(isBareWord)) return null;
  const at = items.findIndex(({ meaning }) => meaning?.type === "verb");
  const verb = items[at]?.meaning;
  if (verb?.type === "verb") {
    const named = verb.forms.includes("base") || verb.forms.includes("doing");
    return named ? (categoryOf(items, at, verb, null)?.category ?? null) : null;
  }
  const value = items.some(({ name }, one) => name !== null && one > object.at);
  const given =
    object.category === "credentials" ||
    object.category === "network" ||
    (object.category === "dns" && value);
  return given || all.some((item) => isAny(item, ["more", "please"])) ? object.category : null;
};

const TELLS: ReadonlySet<Act> = new Set<Act>(["howto", "question", "inform", "own", "past", "when", "not"]);
const WISHES: ReadonlySet<Act> = new Set<Act>(["order", "wish", "get", "help", "passive", "perhaps"]);

/** Ends what an earlier "how" or "what" governs. */
const isBoundary = (item: Item): boolean => item.afterPause || isAny(item, ["and", "but"]);

/** Whether a wish is part of a question: "what do you need to change it". */
const isAsked = (items: readonly Item[], at: number): boolean => {
  const earlier = items.slice(0, at + 1);
  const from = Math.max(earlier.findLastIndex(isBoundary), 0);
  return earlier
    .slice(from, at)
    .some(({ meaning }) => meaning?.type === "act" && isKept(meaning.act, "wish"));
};

/** An address or a domain stands for what the rules have no word for. */
const namedAfter = (items: readonly Item[], from: number): FoundObject | null => {
  const at = items.findIndex(({ name }, one) => one > from && (name === "ip" || name === "domain"));
  if (resolves(items) && at !== -1) return { category: "dns", firm: false, at };
  return at === -1 ? null : { category: items[at]?.name === "ip" ? "network" : "dns", firm: false, at };
};

const isTold = (item: Item): boolean =>
  (item.meaning?.type === "act" && TELLS.has(item.meaning.act)) || isAny(item, ["trouble", "plain"]);

/** "My number should be 555 0142", "her address is now …": what is told is how it shall be. */
const toldOtherwise = ({ items, asks, trouble }: Circumstances): boolean => {
  if (asks || trouble) return false;
  const named = items.some(({ name }) => name !== null);
  const changed = items.some((item) => markOf(item) === "change");
  const passive = items.findIndex(({ meaning }) => meaning?.type === "act" && meaning.act === "passive");
  return changed || (passive > 0 && named && items.slice(passive).some(({ name }) => name !== null));
};

const isQuestion = ({ meaning }: Item): boolean =>
  meaning?.type === "act" && (meaning.act === "question" || meaning.act === "howto" || meaning.act === "not");

/** Something is wished for, or a deed named, and a thing: the verb is unknown, or whether it is meant as an order. */
export const unclearDeed = (
  circumstances: Circumstances,
): (FoundObject & { readonly from: number }) | null => {
  const { items, asks } = circumstances;
  const wished = items.findIndex(
    (item) =>
      markOf(item) === "please" ||
      (item.meaning?.type === "act" && (asks ? item.meaning.act === "order" : WISHES.has(item.meaning.act))),
  );
  const after =
    wished === -1 ? null : (objectAfter(items, wished, items.length) ?? namedAfter(items, wished));
  const act = items[wished]?.meaning;
  const asked = act?.type === "act" && act.act !== "order" && isAsked(items, wished);
  if (after !== null && !asked && !items.slice(wished, after.at).some(isTold))
    return { ...leadsTo(items, after), from: wished };
  const verb = items.findIndex(({ meaning }) => meaning?.type === "verb" && meaning.forms.includes("base"));
  const from = Math.max(wished, verb);
  const please = items.some((item) => markOf(item) === "please");
  if (please && verb !== -1 && !items.some(isQuestion)) {
    const deed = items[verb]?.meaning;
    const what = deed?.type === "verb" ? categoryOf(items, verb, deed, null) : null;
    if (what?.sure === true) return { category: what.category, firm: false, at: what.at, from: verb };
  }
  const object = objectAfter(items, -1, items.length);
  if (object !== null && toldOtherwise(circumstances)) return { ...object, from: object.at };
  return from === -1 || asks || object === null || items.some(isTold) ? null : { ...object, from };
};

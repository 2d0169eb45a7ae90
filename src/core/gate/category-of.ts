import type { Category } from "./category.ts";
import type { Item } from "./items.ts";
import type { Meaning } from "./lexicon.ts";

/** What a text is about: the category of the thing that was last named. */
export interface Topic {
  readonly category: Category;
}

export interface FoundObject {
  readonly category: Category;
  /** It stays in its category whatever is done to it. */
  readonly firm: boolean;
  /** Where it stands among the items. */
  readonly at: number;
}

interface Found extends Omit<FoundObject, "firm"> {
  /** False: nothing was named; the verb alone, or what was said before, speaks for it. */
  readonly sure: boolean;
}

type ObjectMeaning = Extract<Meaning, { type: "object" }>;

const objectAt = (items: readonly Item[], at: number): ObjectMeaning | null => {
  const meaning = items[at]?.meaning;
  return meaning?.type === "object" ? meaning : null;
};

const endsSearch = (item: Item): boolean =>
  item.meaning?.type === "act" ||
  (item.meaning?.type === "mark" &&
    (item.meaning.mark === "but" || (item.afterPause && item.meaning.mark === "who")));

/** What stands after it belongs to something else. */
const parts = ({ afterPause, meaning }: Item): boolean =>
  afterPause ||
  meaning?.type === "act" ||
  meaning?.type === "verb" ||
  (meaning?.type === "mark" && (meaning.mark === "and" || meaning.mark === "but" || meaning.mark === "who"));

const WHOLES: ReadonlySet<Category> = new Set<Category>(["server", "website", "subscription"]);

/** "A user for the VPN" is the network's: what stands so near belongs together. */
const BESIDE = 4;

/** What is named near the object at `at`, without a pause or a join between them. */
const objectsBeside = (items: readonly Item[], at: number): readonly ObjectMeaning[] => {
  const near = items.map((_, one) => one).filter((one) => one !== at && Math.abs(one - at) <= BESIDE);
  return near.flatMap((one) => {
    const object = objectAt(items, one);
    const between = items.slice(Math.min(one, at) + 1, Math.max(one, at) + 1);
    return object === null || between.some(parts) ? [] : [object];
  });
};

/** A part's category is that of the server or website that the sentence names. */
const settled = (items: readonly Item[], at: number, object: ObjectMeaning): Category => {
  const beside = objectsBeside(items, at);
  // "Their address is 203.0.113.90".
  if (object.category === "account" && items.slice(at + 1, at + BESIDE).some(({ name }) => name === "ip"))
    return "network";
  if (object.category !== "dns" && beside.some(({ category, firm }) => firm && category === "network"))
    return "network";
  if (object.firm) return object.category;
  const firm = beside.find((one) => one.firm && one.category !== "credentials");
  if (firm !== undefined && object.category !== "credentials") return firm.category;
  if (!object.part) return object.category;
  const whole = items.flatMap((_, one) => {
    const other = objectAt(items, one);
    return one !== at && other !== null && !other.part && WHOLES.has(other.category) ? [other.category] : [];
  });
  return whole[0] ?? object.category;
};

/** Things that are named one right after the other are one: "server root password". */
const LONGEST_COMPOUND = 5;

/** Where the compound goes on after the object at `at`, over one word that the rules do not know ("email archiving addon"). */
const headAfter = (items: readonly Item[], at: number): number | null => {
  const [next, other] = [items[at + 1], items[at + 2]];
  if (next === undefined || next.afterPause) return null;
  if (objectAt(items, at + 1) !== null) return at + 1;
  const over = next.meaning === null && next.name === null && other?.afterPause === false;
  return over && objectAt(items, at + 2) !== null ? at + 2 : null;
};

/** The first thing after an item, within so many; of "server root password" the last. */
export const objectAfter = (items: readonly Item[], from: number, within: number): FoundObject | null => {
  for (let at = from + 1; at < items.length && at <= from + within; at += 1) {
    const item = items[at];
    if (item === undefined || (from >= 0 && endsSearch(item))) return null;
    if (objectAt(items, at) === null) continue;
    let head = at;
    while (head < at + LONGEST_COMPOUND) {
      const next = headAfter(items, head);
      if (next === null) break;
      head = next;
    }
    const object = objectAt(items, head);
    return object === null ? null : { category: settled(items, head, object), firm: object.firm, at: head };
  }
  return null;
};

export const topicOf = (items: readonly Item[]): Topic | null => {
  const object = objectAfter(items, -1, items.length);
  return object === null ? null : { category: object.category };
};

const objectBefore = (items: readonly Item[], from: number): FoundObject | null => {
  for (let at = from - 1; at >= 0; at -= 1) {
    const object = objectAt(items, at);
    if (object !== null) return { category: settled(items, at, object), firm: object.firm, at };
  }
  return null;
};

/** What a verb changes when nobody knows what it is done to. */
const FALLBACK: Category = "account";

/** Whatever is done to these, they are what they are: "cancel my account" is not about a subscription. */
const OWN: ReadonlySet<Category> = new Set<Category>(["account", "credentials"]);

/** "Change the record", and "I need the record changed". */
const named = (
  items: readonly Item[],
  at: number,
  { forms }: Extract<Meaning, { type: "verb" }>,
): FoundObject | null => {
  const [before, after] = [objectBefore(items, at), objectAfter(items, at, items.length)];
  return forms.includes("base") ? (after ?? before) : (before ?? after);
};

const isAllowing = ({ category, alone }: Extract<Meaning, { type: "verb" }>): boolean =>
  category === "network" || (category === null && alone === "network");

/** What a name and an address together say more of than these do. */
const SOFT: ReadonlySet<Category> = new Set<Category>(["network", "website", "server", "dns"]);

/** A domain and an IP address in one sentence: one is to lead to the other. */
export const resolves = (items: readonly Item[]): boolean =>
  items.some(({ name }) => name === "domain") && items.some(({ name }) => name === "ip");

/** What the deed of the verb at `at` changes; null: nothing that chat must not change. */
export const categoryOf = (
  items: readonly Item[],
  at: number,
  verb: Extract<Meaning, { type: "verb" }>,
  topic: Topic | null,
): Found | null => {
  const next = items[at + 1]?.meaning;
  // "Change it" is about what was named before or after.
  const pointed =
    topic !== null && next?.type === "mark" && (next.mark === "who" || next.mark === "definite");
  const it = topic !== null && next?.type === "mark" && next.mark === "who";
  const object = it ? null : named(items, at, verb);
  if (resolves(items) && !isAllowing(verb)) {
    const object = named(items, at, verb);
    if (object === null || (!object.firm && SOFT.has(object.category)))
      return { category: "dns", at: object?.at ?? at, sure: true };
  }
  const allowed = isAllowing(verb);
  const ip = items.findIndex(({ name }) => name === "ip");
  if (ip !== -1 && allowed && object?.firm !== true) return { category: "network", at: ip, sure: true };
  if (object !== null) {
    const owned = (OWN.has(object.category) || object.firm) && verb.category !== "credentials";
    const category = verb.category === null || owned ? object.category : verb.category;
    return { ...object, category, sure: true };
  }
  const domain = items.findIndex(({ name }) => name === "domain");
  if (!it && verb.category === null && domain !== -1) return { category: "dns", at: domain, sure: true };
  if (!it && verb.category === null && topic === null && ip !== -1)
    return { category: "network", at: ip, sure: true };
  const category = verb.category ?? topic?.category ?? verb.alone;
  return category === null
    ? null
    : { category, at, sure: pointed || verb.category !== null || known(verb.alone) };
};

const known = (alone: Category | null): boolean => alone !== null && alone !== FALLBACK;

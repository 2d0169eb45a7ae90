import { CATEGORIES, type Category } from "./category.ts";
import type { Example, Language, Verb } from "./language.ts";
import { LANGUAGES } from "./languages/index.ts";
import { createLexicon, type Lexicon } from "./lexicon.ts";
import type { Rules } from "./rules.ts";
import { wordsOf } from "./words.ts";

type Phrases = Partial<Readonly<Record<Category, readonly string[]>>>;

/** What a desk adds to a language's rules, what it takes out, and the examples by which it checks them. */
export interface LanguageChanges {
  readonly verbs: readonly string[];
  readonly objects: Phrases;
  /** Turns of speech that need a ticket, are asked back, or are harmless. */
  readonly ticket: Phrases;
  readonly ask: Phrases;
  readonly chat: readonly string[];
  /** Verbs, objects and phrases that do not count. */
  readonly remove: readonly string[];
  readonly examples: readonly Example[];
}

/** The gate's part of a policy: plain data, kept with it. */
export interface GateSettings {
  /** What chat must not change; the rest a rep may do in chat. Default: all. */
  readonly categories: readonly Category[];
  /** Changes by language code. */
  readonly languages: Readonly<Record<string, LanguageChanges>>;
}

export const DEFAULT_GATE: GateSettings = { categories: CATEGORIES, languages: {} };

export const LANGUAGE_CODES: readonly string[] = LANGUAGES.map(({ code }) => code);

/** Two phrases that the rules cannot tell apart are one. */
const same = (phrase: string): string => wordsOf(phrase).join(" ");

const without = (phrases: readonly string[], removed: ReadonlySet<string>): readonly string[] =>
  removed.size === 0 ? phrases : phrases.filter((phrase) => !removed.has(same(phrase)));

const changed = (base: Phrases, added: Phrases, removed: ReadonlySet<string>): Phrases =>
  Object.fromEntries(
    CATEGORIES.map((category) => [
      category,
      [...without(base[category] ?? [], removed), ...(added[category] ?? [])],
    ]),
  );

const formsOf = ({ base, done, doing }: Verb): readonly string[] =>
  [base, done, doing].flatMap((form) => form.split("/"));

/** A verb of the desk's own stands in every form: whoever adds one writes down all that count. */
const ownVerb = (written: string): Verb => ({
  base: written,
  done: written,
  doing: written,
  category: null,
  alone: null,
});

const withChanges = (language: Language, changes: LanguageChanges): Language => {
  const removed = new Set(changes.remove.map(same));
  return {
    ...language,
    verbs: [
      ...language.verbs.filter((verb) => !formsOf(verb).some((form) => removed.has(same(form)))),
      ...changes.verbs.map(ownVerb),
    ],
    objects: changed(language.objects, changes.objects, removed),
    parts: changed(language.parts, {}, removed),
    tickets: changed(language.tickets, changes.ticket, removed),
    asks: changed(language.asks, changes.ask, removed),
    marks: { ...language.marks, plain: [...changes.chat, ...language.marks.plain] },
  };
};

/** What of `remove` the language does not have: a slip of whoever wrote it. */
export const unknownRemovals = (code: string, { remove }: LanguageChanges): readonly string[] => {
  const language = LANGUAGES.find((one) => one.code === code);
  if (language === undefined) return remove;
  const { verbs, objects, parts, tickets, asks } = language;
  const phrases = [objects, parts, tickets, asks].flatMap((all) => Object.values(all).flat());
  const known = new Set([...verbs.flatMap(formsOf), ...phrases].map(same));
  return remove.filter((phrase) => !known.has(same(phrase)));
};

const shipped = new Map<Language, Lexicon>();

/** Making a lexicon takes tens of milliseconds: one language's is made once, and only where it is used. */
const shippedLexicon = (language: Language): Lexicon => {
  const lexicon = shipped.get(language) ?? createLexicon(language);
  shipped.set(language, lexicon);
  return lexicon;
};

/** Policies in force at once are few; those of old conversations are snapshots of a few more. */
const MOST_READY = 16;
const ready = new Map<string, Rules>();

/** The built-in rules with a desk's changes. Made once for the same content, wherever it was read from. */
export const rulesOf = (settings: GateSettings): Rules => {
  const content = JSON.stringify(settings);
  const known = ready.get(content);
  if (known !== undefined) return known;
  const lexicons = LANGUAGES.map((language) => {
    const changes = settings.languages[language.code];
    return changes === undefined ? shippedLexicon(language) : createLexicon(withChanges(language, changes));
  });
  const rules: Rules = { lexicons, categories: new Set(settings.categories) };
  const [oldest] = ready.keys();
  if (ready.size >= MOST_READY && oldest !== undefined) ready.delete(oldest);
  ready.set(content, rules);
  return rules;
};

/**
 * What a desk may say in its own words, and the `{placeholders}` that it may use there. Everything else that the desk
 * says to customers and reps stands in texts/.
 */
export const OWN_TEXTS = {
  panel_title: [],
  panel: ["first_response", "next_response", "resolution"],
  greeting: ["first_response", "next_response", "resolution", "policy", "quote"],
  claimed_for_customer: ["person"],
  late_for_customer: ["called"],
  long_for_customer: [],
  waiting_for_customer: ["until"],
  still_there: ["closes_in"],
  resolved_for_customer: ["until"],
  abandoned_for_customer: ["until"],
  handed_off_for_customer: [],
  reopened_for_customer: [],
  moved_to_thread: [],
  door: [],
  what_chat_can_do: ["policy"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type OwnText = keyof typeof OWN_TEXTS;

/** The desk's own words by what they are said for; the rest as built in. */
export type OwnTexts = Readonly<Partial<Record<OwnText, string>>>;

const PLACEHOLDER = /\{([a-z_]+)\}/g;

/** Placeholders that a text uses and may not: they would be shown as they stand. */
export const unknownPlaceholders = (key: OwnText, text: string): readonly string[] => {
  const known: readonly string[] = OWN_TEXTS[key];
  return [...text.matchAll(PLACEHOLDER)].flatMap(([, name = ""]) => (known.includes(name) ? [] : [name]));
};

/** Puts the values in; what has none (a quote where nothing is quoted) leaves nothing behind. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(PLACEHOLDER, (_, name: string) => values[name] ?? "").trim();

import type { Person } from "../../../src/core/platform.ts";
import type { DeskWords, Sentence, Voice } from "../../../src/core/sentences.ts";
import type { Words } from "../../../src/core/words.ts";
import { rich, richSentence } from "./markdown.ts";
import { type Rich, safeHref, wrap } from "./rich.ts";
import { createSlots, type Slots, withoutSlots } from "./slots.ts";

export interface Told {
  readonly sentence: Sentence;
  readonly people: Readonly<Record<string, Person>>;
  readonly quotes: Readonly<Record<string, string>>;
}

/** Our own link to a message on the page. */
const isPermalink = (url: string): boolean => /^\/#message-[\d-]+$/.test(url);

const voiceOf = (told: Told, mention: readonly string[], slots: Slots): Voice => ({
  time: (at) => slots.put({ tag: "time", at }),
  bold: (text) => slots.put(wrap("strong", slots.fill(text))),
  link: (label, url) => {
    const href = isPermalink(url) ? url : safeHref(url);
    return href === null ? label : slots.put({ tag: "a", href, children: slots.fill(label) });
  },
  person: (id) => {
    const person = told.people[id];
    const user = person?.userId ?? id;
    return slots.put({
      tag: "person",
      user,
      name: withoutSlots(person?.name ?? id),
      mention: mention.includes(user),
    });
  },
  quote: (id) => slots.put(wrap("blockquote", rich(told.quotes[id] ?? ""))),
  words: (id) => slots.put(withoutSlots((told.quotes[id] ?? "").replace(/\s+/g, " "))),
});

/** A sentence of the desk's: what people typed enters it as finished nodes, never as Markdown. */
export const tell = (
  told: Told,
  words: Words,
  desk: DeskWords,
  mention: readonly string[] = [],
): readonly Rich[] => {
  const slots = createSlots();
  return richSentence(words.say(told.sentence, voiceOf(told, mention, slots), desk), slots);
};

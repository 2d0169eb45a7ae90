import type { Person } from "../../src/core/platform.ts";
import type { Voice } from "../../src/core/sentences.ts";
import type { Timestamp } from "../../src/core/time.ts";
import { DAY } from "../../src/core/time.ts";
import type { Body } from "../../src/core/views.ts";
import { escapeText, harmless, nameText } from "./escape.ts";
import { quoteLines, toMrkdwn } from "./markdown.ts";

/**
 * A moment in each reader's own zone; the fallback is for clients that cannot.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export const dateToken = (at: Timestamp, now: Timestamp): string => {
  const form = Math.abs(at - now) < DAY / 2 ? "{time_secs}" : "{date_short_pretty} {time_secs}";
  const fallback = `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
  return `<!date^${Math.floor(at / 1000)}^${form}|${fallback}>`;
};

/** How long a moment is past or away, in the reader's words; it stays true while the message stands. */
export const agoToken = (at: Timestamp): string => {
  const fallback = `${new Date(at).toISOString().slice(11, 19)} UTC`;
  return `<!date^${Math.floor(at / 1000)}^{ago}|${fallback}>`;
};

/** A user, mentioned: only ever for ids that an order names. */
export const mention = (userId: string): string => `<@${userId.replace(/[^A-Za-z0-9]/g, "")}>`;

export interface Speaking {
  readonly people: Readonly<Record<string, Person>>;
  readonly quotes: Readonly<Record<string, string>>;
  /** Platform user ids that may be mentioned. */
  readonly mention: readonly string[];
  readonly now: Timestamp;
}

type Sentence = Extract<Body, { kind: "sentence" }>;

/**
 * Lets the words speak mrkdwn. What the voice says stands as a token while the words' own text is escaped, so that
 * neither can spoil the other.
 */
export const speak = (write: (voice: Voice) => string, speaking: Speaking): string => {
  const parts: (() => string)[] = [];
  const token = (part: () => string): string => `\uE000${parts.push(part) - 1}\uE001`;
  const fill = (text: string): string =>
    escapeText(text).replace(/\uE000(\d+)\uE001/g, (_, index: string) => parts[Number(index)]?.() ?? "");
  const voice: Voice = {
    time: (at) => token(() => dateToken(at, speaking.now)),
    bold: (text) => token(() => `*${fill(text)}*`),
    link: (label, url) =>
      token(() => `<${harmless(url).replace(/[|\s]/g, encodeURIComponent)}|${fill(label)}>`),
    person: (id) => token(() => personText(speaking.people[id], speaking.mention)),
    quote: (messageId) => token(() => quoteLines(toMrkdwn(speaking.quotes[messageId] ?? "…"))),
    words: (textId) => token(() => nameText((speaking.quotes[textId] ?? "…").replace(/\s+/g, " "))),
  };
  return fill(write(voice));
};

const personText = (person: Person | undefined, mentioned: readonly string[]): string => {
  if (person === undefined) return "?";
  const mayMention = person.platform === "slack" && mentioned.includes(person.userId);
  return mayMention ? mention(person.userId) : nameText(person.name);
};

export const speakingOf = (body: Sentence, mentioned: readonly string[], now: Timestamp): Speaking => ({
  people: body.people,
  quotes: body.quotes,
  mention: mentioned,
  now,
});

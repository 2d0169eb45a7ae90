import type { Timestamp } from "../../src/core/time.ts";
import type { AlertView } from "../../src/core/views.ts";
import type { Words } from "../../src/core/words.ts";
import { actions, type Payload, sections } from "./blocks.ts";
import { escapeText, harmless, shorten } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { agoToken, dateToken, mention } from "./voice.ts";

/** Of one line under it: the last words of a conversation, not the conversation. */
const MOST_NOTE = 500;

/**
 * A ping. Its `text` is what a phone's lock screen shows, so it holds the words alone; people are called in the
 * blocks, where a mention pings just the same. https://docs.slack.dev/reference/methods/chat.postMessage#text_usage
 */
export const renderAlert = (alert: AlertView, words: Words, now: Timestamp): Payload => {
  const line = harmless(shorten(words.alert(alert), LIMITS.notificationText));
  const called = [...alert.mention.map(mention), ...(alert.here ? ["<!here>"] : [])];
  const people = called.length === 0 ? [] : [called.join(" ")];
  const notes = words.alertNotes(alert).map((note) => harmless(shorten(note, MOST_NOTE)));
  return {
    text: line,
    blocks: [
      ...sections(`${strong(line)}\n${[...people, where(alert), due(alert, words, now)].join(" · ")}`),
      ...(notes.length === 0 ? [] : sections(notes.join("\n"))),
      ...actions(alert.buttons, words),
    ],
  };
};

/** A customer's own asterisk would end it. */
const strong = (line: string): string => (line.includes("*") ? line : `*${line}*`);

/** One tap away: on a phone the card is thirty messages up. */
const where = ({ number, permalink }: AlertView): string =>
  permalink === null ? `#${number}` : `<${escapeText(permalink)}|#${number}>`;

/** When, for whoever reads it later; and how long ago, once that is what counts. */
const due = ({ target, dueAt, answeredAt }: AlertView, words: Words, now: Timestamp): string => {
  const at = `${escapeText(words.target(target))}: ${dateToken(dueAt, now)}`;
  return dueAt <= now && answeredAt === null ? `${at} (${agoToken(dueAt)})` : at;
};

/** The same message once it is over: how it ended, and nothing left to press. */
export const renderClosedAlert = (number: number, sentence: string): Payload => {
  const text = `#${number} ${sentence}`;
  return {
    text: shorten(text, LIMITS.text),
    blocks: [{ type: "context", elements: [{ type: "mrkdwn", text: shorten(text, LIMITS.sectionText) }] }],
  };
};

import type { Timestamp } from "../../src/core/time.ts";
import { ALERT_LINES, type AlertLine, type AlertsView, type AlertView } from "../../src/core/views.ts";
import type { Words } from "../../src/core/words.ts";
import { actions, type Blocks, type Payload, sections } from "./blocks.ts";
import { escapeText, harmless, shorten } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { agoToken, dateToken, mention } from "./voice.ts";

/** Of one line under it: the last words of a conversation, not the conversation. */
const MOST_NOTE = 500;

const called = (alert: Pick<AlertView, "mention" | "here">): readonly string[] => [
  ...alert.mention.map(mention),
  ...(alert.here ? ["<!here>"] : []),
];

/** One tap away, where there is a link: on a phone the card is thirty messages up. */
const numbered = ({ number, permalink }: Pick<AlertView, "number" | "permalink">): string =>
  permalink === null ? `#${number}` : `<${escapeText(permalink)}|#${number}>`;

/**
 * A ping. Its `text` is what a phone's lock screen shows, so it holds the words alone; people are called in the
 * blocks, where a mention pings just the same. https://docs.slack.dev/reference/methods/chat.postMessage#text_usage
 */
export const renderAlert = (alert: AlertView, words: Words, now: Timestamp): Payload => {
  const line = harmless(shorten(words.alert(alert), LIMITS.notificationText));
  const people = called(alert).length === 0 ? [] : [called(alert).join(" ")];
  const notes = words.alertNotes(alert).map((note) => harmless(shorten(note, MOST_NOTE)));
  return {
    text: line,
    blocks: [
      ...sections(`${strong(line)}\n${[...people, numbered(alert), due(alert, words, now)].join(" · ")}`),
      ...(notes.length === 0 ? [] : sections(notes.join("\n"))),
      ...actions(alert.buttons, words),
    ],
  };
};

const alertLine = (line: AlertLine, words: Words, now: Timestamp): Blocks => [
  ...sections(`*${numbered(line)}* ${harmless(words.alerts.line(line, now))}`),
  ...actions(line.buttons, words),
];

/** Pings that fell due together: each conversation on a line of its own, with its buttons under it. */
export const renderAlerts = (alerts: AlertsView, words: Words, now: Timestamp): Payload => {
  const head = harmless(shorten(words.alerts.head(alerts), LIMITS.notificationText));
  const { restAt } = alerts;
  const where = restAt.platform === "slack" ? `<#${restAt.channel}>` : null;
  const rest = alerts.rest === 0 ? [] : sections(words.alerts.rest(alerts.rest, where));
  const lines = alerts.items.slice(0, ALERT_LINES).flatMap((line) => alertLine(line, words, now));
  // The lines come last: were the people called so many that Slack's blocks did not suffice, lines would give way.
  const blocks = [...sections(`*${head}*`), ...sections(called(alerts).join(" ") || "…"), ...rest, ...lines];
  return { text: head, blocks: blocks.slice(0, LIMITS.blocks) };
};

/** A customer's own asterisk would end it. */
const strong = (line: string): string => (line.includes("*") ? line : `*${line}*`);

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

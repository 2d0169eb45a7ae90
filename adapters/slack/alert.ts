import type { Timestamp } from "../../src/core/time.ts";
import type { AlertView } from "../../src/core/views.ts";
import type { Words } from "../../src/core/words.ts";
import { actions, type Payload, sections } from "./blocks.ts";
import { escapeText, harmless, shorten } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { dateToken, mention } from "./voice.ts";

/**
 * A ping. Its `text` is what a phone's lock screen shows, so it holds the words alone; people are called in the
 * blocks, where a mention pings just the same. https://docs.slack.dev/reference/methods/chat.postMessage#text_usage
 */
export const renderAlert = (alert: AlertView, words: Words, now: Timestamp): Payload => {
  const line = harmless(shorten(words.alert(alert), LIMITS.notificationText));
  const called = [...alert.mention.map(mention), ...(alert.here ? ["<!here>"] : [])];
  const number = `#${alert.number}`;
  const details = [
    ...called,
    `${escapeText(words.target(alert.target))}: ${dateToken(alert.dueAt, now)}`,
    alert.permalink === null ? number : `<${escapeText(alert.permalink)}|${number}>`,
  ];
  return {
    text: line,
    blocks: [...sections(line), ...sections(details.join(" ")), ...actions(alert.buttons, words)],
  };
};

/** The same message once it is over: how it ended, and nothing left to press. */
export const renderClosedAlert = (number: number, sentence: string): Payload => {
  const text = `#${number} ${sentence}`;
  return {
    text: shorten(text, LIMITS.text),
    blocks: [{ type: "context", elements: [{ type: "mrkdwn", text: shorten(text, LIMITS.sectionText) }] }],
  };
};

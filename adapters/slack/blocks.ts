import type { types } from "@slack/bolt";
import type { Button } from "../../src/core/actions.ts";
import type { Words } from "../../src/core/words.ts";
import { actionIdOf, actionValueOf } from "./action-id.ts";
import { shorten } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { split } from "./split.ts";

export type Blocks = types.KnownBlock[];

/** One message as chat.postMessage and chat.update take it. */
export interface Payload {
  /** What notifications and screen readers say, and what is shown where there are no blocks. */
  readonly text: string;
  readonly blocks: Blocks;
}

export const sections = (mrkdwn: string): Blocks =>
  split(mrkdwn, LIMITS.sectionText).map((text) => ({ type: "section", text: { type: "mrkdwn", text } }));

/** In the order in which the core names them, the likeliest first; Slack wraps them. */
export const actions = (buttons: readonly Button[], words: Words): Blocks => {
  const shown = buttons.slice(0, LIMITS.actionElements);
  if (shown.length === 0) return [];
  return [
    {
      type: "actions",
      elements: shown.map((button, index) => ({
        type: "button",
        text: {
          type: "plain_text",
          // Slack refuses a message with an empty label in it.
          text: shorten(words.button(button).trim() || "…", LIMITS.buttonText),
          emoji: true,
        },
        action_id: actionIdOf(
          button.action,
          shown.slice(0, index).filter(({ action }) => action === button.action).length,
        ),
        value: actionValueOf(button),
        ...(button.style === "default" ? {} : { style: button.style }),
      })),
    },
  ];
};

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

export const actions = (buttons: readonly Button[], words: Words): Blocks =>
  buttons.length === 0
    ? []
    : [
        {
          type: "actions",
          elements: buttons.slice(0, LIMITS.actionElements).map((button) => ({
            type: "button",
            text: {
              type: "plain_text",
              text: shorten(words.button(button), LIMITS.buttonText),
              emoji: true,
            },
            action_id: actionIdOf(button.action),
            value: actionValueOf(button),
            ...(button.style === "default" ? {} : { style: button.style }),
          })),
        },
      ];

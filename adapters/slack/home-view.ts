import type { types } from "@slack/bolt";
import type { DeskHome, HomeView } from "../../src/core/views.ts";
import type { Words } from "../../src/core/words.ts";
import { type Blocks, sections } from "./blocks.ts";
import { escapeText, shorten } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { dateToken, speak, speakingOf } from "./voice.ts";

/** Says that a view is the desk's page; a new way of writing it gets a new number. */
const HOME_CALLBACK = "deskclock:home:1";

/** A rep's page as Slack shows it. https://docs.slack.dev/surfaces/app-home */
export const homeOf = ({ desks, now }: HomeView, words: Words): types.HomeView => {
  const { home } = words;
  const said = (body: DeskHome["tickets"], desk: DeskHome["desk"]): Blocks =>
    sections(speak((voice) => words.say(body.sentence, voice, desk), speakingOf(body, [], now)));
  const ofDesk = ({ desk, conversations, tickets }: DeskHome): Blocks => [
    {
      type: "header",
      text: {
        type: "plain_text",
        text: shorten(desk.deskName.trim() || "…", LIMITS.headerText),
        emoji: true,
      },
    },
    ...said(conversations, desk),
    { type: "divider" },
    ...said(tickets, desk),
  ];
  const blocks: Blocks =
    desks.length === 0
      ? sections(escapeText(home.nobody))
      : [
          ...desks.flatMap(ofDesk).slice(0, LIMITS.viewBlocks - 1),
          {
            type: "context",
            elements: [{ type: "mrkdwn", text: `${escapeText(home.asOf)} ${dateToken(now, now)}` }],
          },
        ];
  return { type: "home", callback_id: HOME_CALLBACK, blocks };
};

import type { Button } from "../../src/core/actions.ts";
import type { Person } from "../../src/core/platform.ts";
import type { TicketCard } from "../../src/core/ticket/sentences.ts";
import type { Words } from "../../src/core/words.ts";
import { actions, type Payload, sections } from "./blocks.ts";
import { PLATFORM_NAMES } from "./card.ts";
import { escapeText, harmless, nameText, shorten } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { type Speaking, speak } from "./voice.ts";

/** A display name is theirs to choose: the platform's id always stands beside it. */
const whoOf = ({ name, platform, userId }: Person): string =>
  `${shorten(nameText(name), MOST_NAME)} · ${PLATFORM_NAMES[platform]} \`${harmless(userId).replaceAll("`", "")}\``;

const MOST_NAME = 200;

/**
 * The parent message of a ticket: what it is about and whether anything may be done stand first and alone, so that a
 * phone shows them without scrolling; what is only looked up stands in two columns, which a phone puts below each other.
 */
export const renderTicketCard = (
  card: TicketCard,
  buttons: readonly Button[],
  words: Words,
  speaking: Speaking,
): Payload => {
  const text = words.ticketCard;
  const { by, permission, person } = card;
  const named = (id: string | null): Person | undefined => (id === null ? undefined : speaking.people[id]);
  const field = (label: string, value: string) => ({
    type: "mrkdwn" as const,
    text: shorten(`*${escapeText(label)}*\n${value}`, LIMITS.fieldText),
  });
  const subject = (speaking.quotes[card.texts.subject] ?? "…").replace(/\s+/g, " ");
  const title = text.title(card, subject);
  const asker = named(by);
  const rep = named(person);
  return {
    text: `${harmless(shorten(title, LIMITS.notificationText))}: ${escapeText(text.standing(card))}`,
    blocks: [
      { type: "header", text: { type: "plain_text", text: shorten(title, LIMITS.headerText), emoji: true } },
      ...sections(speak((voice) => text.state(card, voice), speaking)),
      {
        type: "section",
        fields: [
          ...(asker === undefined ? [] : [field(text.asked, whoOf(asker))]),
          field(text.change, escapeText(text.changeOf(card))),
          field(text.needs, permission === null ? escapeText(text.noPermission) : nameText(permission)),
          field(text.rep, rep === undefined ? escapeText(text.nobody) : nameText(rep.name)),
        ],
      },
      {
        type: "context",
        elements: [{ type: "mrkdwn", text: speak((voice) => text.origin(card, voice), speaking) }],
      },
      ...actions(buttons, words),
    ],
  };
};

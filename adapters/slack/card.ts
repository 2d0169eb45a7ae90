import type { Person } from "../../src/core/platform.ts";
import type { Timestamp } from "../../src/core/time.ts";
import type { CardView } from "../../src/core/views.ts";
import type { Words } from "../../src/core/words.ts";
import { actions, type Payload, sections } from "./blocks.ts";
import { escapeText, harmless, nameText, shorten } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { quoteLines } from "./markdown.ts";
import { dateToken } from "./voice.ts";

export const PLATFORM_NAMES: Readonly<Record<Person["platform"], string>> = {
  discord: "Discord",
  slack: "Slack",
  sandbox: "Sandbox",
};

/** The parent message of a conversation: what a rep must know at a glance. */
export const renderCard = (card: CardView, words: Words, now: Timestamp): Payload => {
  const text = words.card;
  const field = (label: string, value: string) => ({
    type: "mrkdwn" as const,
    text: shorten(`*${escapeText(label)}*\n${value}`, LIMITS.fieldText),
  });
  const clocks = card.clocks.map(
    (clock) => `${escapeText(text.clock(clock))} ${dateToken(clock.dueAt, now)}`,
  );
  const state = [escapeText(text.state(card)), ...clocks].join("\n");
  const warnings = [
    `:warning: *${escapeText(text.notAuthenticated)}*`,
    ...(card.reachable ? [] : [`*${escapeText(text.unreachable)}*`]),
  ];
  return {
    text: `${escapeText(text.title(card))}: ${escapeText(text.state(card))}`,
    blocks: [
      {
        type: "header",
        text: { type: "plain_text", text: shorten(text.title(card), LIMITS.headerText), emoji: true },
      },
      { type: "section", text: { type: "mrkdwn", text: warnings.join("\n") } },
      {
        type: "section",
        fields: [
          field(text.customer, customerLine(card.customer, words, now)),
          field(text.rep, card.rep === null ? escapeText(text.nobody) : nameText(card.rep.name)),
          field(
            text.subject,
            card.subject === null ? `_${escapeText(text.noSubject)}_` : shorten(harmless(card.subject), 500),
          ),
        ],
      },
      ...(card.preview === ""
        ? []
        : [
            {
              type: "section" as const,
              text: { type: "mrkdwn" as const, text: shorten(quoteLines(harmless(card.preview)), 1_000) },
            },
          ]),
      ...sections(state),
      ...actions(card.buttons, words),
    ],
  };
};

/** A display name is theirs to choose: the platform's id and the account's age always stand beside it. */
const customerLine = (customer: Person, words: Words, now: Timestamp): string => {
  const { accountCreatedAt: created } = customer;
  const age = created === null ? [] : [escapeText(words.card.accountAge(Math.max(0, now - created)))];
  const id = `\`${harmless(customer.userId).replaceAll("`", "")}\``;
  return [shorten(nameText(customer.name), 200), `${PLATFORM_NAMES[customer.platform]} ${id}`, ...age].join(
    " · ",
  );
};

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

/**
 * The parent message of a conversation: what a rep must know at a glance, in the order in which they need it when
 * woken: who waits and until when, what it is about, who it is, what must not be done.
 */
export const renderCard = (card: CardView, words: Words, now: Timestamp): Payload => {
  const text = words.card;
  const { subject, preview, plan } = card;
  const field = (label: string, value: string) => ({
    type: "mrkdwn" as const,
    text: shorten(`*${escapeText(label)}*\n${value}`, LIMITS.fieldText),
  });
  return {
    text: `${harmless(text.title(card))}: ${harmless(text.state(card))}`,
    blocks: [
      {
        type: "header",
        text: { type: "plain_text", text: shorten(text.title(card), LIMITS.headerText), emoji: true },
      },
      ...sections(standing(card, words, now).join("\n")),
      ...(preview === "" ? [] : sections(shorten(quoteLines(harmless(preview)), MOST_PREVIEW))),
      {
        type: "section",
        fields: [
          field(text.customer, customerLine(card.customer, words, now)),
          field(
            text.subject,
            subject === null ? `_${escapeText(text.noSubject)}_` : harmless(shorten(subject, MOST_SUBJECT)),
          ),
          field(text.rep, card.rep === null ? escapeText(text.nobody) : nameText(card.rep.name)),
          ...(plan === null ? [] : [field(text.plan, nameText(plan))]),
        ],
      },
      ...sections(`:warning: *${escapeText(text.notAuthenticated)}*`),
      ...actions(card.buttons, words),
    ],
  };
};

/** The subject and the first words are there to recognise a conversation by; all of it stands in the thread. */
const MOST_SUBJECT = 300;
const MOST_PREVIEW = 1_000;

/** How it stands, what cannot be believed first. Moments are date tokens: a card is edited only when a state changes. */
const standing = (card: CardView, words: Words, now: Timestamp): readonly string[] => {
  const { unreliableSince, waitUntil, clocks, reachable } = card;
  const text = words.card;
  return [
    ...(unreliableSince === null
      ? []
      : [`*${escapeText(text.unreliable)} ${dateToken(unreliableSince, now)}*`]),
    ...(reachable ? [] : [`*${escapeText(text.unreachable)}*`]),
    `*${nameText(text.state(card))}*`,
    ...(waitUntil === null ? [] : [`${escapeText(text.waiting)} ${dateToken(waitUntil, now)}`]),
    ...clocks.map((clock) => `${escapeText(text.clock(clock))} ${dateToken(clock.dueAt, now)}`),
  ];
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

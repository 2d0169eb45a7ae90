import type { Category } from "../../gate/category.ts";
import type { Block } from "../../mail/letter.ts";
import type { LetterWords, Ticketed } from "../../mail/letter-words.ts";
import { defang, MOST_QUOTED, MOST_QUOTED_LINES, quoted } from "../../mail/quote.ts";
import type { Platform } from "../../platform.ts";
import { oneLine, shorten } from "../shorten.ts";
import { long } from "./duration.ts";

/** The sentence of the chat ends with "and never write first", which a mail cannot say. */
const NEVER_ASKED = "We never ask for a password or PIN, neither by mail nor in chat.";

const MOST_NAME = 48;
const MOST_SUBJECT = 120;

const changeOf = (category: Category | null): string =>
  category === null ? "something that somebody of ours should look into" : CHANGES[category];

const CHANGES: Readonly<Record<Category, string>> = {
  account: "your account",
  subscription: "your subscription",
  server: "a server of yours",
  network: "your network: firewall, VPN or trusted addresses",
  website: "your website",
  dns: "your DNS records",
  credentials: "a login or password of yours",
};

const PLATFORMS: Readonly<Record<Platform, string>> = {
  discord: "Discord",
  slack: "Slack",
  sandbox: "sandbox",
};

/** Of somebody else's choosing, on one line, and nothing to press. */
const named = (text: string, most = MOST_NAME): string => defang(shorten(oneLine(text), most));

const subjectOf = (ticket: string, text: string): string =>
  `[${oneLine(ticket)}] ${shorten(oneLine(text), MOST_SUBJECT)}`;

const quote = (said: string): readonly Block[] => {
  const { text, cut } = quoted(said);
  const limit = `${MOST_QUOTED.toLocaleString("en")} characters or ${MOST_QUOTED_LINES} lines`;
  return [
    { type: "quote", text },
    ...(cut
      ? [
          {
            type: "paragraph",
            text: `That is only the beginning: a mail shows ${limit} of a request, and what is not shown here is not confirmed by your answer.`,
          } as const,
        ]
      : []),
  ];
};

const foot = ({ ticket, desk }: Ticketed, text: string): Block => ({
  type: "foot",
  text: `${named(desk)}, ticket ${oneLine(ticket)}. ${text}`,
});

/**
 * English. No line begins with a word that means yes or no: an answer that repeats our lines without a mark before them
 * must not be read as one.
 */
export const letters: LetterWords = {
  confirmation: (view) => ({
    subject: subjectOf(view.ticket, `Please answer: a change to ${changeOf(view.category)} was asked for`),
    blocks: [
      {
        type: "facts",
        rows: [
          {
            name: "Asked in chat by",
            value: `${named(view.asker.name)} (${PLATFORMS[view.asker.platform]} user ${named(view.asker.userId)}), not verified`,
          },
          {
            name: "What would change",
            value:
              view.account === null
                ? changeOf(view.category)
                : `${changeOf(view.category)} (account ${named(view.account)})`,
          },
        ],
      },
      { type: "notice", text: "If this was not you, answer NO." },
      { type: "paragraph", text: "The request, in their words:" },
      ...quote(view.request),
      {
        type: "paragraph",
        text: "Nothing has been done yet, and nothing will be before you answer. Reply to this mail, from this address:",
      },
      {
        type: "choices",
        items: [
          view.numbered
            ? "with YES and the two-digit number that the chat showed you, if you asked for it yourself. A number that somebody else gave you is a reason to answer with NO."
            : "with YES, if you asked for it and it is what you want.",
          "with NO, if it was not you, or it should not be done.",
        ],
      },
      {
        type: "paragraph",
        text: `Write it in the first line. Please do not forward this mail: your answer decides. It counts for ${long(view.expiresInMs)}; after that, it has to be asked for again.`,
      },
      foot(view, `Sent because somebody asked for it in chat. ${NEVER_ASKED}`),
    ],
  }),

  opened: (view) => ({
    subject: subjectOf(view.ticket, "We have your request"),
    blocks: [
      {
        type: "paragraph",
        text: `Thank you for writing. Your request is ticket ${oneLine(view.ticket)} now, and whoever can do it will look at it when they are next in.`,
      },
      {
        type: "paragraph",
        text: "To add something, just reply to this mail. What has to be changed is only done when we can tell that it was asked for from the address on file for the account.",
      },
      foot(view, `Sent because a mail with your address came to us. ${NEVER_ASKED}`),
    ],
  }),

  answer: (view) => ({
    subject: subjectOf(view.ticket, view.subject),
    blocks: [
      { type: "paragraph", text: view.text.trim() },
      { type: "paragraph", text: named(view.rep) },
      foot(view, `Reply to this mail to answer. ${NEVER_ASKED}`),
    ],
  }),

  closed: (view) => ({
    subject: subjectOf(view.ticket, view.subject),
    blocks: [
      ...(view.text === null ? [] : [{ type: "paragraph", text: view.text.trim() } as const]),
      {
        type: "paragraph",
        text: `Ticket ${oneLine(view.ticket)} is closed. Something still open? Reply to this mail, and we look at it again.`,
      },
      foot(view, NEVER_ASKED),
    ],
  }),

  unverified: (view) => ({
    subject: subjectOf(view.ticket, "A reply came that we could not verify"),
    blocks: [
      {
        type: "paragraph",
        text: `A reply to ticket ${oneLine(view.ticket)} came that names your address, and we could not verify that it was yours. It has changed nothing.`,
      },
      {
        type: "choices",
        items: [
          "Was it you? Then reply once more to our mail itself, from the mailbox to which we sent it: not forwarded, not from another address, not through another provider's server.",
          "Does it fail again? Then write to us in chat or open a ticket of your own, and say so.",
          "Was it not you? Then there is nothing that you need to do.",
        ],
      },
      foot(view, `Sent at most once per ticket. ${NEVER_ASKED}`),
    ],
  }),

  helpdesk: (view) => ({
    subject: subjectOf(view.ticket, view.subject),
    blocks: [
      {
        type: "notice",
        text: view.authenticated
          ? "AUTHENTICATED from the address on file."
          : "NOT AUTHENTICATED: do not act on it before it is.",
      },
      {
        type: "facts",
        rows: [
          { name: "Ticket", value: oneLine(view.ticket) },
          { name: "Category", value: view.category ?? "none" },
          { name: "Permission needed", value: view.permission === null ? "none" : oneLine(view.permission) },
          {
            name: "Asked in chat by",
            value:
              view.asker === null
                ? "nobody; it came by mail"
                : `${named(view.asker.name)} (${PLATFORMS[view.asker.platform]} user ${named(view.asker.userId)}), not verified`,
          },
        ],
      },
      { type: "paragraph", text: "The request, in the customer's words:" },
      ...quote(view.request),
      foot(view, view.transcript ? "The conversation is attached." : "There is no conversation to it."),
    ],
  }),
};

import type { LetterWords } from "../../mail/letter-words.ts";
import { oneLine } from "../shorten.ts";
import { long } from "./duration.ts";
import { askerOf, changeOf, foot, NEVER_ASKED, named, quote, subjectOf } from "./letter-parts.ts";

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
            value: askerOf(view.asker),
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
          { name: "Address on file", value: view.contact === null ? "none" : oneLine(view.contact) },
          { name: "Category", value: view.category ?? "none" },
          { name: "Permission needed", value: view.permission === null ? "none" : oneLine(view.permission) },
          {
            name: "Asked in chat by",
            value: view.asker === null ? "nobody; it came by mail" : askerOf(view.asker),
          },
        ],
      },
      { type: "paragraph", text: "The request, in the customer's words:" },
      ...quote(view.request),
      foot(view, view.transcript ? "The conversation is attached." : "There is no conversation to it."),
    ],
  }),
};

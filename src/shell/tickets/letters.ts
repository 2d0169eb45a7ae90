import { createHash, randomBytes } from "node:crypto";
import type { Effect } from "../../core/effect.ts";
import {
  bounceAddress,
  MAIL_TOKEN_LENGTH,
  mailTokenOf,
  messageIdOf,
  replyAddress,
} from "../../core/mail/address.ts";
import type { LetterKind, LetterText } from "../../core/mail/letter.ts";
import { plainText } from "../../core/mail/plain-text.ts";
import type { Desk } from "../../core/policy/policy.ts";
import type { MailKind } from "../../core/ticket/event.ts";
import { isUnconfirmed, ticketName } from "../../core/ticket/state.ts";
import type { Words } from "../../core/words.ts";
import type { Clock, Ids } from "../../ports.ts";
import type { Letter, Mail, MailJudge, MailSource } from "../../ports-mail.ts";
import type { OutboxRow, Store } from "../../ports-store.ts";
import type { StoredConfirmation, StoredTicket } from "../../ports-tickets.ts";
import type { Desks } from "../desks.ts";

/** The desk's mail: the way out, and the domain of the addresses to which customers answer. */
export interface MailDesk {
  readonly mail: Mail;
  readonly domain: string;
  readonly judge: MailJudge;
  /** The ways in. */
  readonly sources: readonly MailSource[];
}

export interface LettersOptions extends Pick<MailDesk, "domain"> {
  readonly store: Store;
  readonly desks: Desks;
  readonly words: (language: string) => Words;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What is kept of a secret that travels by mail. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

const KINDS: Readonly<Record<MailKind, LetterKind>> = {
  confirmation: "confirmation",
  answer: "answer",
  closed: "closed",
  not_verified: "unverified",
  received: "opened",
};

interface Secrets {
  readonly token: string;
  readonly messageId: string;
  readonly bounceId: string;
}

const secrets = (): Secrets => {
  const one = (): string => mailTokenOf(randomBytes(MAIL_TOKEN_LENGTH));
  return { token: one(), messageId: one(), bounceId: one() };
};

type SendLetter = Extract<Effect, { type: "SendLetter" }>;

/**
 * Makes a mail at the moment it leaves. What confirms is made here, goes out, and is kept as a hash alone: a mail that is
 * made again after a failure has other secrets, and either of the two counts, once, as soon as one of them was taken.
 */
export const createLetters = ({ store, desks, words, clock, ids, domain }: LettersOptions) => {
  const { tickets, read } = store;

  const textOf = async (id: string): Promise<string> => (await tickets.texts([id])).get(id) ?? "";

  const confirmation = async (ticket: StoredTicket, desk: Desk): Promise<LetterText> => {
    const { state } = ticket;
    const asker = state.customer === null ? null : await read.person(state.customer);
    const request = await textOf(state.texts.request);
    return words(desk.policy.language).letters.confirmation({
      ticket: ticketName(state.number),
      desk: desk.name,
      asker: asker ?? { platform: desk.customers.platform, userId: "?", name: "?" },
      category: state.category,
      account: null,
      request,
      numbered: state.numberMatching,
      expiresInMs: desk.policy.tickets.confirmWithinMs,
    });
  };

  const textFor = async (effect: SendLetter, ticket: StoredTicket, desk: Desk): Promise<LetterText> => {
    const { state } = ticket;
    const { letters } = words(desk.policy.language);
    const about = { ticket: ticketName(state.number), desk: desk.name };
    switch (effect.letter) {
      case "confirmation":
        return confirmation(ticket, desk);
      case "answer": {
        const message = effect.textId === null ? null : await read.message(effect.textId);
        const rep = message === null ? null : await read.person(message.personId);
        const named = desk.reps.find((one) => rep !== null && one[rep.platform] === rep.userId)?.name;
        return letters.answer({
          ...about,
          subject: await textOf(state.texts.subject),
          rep: named ?? rep?.name ?? desk.name,
          text: message?.text ?? "",
        });
      }
      case "closed":
        return letters.closed({ ...about, subject: await textOf(state.texts.subject), text: null });
      case "not_verified":
        return letters.unverified(about);
      case "received":
        return letters.opened(about);
      default:
        return effect.letter satisfies never;
    }
  };

  /** Null: there is nobody (any more) to whom it may go. */
  return async (
    row: OutboxRow,
    effect: SendLetter,
  ): Promise<{ readonly letter: Letter; readonly confirmationId: string | null } | null> => {
    const ticket = await tickets.ticket(effect.ticketId);
    const contactId = ticket?.state.contactId ?? null;
    const contact = contactId === null ? null : await store.customers.contactById(contactId);
    // Mail goes to an address on file and to none that was typed.
    if (ticket === null || contactId === null || contact === null || contact.removedAt !== null) return null;
    const { state } = ticket;
    const isConfirmation = effect.letter === "confirmation";
    if (isConfirmation && !isUnconfirmed(state)) return null;
    const desk = await desks.asPromised(ticket.desk, ticket.policyVersion, store.policy);
    const { subject, blocks } = await textFor(effect, ticket, desk);
    const { token, messageId, bounceId } = secrets();
    const stored: StoredConfirmation = {
      id: ids.next(),
      ticketId: ticket.id,
      tokenHash: hashOf(token),
      messageIdHash: hashOf(`c.${messageId}@${domain}`),
      bounceHash: hashOf(bounceId),
      contactId,
      address: contact.address,
      request: `${state.texts.subject} ${state.texts.request}`,
      mailText: plainText(blocks),
      createdAt: clock.now(),
      sentAt: null,
      expiresAt: null,
      confirms: isConfirmation,
    };
    // Known before it leaves: an answer may be here before the mail server has said that it took it.
    await store.transaction((tx) => tx.insertConfirmation(stored));
    return {
      confirmationId: isConfirmation ? stored.id : null,
      letter: {
        id: row.id,
        kind: KINDS[effect.letter],
        to: contact.address,
        replyTo: replyAddress(token, domain),
        envelopeFrom: bounceAddress(bounceId, domain),
        messageId: messageIdOf(messageId, domain),
        inReplyTo: null,
        references: [],
        subject,
        blocks,
        attachments: [],
        automatic: effect.letter !== "answer",
      },
    };
  };
};

export type Letters = ReturnType<typeof createLetters>;

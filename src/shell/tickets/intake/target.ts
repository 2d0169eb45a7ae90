import { recipientOf } from "../../../core/mail/address.ts";
import type { ReadMail } from "../../../ports-mail.ts";
import type { Store } from "../../../ports-store.ts";
import type { StoredConfirmation, StoredTicket } from "../../../ports-tickets.ts";
import { hashOf } from "../letters.ts";

/** The ticket that a mail is about, and the mail of ours that it answers. */
export interface Target {
  readonly ticket: StoredTicket;
  readonly answers: StoredConfirmation | null;
}

const SUBJECT_NUMBER = /\[T-(\d{1,12})\]/i;

/** By what it proves to have read; a number in the subject proves nothing, and only files it. */
export const targetOf = async (
  mail: ReadMail,
  store: Pick<Store, "tickets">,
  domain: string,
): Promise<Target | null> => {
  const found = async (kind: "token" | "messageId" | "bounce", secret: string): Promise<Target | null> => {
    const answers = await store.tickets.confirmationBy(kind, hashOf(secret));
    const ticket = answers === null ? null : await store.tickets.ticket(answers.ticketId);
    return ticket === null ? null : { ticket, answers };
  };
  for (const address of mail.recipients) {
    const recipient = recipientOf(address, domain, []);
    const target =
      recipient.type === "reply"
        ? await found("token", recipient.token)
        : recipient.type === "bounce"
          ? await found("bounce", recipient.bounceId)
          : null;
    if (target !== null) return target;
  }
  for (const reference of mail.references) {
    const target = await found("messageId", reference);
    if (target !== null) return target;
  }
  const number = SUBJECT_NUMBER.exec(mail.subject)?.[1];
  const ticket = number === undefined ? null : await store.tickets.ticketByNumber(Number(number));
  return ticket === null ? null : { ticket, answers: null };
};

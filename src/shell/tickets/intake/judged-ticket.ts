import { codeTextId, ticketName } from "../../../core/ticket/state.ts";
import type { JudgedTicket, MailHashes } from "../../../ports-mail.ts";
import type { Store } from "../../../ports-store.ts";
import type { Target } from "./target.ts";

/** A ticket as a mail is judged against it. */
export interface AskedOf {
  readonly asked: JudgedTicket;
  /** Of the mail of ours that it answers, whether or not that one asked for these very words. */
  readonly hashes: MailHashes;
}

/** What the database says now of the ticket, its contact and the mail of ours that is answered. */
export const judgedTicket = async (
  { ticket, answers }: Target,
  { tickets, customers }: Pick<Store, "tickets" | "customers">,
): Promise<AskedOf> => {
  const { state } = ticket;
  const contact = state.contactId === null ? null : await customers.addressNow(state.contactId);
  const code = state.numberMatching
    ? ((await tickets.texts([codeTextId(ticket.id)])).get(codeTextId(ticket.id)) ?? null)
    : null;
  // Only a mail that asked for these very words can have them confirmed.
  const counts =
    answers?.confirms === true && answers.request === `${state.texts.subject} ${state.texts.request}`;
  const hashes = {
    token: answers?.tokenHash ?? null,
    messageId: answers?.messageIdHash ?? null,
    bounceId: answers?.bounceHash ?? null,
  };
  return {
    hashes,
    asked: {
      id: ticketName(state.number),
      state: state.confirmation,
      workStarted: state.startedBy !== null,
      hashes: counts ? hashes : { ...hashes, token: null, messageId: null },
      code,
      sentAt: answers?.sentAt ?? null,
      expiresAt: answers?.expiresAt ?? null,
      addressOnFile: contact?.address ?? null,
      addressWhenSent: answers?.address ?? null,
      mailText: answers?.mailText ?? "",
    },
  };
};

import type { Effect } from "../../core/effect.ts";
import { ticketName } from "../../core/ticket/state.ts";
import type { HandedTicket } from "../../ports-helpdesk.ts";
import type { OutboxRow, Store } from "../../ports-store.ts";
import type { Desks } from "../desks.ts";
import { transcriptOf } from "./transcript.ts";

/** So much of a chat goes along; what is older is left out. */
const MOST_MESSAGES = 500;

const chatOf = async ({ read }: Pick<Store, "read">, conversationId: string): Promise<string> => {
  const messages = await read.recentMessages(conversationId, MOST_MESSAGES);
  const lines = await Promise.all(
    messages.map(async ({ at, personId, text }) => ({
      at,
      text,
      name: (await read.person(personId))?.name ?? "?",
    })),
  );
  return `${transcriptOf(lines)}\n`;
};

/** What another system is given of a ticket; null: there is nothing (any more) that counts. */
export const createHandOn =
  (store: Store, desks: Desks) =>
  async (row: OutboxRow, effect: Extract<Effect, { type: "HandOn" }>): Promise<HandedTicket | null> => {
    const ticket = await store.tickets.ticket(effect.ticketId);
    if (ticket === null || ticket.state.confirmation !== "authenticated") return null;
    const { state } = ticket;
    const { customer, conversationId, contactId, texts } = state;
    const [words, contact, asker, transcript] = await Promise.all([
      store.tickets.texts([texts.subject, texts.request]),
      contactId === null ? null : store.customers.contactById(contactId),
      customer === null ? null : store.read.person(customer),
      conversationId === null ? null : chatOf(store, conversationId),
    ]);
    return {
      id: row.id,
      ticket: ticketName(state.number),
      desk: desks.byId(ticket.desk).name,
      subject: words.get(texts.subject) ?? "",
      request: words.get(texts.request) ?? "",
      category: state.category,
      permission: state.permission,
      authenticated: true,
      openedAt: state.openedAt ?? state.draftedAt,
      authenticatedAt: row.createdAt,
      contact: contact?.address ?? null,
      asker,
      transcript,
    };
  };

import type { Command } from "../../../core/conversation/command.ts";
import type { Place } from "../../../core/platform.ts";
import type { Desk } from "../../../core/policy/policy.ts";
import type { TicketCommand } from "../../../core/ticket/command.ts";
import type { StoredConversation } from "../../../ports-store.ts";
import type { StoredTicket, TicketText } from "../../../ports-tickets.ts";
import type { Context, Routed, Words } from "../../route/routed.ts";
import type { TicketTask } from "../apply.ts";

/** What an inbound asks of tickets, and of the conversation that they come from. */
export interface TicketOrder {
  readonly tasks: readonly TicketTask[];
  /** Texts that the commands name. */
  readonly texts: readonly TicketText[];
  readonly conversation: { readonly stored: StoredConversation; readonly command: Command } | null;
  /** The chat that it comes from, locked: it learns of a ticket that is opened. */
  readonly origin: StoredConversation | null;
  /** What a rep wrote in a ticket's thread. */
  readonly words: { readonly ticketId: string; readonly words: Words } | null;
}

export const toTickets = (order: Partial<TicketOrder>): Routed => ({
  to: "ticket",
  order: { tasks: [], texts: [], conversation: null, origin: null, words: null, ...order },
});

/** Where an answer goes. */
interface From {
  readonly reply: string | null;
  readonly place: Place;
}

export const taskFrom = (
  { reply, place }: From,
  stored: StoredTicket,
  command: TicketCommand,
  suggestion: string | null = null,
): TicketTask => ({ stored, command, reply, place, chat: null, suggestion });

export const deskOf = (id: string, { desks }: Pick<Context, "desks">): Desk | undefined =>
  desks.find((one) => one.id === id);

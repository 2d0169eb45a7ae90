import type { Desk } from "../../core/policy/policy.ts";
import type { TicketListItem } from "../../core/ticket/sentences.ts";
import { shownToReps } from "../../core/ticket/state.ts";
import type { Tx } from "../../ports-store.ts";
import type { StoredTicket } from "../../ports-tickets.ts";
import type { Chats } from "../address.ts";

const MOST_LISTED = 20;

export const itemOf = ({ state, place }: StoredTicket, desk: Desk, chats: Chats): TicketListItem => {
  const shown = shownToReps(state.confirmation);
  const card = place?.thread == null ? null : { place: { ...place, thread: null }, id: place.thread };
  return {
    number: state.number,
    url: card === null ? null : (chats.get(desk.tickets.platform)?.permalink(card) ?? null),
    subject: state.texts.subject,
    confirmation:
      shown === "authenticated" || shown === "denied" || shown === "expired" ? shown : "not_confirmed",
    permission: state.permission,
    assignee: state.assignee,
  };
};

/** The desk's open tickets as a rep sees them, the newest first. */
export const ticketItems = async (tx: Tx, desk: Desk, chats: Chats): Promise<readonly TicketListItem[]> =>
  (await tx.openTickets(desk.id, MOST_LISTED)).map((one) => itemOf(one, desk, chats));

/** Those that this rep has. */
export const ownTicketItems = async (
  tx: Tx,
  desk: Desk,
  personId: string,
  chats: Chats,
): Promise<readonly TicketListItem[]> =>
  (await tx.openTicketsOf(desk.id, personId, MOST_LISTED)).map((one) => itemOf(one, desk, chats));

import type { Place } from "../../core/platform.ts";
import type { Desk } from "../../core/policy/policy.ts";
import { ticketButtons } from "../../core/ticket/buttons.ts";
import type { TicketSentence } from "../../core/ticket/sentences.ts";
import { shownToReps } from "../../core/ticket/state.ts";
import type { OutboxRow, ReadStore } from "../../ports-store.ts";
import type { StoredTicket, TicketReads } from "../../ports-tickets.ts";
import { sentenceBody, usersOf } from "../compose/bodies.ts";
import { baseOf, type Composed, DROP, post, send, WAIT } from "../compose/composed.ts";
import type { Desks, ReadPolicy } from "../desks.ts";

export interface TicketComposeOptions {
  readonly read: ReadStore;
  readonly tickets: TicketReads;
  readonly desks: Desks;
  readonly policy: ReadPolicy;
}

const cardOf = async ({ state }: StoredTicket, read: ReadStore): Promise<TicketSentence> => {
  const found = state.conversationId === null ? null : await read.conversation(state.conversationId);
  return {
    key: "ticket_card",
    number: state.number,
    status: state.status === "closed" ? "closed" : "open",
    confirmation: shownToReps(state.confirmation),
    category: state.category,
    permission: state.permission,
    texts: state.texts,
    by: state.customer,
    conversation: found?.stored.number ?? null,
    person: state.assignee,
    started: state.startedBy !== null,
    openedAt: state.openedAt ?? state.draftedAt,
  };
};

const updateCard = async (
  row: OutboxRow,
  desk: Desk,
  ticket: StoredTicket,
  read: ReadStore,
): Promise<Composed> => {
  const landed = await read.landed(ticket.id, "card", "staff");
  const messages = landed.slice(0, 1).map(({ message }) => message);
  const [card] = messages;
  // The card itself is on its way, and shows all that is true when it is sent.
  if (card === undefined) return DROP;
  const body = await sentenceBody(await cardOf(ticket, read), read);
  return send(card.place.platform, {
    ...baseOf(row, desk),
    type: "edit",
    messages,
    body,
    buttons: ticketButtons(ticket.state),
  });
};

/** What is said of a ticket where it is worked on; null: the effect is about none. */
export const composeForTicket = async (
  row: OutboxRow,
  { read, tickets, desks, policy }: TicketComposeOptions,
): Promise<Composed | null> => {
  const { effect } = row;
  if (!("ticketId" in effect)) return null;
  if (effect.type === "SendLetter") return { do: "letter", effect };
  if (effect.type === "HandOn") return { do: "hand_on", effect };
  const ticket = await tickets.ticket(effect.ticketId);
  if (ticket === null) return DROP;
  const desk = await desks.asPromised(ticket.desk, ticket.policyVersion, policy);
  const channel: Place = { ...desk.tickets, thread: null };
  switch (effect.type) {
    case "PostTicketCard": {
      const body = await sentenceBody(await cardOf(ticket, read), read);
      return post({ row, desk }, channel, { body, buttons: ticketButtons(ticket.state) });
    }
    case "UpdateTicketCard":
      return updateCard(row, desk, ticket, read);
    case "SayToTicket": {
      if (ticket.place === null) return WAIT;
      const mention = await usersOf(effect.mention, ticket.place.platform, read);
      const body = await sentenceBody(effect.sentence, read);
      return post({ row, desk }, ticket.place, { body, mention, buttons: effect.buttons });
    }
    default:
      return effect satisfies never;
  }
};

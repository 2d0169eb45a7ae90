import type { Effect } from "../../core/effect.ts";
import type { Place } from "../../core/platform.ts";
import type { TicketCommand, TicketKnown } from "../../core/ticket/command.ts";
import { nextWakeAt } from "../../core/ticket/deadlines.ts";
import { decide } from "../../core/ticket/decide.ts";
import type { TicketEvent } from "../../core/ticket/event.ts";
import { evolve } from "../../core/ticket/evolve.ts";
import { react } from "../../core/ticket/react.ts";
import { NO_TICKET } from "../../core/ticket/state.ts";
import type { Timestamp } from "../../core/time.ts";
import type { OutboxDraft, Tx } from "../../ports-store.ts";
import type { StoredTicket } from "../../ports-tickets.ts";
import type { MakeDraft } from "../engine/apply.ts";

/** What is asked of one ticket whose row is locked, or not there yet. */
export interface TicketTask {
  readonly stored: StoredTicket;
  readonly command: TicketCommand;
  /** Where the answer to a press goes; null: nowhere. */
  readonly reply: string | null;
  readonly place: Place | null;
  /** The chat in which something is said of it; null: the one that it came from. */
  readonly chat: { readonly id: string; readonly customerId: string } | null;
  /** A better subject than the one that stands, by its text's id. */
  readonly suggestion: string | null;
}

export interface AppliedTicket {
  readonly next: StoredTicket;
  readonly events: readonly TicketEvent[];
  readonly drafts: readonly OutboxDraft[];
  readonly at: Timestamp;
}

export const ticketTask = (stored: StoredTicket, command: TicketCommand): TicketTask => ({
  stored,
  command,
  reply: null,
  place: null,
  chat: null,
  suggestion: null,
});

export const freshTicket = (id: string, desk: string, policyVersion: string): StoredTicket => ({
  id,
  desk,
  policyVersion,
  place: null,
  nextWakeAt: null,
  state: NO_TICKET,
});

/** What is said in the conversation that the ticket came from; all else is about the ticket itself. */
const isInChat = (effect: Effect): boolean =>
  effect.type === "SayToCustomer" || effect.type === "SayToStaff" || effect.type === "Whisper";

/** Decides, folds and reacts: everything that follows from a command, without a word to anybody. */
export const applyTicket = (
  { stored, command, reply, place, suggestion, chat: said }: TicketTask,
  known: TicketKnown,
  draft: MakeDraft,
): AppliedTicket => {
  const events = decide(command, stored.state, known);
  const effects: Effect[] = [];
  let { state } = stored;
  for (const event of events) {
    state = evolve(state, event);
    effects.push(...react(event, state, known, { reply, place, suggestion }));
  }
  const next: StoredTicket = { ...stored, state, nextWakeAt: nextWakeAt(state) };
  const origin =
    state.conversationId === null ? null : { id: state.conversationId, customerId: state.customer ?? "" };
  const chat = said ?? origin;
  const ticket = { id: state.id, customerId: "" };
  const drafts = effects.flatMap((effect) => {
    const about = isInChat(effect) ? chat : ticket;
    return about === null ? [] : [draft(effect, known.desk, about, known.now)];
  });
  return { next, events, drafts, at: known.now };
};

/** Writes what came of them, each table in one statement, in the order in which everybody locks them. */
export const writeTickets = async (tx: Tx, applied: readonly AppliedTicket[]): Promise<void> => {
  const latest = new Map(applied.map(({ next }) => [next.id, next]));
  await tx.saveTickets([...latest.values()].filter(({ state }) => state.status !== "none"));
  await tx.appendTicketJournal(
    applied.flatMap(({ next, events, at }) =>
      events.map((event) => ({ ticketId: next.id, event, recordedAt: at })),
    ),
  );
  await tx.putOutbox(applied.flatMap(({ drafts }) => drafts));
};

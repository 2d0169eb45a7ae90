import type { Of, TicketKnown } from "../command.ts";
import type { Ticket } from "../state.ts";
import { refused, repOf, type TicketEvents } from "./refusal.ts";

/**
 * The policy's own sentence: "BEFORE any action will be taken on our part". Nobody starts on a request that is not
 * authenticated, whoever presses; a lead may go without the permission, never without the confirmation.
 */
export const startWork = (command: Of<"StartWork">, state: Ticket, known: TicketKnown): TicketEvents => {
  const { at, by, override, next } = command;
  const action = override ? "ticket_override" : "ticket_start";
  const rep = repOf(known, by);
  if (rep === undefined) return refused(command, action, "not_a_rep");
  if (state.status !== "open") return refused(command, action, "already_closed");
  if (state.confirmation !== "authenticated") return refused(command, action, "not_authenticated");
  if (state.startedBy === by) return refused(command, action, "already_started");
  const may = state.permission === null || rep.permissions.includes(state.permission);
  if (override && !rep.lead) return refused(command, action, "not_a_lead");
  if (!may && !override) return refused(command, action, "no_permission", next);
  return [{ type: "WorkStarted", at, by, overridden: !may }];
};

export const take = (command: Of<"TakeTicket">, state: Ticket, known: TicketKnown): TicketEvents => {
  const { at, by } = command;
  if (repOf(known, by) === undefined) return refused(command, "ticket_take", "not_a_rep");
  if (state.status !== "open") return refused(command, "ticket_take", "already_closed");
  if (state.assignee === by) return [];
  return [{ type: "TicketAssigned", at, to: by, by }];
};

/** Answers leave by mail, to the address on file alone: where there is none, the writer is told. */
export const write = (command: Of<"WriteInTicket">, state: Ticket, known: TicketKnown): TicketEvents => {
  const { at, by, textId, note, chat = false } = command;
  if (command.fault !== undefined) {
    return [{ type: "TicketNoted", at, by, textId, chat }, ...refused(command, "answer", command.fault)];
  }
  if (note) return [{ type: "TicketNoted", at, by, textId, chat }];
  if (repOf(known, by) === undefined) return refused(command, "answer", "not_a_rep");
  if (state.status !== "open") return refused(command, "answer", "already_closed");
  // To a contact whose request nobody confirmed, an answer would be mail that a stranger ordered.
  const mayAnswer = known.mail && state.contactId !== null && state.confirmation === "authenticated";
  return mayAnswer
    ? [{ type: "TicketAnswered", at, by, textId }]
    : [{ type: "TicketNoted", at, by, textId, chat }, ...refused(command, "answer", "cannot_answer")];
};

export const close = (command: Of<"CloseTicket">, state: Ticket, known: TicketKnown): TicketEvents => {
  if (repOf(known, command.by) === undefined) return refused(command, "ticket_close", "not_a_rep");
  return state.status === "open"
    ? [{ type: "TicketClosed", at: command.at, by: command.by }]
    : refused(command, "ticket_close", "already_closed");
};

export const reopen = (command: Of<"ReopenTicket">, state: Ticket, known: TicketKnown): TicketEvents => {
  if (repOf(known, command.by) === undefined) return refused(command, "ticket_reopen", "not_a_rep");
  return state.status === "closed"
    ? [{ type: "TicketReopened", at: command.at, by: command.by }]
    : refused(command, "ticket_reopen", "not_closed");
};

import type { ActionName, Button } from "../actions.ts";
import type { Ticket } from "./state.ts";
import { RESENDS_AT_MOST } from "./ticket-policy.ts";

export const ticketButton = (
  { id }: { readonly id: string },
  action: ActionName,
  style: Button["style"] = "default",
): Button => ({ action, conversationId: id, subject: null, style });

/** On the ticket's card, and under what is said in its thread: what makes sense now. */
export const ticketButtons = (state: Ticket): readonly Button[] => {
  if (state.status === "closed") return [ticketButton(state, "ticket_reopen")];
  if (state.status !== "open") return [];
  const confirmed = state.confirmation === "authenticated";
  return [
    ...(confirmed && state.startedBy === null ? [ticketButton(state, "ticket_start", "primary")] : []),
    ...(state.unclear !== null && state.confirmation === "awaiting"
      ? [ticketButton(state, "ticket_confirmed")]
      : []),
    ticketButton(state, "ticket_take"),
    ticketButton(state, "ticket_close"),
  ];
};

/** Under the exact text, in chat. */
export const draftButtons = (state: Ticket, suggested: boolean): readonly Button[] => [
  ...(state.account === null || state.faults.length > 0
    ? []
    : [ticketButton(state, "ticket_open", "primary")]),
  ...(suggested ? [ticketButton(state, "ticket_subject")] : []),
  ticketButton(state, "ticket_name", state.account === null ? "primary" : "default"),
  ticketButton(state, "ticket_drop"),
];

export const openedButtons = (state: Ticket): readonly Button[] =>
  state.resends < RESENDS_AT_MOST && state.withheld !== "no_mail"
    ? [ticketButton(state, "ticket_resend")]
    : [];

import type { Of, TicketKnown } from "../command.ts";
import type { WithheldReason } from "../event.ts";
import type { Ticket } from "../state.ts";
import { RESENDS_AT_MOST } from "../ticket-policy.ts";
import { refused, repOf, type TicketEvents } from "./refusal.ts";

/** Written by a rep or by the customer; nothing comes of it before the customer opens it themselves. */
export const draft = (command: Of<"DraftTicket">, state: Ticket, { desk }: TicketKnown): TicketEvents => {
  if (state.status !== "none") return [];
  const { type: _, ...drafted } = command;
  const matched = desk.policy.tickets.numberMatching;
  const numberMatching = command.category !== null && matched.includes(command.category);
  return [
    {
      type: "TicketDrafted",
      ...drafted,
      desk: desk.id,
      policyVersion: desk.policy.version,
      numberMatching,
    },
  ];
};

/** In a form of their own: reps never name an account for anybody (mail-and-gate.md §1.6, Flow). */
export const nameAccount = (command: Of<"NameAccount">, state: Ticket): TicketEvents => {
  const { at, by, textId, texts, faults } = command;
  if (by !== state.customer) return refused(command, "ticket_name", "not_the_customer");
  if (state.status === "dropped") return refused(command, "ticket_name", "over");
  if (state.status !== "draft") return refused(command, "ticket_name", "already_open");
  return [{ type: "AccountNamed", at, by, textId, texts, faults }];
};

export const changeRequest = (command: Of<"ChangeRequest">, state: Ticket): TicketEvents => {
  const { at, by, texts, faults } = command;
  if (by !== state.customer) return refused(command, "ticket_subject", "not_the_customer");
  if (state.status !== "draft") return refused(command, "ticket_subject", "already_open");
  return [{ type: "RequestChanged", at, by, texts, faults }];
};

/** The customer has seen the exact text, and says so by this press; before it no mail goes to anybody. */
export const open = (command: Of<"OpenTicket">, state: Ticket, known: TicketKnown): TicketEvents => {
  const { at, by, number, next } = command;
  if (by !== state.customer) return refused(command, "ticket_open", "not_the_customer");
  if (state.status === "dropped") return refused(command, "ticket_open", "over");
  if (state.status !== "draft") return refused(command, "ticket_open", "already_open");
  if (state.account === null) return refused(command, "ticket_open", "no_account");
  if (state.faults.length > 0) return refused(command, "ticket_open", "faulty");
  return [
    { type: "TicketOpened", at, number, by, next },
    ...(known.mail ? [] : [{ type: "MailWithheld", at, why: "no_mail" } as const]),
  ];
};

export const drop = (command: Of<"DropTicket">, state: Ticket): TicketEvents => {
  if (command.by !== state.customer) return refused(command, "ticket_drop", "not_the_customer");
  return state.status === "draft"
    ? [{ type: "TicketDropped", at: command.at, by: command.by }]
    : refused(command, "ticket_drop", "already_open");
};

/**
 * Per chat user first: whoever uses up an address's limit must not be able to do it from one account. A lead's word
 * lifts the limits once, and nothing lifts the owner's own NO (mail-and-gate.md §1.7).
 */
const withheld = (command: Of<"RecordLookUp">, state: Ticket, known: TicketKnown): WithheldReason | null => {
  const { perPerson, perAddress, perDesk } = known.desk.policy.tickets.limits;
  if (command.deniedBefore) return "denied_before";
  if (state.released) return null;
  if (command.openedByPerson > perPerson) return "per_person";
  if (command.sentToAddress >= perAddress) return "per_address";
  return command.sentByDesk >= perDesk ? "per_desk" : null;
};

export const lookedUp = (command: Of<"RecordLookUp">, state: Ticket, known: TicketKnown): TicketEvents => {
  const { at, contactId } = command;
  if (!state.lookUp || state.status !== "open" || isFinal(state)) return [];
  const found = { type: "ContactLookedUp", at, contactId } as const;
  if (contactId === null) return [found];
  const why = withheld(command, state, known);
  return [
    found,
    why === null ? { type: "ConfirmationOrdered", at, contactId } : { type: "MailWithheld", at, why },
  ];
};

/** Denied and expired are for good: a new request sends a new token. */
export const isFinal = ({ confirmation }: Ticket): boolean =>
  confirmation === "denied" || confirmation === "expired";

export const resend = (command: Of<"ResendMail">, state: Ticket): TicketEvents => {
  if (command.by !== state.customer) return refused(command, "ticket_resend", "not_the_customer");
  if (state.status !== "open" || isFinal(state) || state.confirmation === "authenticated") {
    return refused(command, "ticket_resend", "over");
  }
  return state.resends >= RESENDS_AT_MOST
    ? refused(command, "ticket_resend", "sent_often")
    : [{ type: "MailAskedAgain", at: command.at, by: command.by }];
};

export const release = (command: Of<"ReleaseLimit">, state: Ticket, { staff }: TicketKnown): TicketEvents => {
  const { at, by } = command;
  if (repOf(staff, by)?.lead !== true) return refused(command, "ticket_release", "not_a_lead");
  const limited = state.withheld !== null && !["denied_before", "no_mail"].includes(state.withheld);
  if (state.status !== "open" || isFinal(state) || !limited) {
    return refused(command, "ticket_release", "no_limit");
  }
  return [{ type: "LimitReleased", at, by }];
};

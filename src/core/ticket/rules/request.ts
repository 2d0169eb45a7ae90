import type { Category } from "../../gate/category.ts";
import type { Desk } from "../../policy/policy.ts";
import type { Timestamp } from "../../time.ts";
import type { Of, TicketKnown } from "../command.ts";
import type { WithheldReason } from "../event.ts";
import { isUnconfirmed, type Ticket } from "../state.ts";
import { RESENDS_AT_MOST } from "../ticket-policy.ts";
import { refused, repOf, type TicketEvents } from "./refusal.ts";

const isNumbered = (category: Category | null, { policy }: Desk): boolean =>
  category !== null && policy.tickets.numberMatching.includes(category);

/** Written by a rep or by the customer; nothing comes of it before the customer opens it themselves. */
export const draft = (command: Of<"DraftTicket">, state: Ticket, { desk }: TicketKnown): TicketEvents => {
  if (state.status !== "none") return [];
  const { type: _, account, faults, ...drafted } = command;
  // A rep never names an account for anybody, whatever stood in the form (mail-and-gate.md §1.6, Flow).
  const isOwn = command.by === command.customer;
  return [
    {
      type: "TicketDrafted",
      ...drafted,
      account: isOwn ? account : null,
      faults: isOwn ? faults : faults.filter((one) => !one.startsWith("account")),
      desk: desk.id,
      policyVersion: desk.policy.version,
      numberMatching: isNumbered(command.category, desk),
    },
  ];
};

/** A customer's own mail. It counts only as the word of a contact on file. */
export const ownMail = (
  { type: _, ...mailed }: Of<"ReceiveOwnMail">,
  state: Ticket,
  { desk }: TicketKnown,
): TicketEvents => {
  if (state.status !== "none") return [];
  const authenticated = mailed.authenticated && mailed.contactId !== null;
  return [
    { type: "TicketMailed", ...mailed, authenticated, desk: desk.id, policyVersion: desk.policy.version },
  ];
};

/** In a form of their own: reps never name an account for anybody (mail-and-gate.md §1.6, Flow). */
export const nameAccount = (
  command: Of<"NameAccount">,
  state: Ticket,
  { desk }: TicketKnown,
): TicketEvents => {
  const { type: _, ...named } = command;
  const { by, category } = command;
  if (by !== state.customer) return refused(command, "ticket_name", "not_the_customer");
  if (state.status === "dropped") return refused(command, "ticket_name", "over");
  if (state.status !== "draft") return refused(command, "ticket_name", "already_open");
  // Other words may ask for more, never for less: a number that was to be shown is still shown.
  const numberMatching = state.numberMatching || isNumbered(category, desk);
  return [{ type: "AccountNamed", ...named, numberMatching }];
};

export const changeRequest = (command: Of<"ChangeRequest">, state: Ticket): TicketEvents => {
  const { at, by, texts, faults } = command;
  if (by !== state.customer) return refused(command, "ticket_subject", "not_the_customer");
  if (state.status !== "draft") return refused(command, "ticket_subject", "already_open");
  return [{ type: "RequestChanged", at, by, texts, faults }];
};

const untilWhen = (at: Timestamp, { desk }: TicketKnown): Timestamp =>
  at + desk.policy.tickets.confirmWithinMs;

/** The customer has seen the exact text, and says so by this press; before it no mail goes to anybody. */
export const open = (command: Of<"OpenTicket">, state: Ticket, known: TicketKnown): TicketEvents => {
  const { at, by, number, next } = command;
  if (by !== state.customer) return refused(command, "ticket_open", "not_the_customer");
  if (state.status === "dropped") return refused(command, "ticket_open", "over");
  if (state.status !== "draft") return refused(command, "ticket_open", "already_open");
  if (state.account === null) return refused(command, "ticket_open", "no_account");
  if (state.faults.length > 0) return refused(command, "ticket_open", "faulty");
  return [
    { type: "TicketOpened", at, number, by, next, expiresAt: known.mail ? untilWhen(at, known) : null },
    ...(known.mail ? [] : [{ type: "MailWithheld", at, why: "no_mail" } as const]),
  ];
};

export const drop = (command: Of<"DropTicket">, state: Ticket): TicketEvents => {
  if (command.by !== state.customer) return refused(command, "ticket_drop", "not_the_customer");
  return state.status === "draft"
    ? [{ type: "TicketDropped", at: command.at, by: command.by }]
    : refused(command, "ticket_drop", "already_open");
};

/** What withholds a mail whoever was named: so it may be told to everybody. */
const withheldFromAll = (
  { openedByPerson, sentByDesk }: Of<"RecordLookUp">,
  { released }: Ticket,
  { desk }: TicketKnown,
): WithheldReason | null => {
  const { perPerson, perDesk } = desk.policy.tickets.limits;
  if (released) return null;
  // Per chat user first: whoever uses up an address's limit must not be able to do it from one account (§1.7).
  if (openedByPerson > perPerson) return "per_person";
  return sentByDesk >= perDesk ? "per_desk" : null;
};

/** What withholds it from this contact. A lead's word lifts the limits once; nothing lifts the owner's own NO. */
const withheldFromContact = (
  { deniedBefore, sentToAddress }: Of<"RecordLookUp">,
  { released }: Ticket,
  { desk }: TicketKnown,
): WithheldReason | null => {
  if (deniedBefore) return "denied_before";
  return !released && sentToAddress >= desk.policy.tickets.limits.perAddress ? "per_address" : null;
};

export const lookedUp = (command: Of<"RecordLookUp">, state: Ticket, known: TicketKnown): TicketEvents => {
  const { at, contactId } = command;
  if (!state.lookUp || state.status !== "open" || !isUnconfirmed(state)) return [];
  const why =
    withheldFromAll(command, state, known) ??
    (contactId === null ? null : withheldFromContact(command, state, known));
  return [
    { type: "ContactLookedUp", at, contactId },
    ...(why === null ? [] : [{ type: "MailWithheld", at, why } as const]),
    ...(why !== null || contactId === null ? [] : [{ type: "ConfirmationOrdered", at, contactId } as const]),
  ];
};

export const resend = (command: Of<"ResendMail">, state: Ticket, known: TicketKnown): TicketEvents => {
  if (command.by !== state.customer) return refused(command, "ticket_resend", "not_the_customer");
  if (state.status !== "open" || !isUnconfirmed(state) || !known.mail) {
    return refused(command, "ticket_resend", "over");
  }
  const { at, by } = command;
  return state.resends >= RESENDS_AT_MOST
    ? refused(command, "ticket_resend", "sent_often")
    : [{ type: "MailAskedAgain", at, by, expiresAt: untilWhen(at, known) }];
};

export const release = (command: Of<"ReleaseLimit">, state: Ticket, known: TicketKnown): TicketEvents => {
  const { at, by } = command;
  if (repOf(known, by)?.lead !== true) return refused(command, "ticket_release", "not_a_lead");
  const limited = state.withheld !== null && !["denied_before", "no_mail"].includes(state.withheld);
  if (state.status !== "open" || !isUnconfirmed(state) || !limited) {
    return refused(command, "ticket_release", "no_limit");
  }
  return [{ type: "LimitReleased", at, by }];
};

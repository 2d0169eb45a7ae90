import { DAY, type Timestamp } from "../../time.ts";
import type { Of, TicketKnown } from "../command.ts";
import { overAt } from "../deadlines.ts";
import type { TicketEvent } from "../event.ts";
import { evolve } from "../evolve.ts";
import { isUnconfirmed, type Ticket } from "../state.ts";
import { WRONG_NUMBERS_AT_MOST } from "../ticket-policy.ts";
import { refused, repOf, type TicketEvents } from "./refusal.ts";

/** A mail about words that have changed since confirms nothing: its token is burnt already. */
export const confirmationSent = (
  command: Of<"RecordConfirmationSent">,
  state: Ticket,
  { desk }: TicketKnown,
): TicketEvents => {
  const { at, confirmationId, texts } = command;
  const stands = texts.subject === state.texts.subject && texts.request === state.texts.request;
  // What came by mail is confirmed by that mail or never: nothing is ever asked of its sender.
  const asks = state.origin === "chat" && state.contactId !== null;
  if (state.status !== "open" || !stands || !asks || !isUnconfirmed(state)) return [];
  const expiresAt = at + desk.policy.tickets.confirmWithinMs;
  return [{ type: "ConfirmationSent", at, confirmationId, expiresAt }];
};

/** The owner hears of a stranger's reply once a day: more would be a flood that the stranger orders. */
const TELL_AGAIN_MS = DAY;

const mayTell = ({ contactId, confirmation, notVerifiedToldAt }: Ticket, at: Timestamp): boolean =>
  contactId !== null &&
  confirmation === "awaiting" &&
  (notVerifiedToldAt === null || at - notVerifiedToldAt >= TELL_AGAIN_MS);

const follows = (command: Of<"RecordReply">, state: Ticket): readonly TicketEvent[] => {
  const { at, outcome, mailId, next } = command;
  switch (outcome) {
    case "authenticated":
      return state.confirmation === "awaiting"
        ? [{ type: "TicketAuthenticated", at, by: null, mailId, next }]
        : [];
    case "denied":
      // A later no counts until work has begun.
      return state.confirmation === "awaiting" ||
        (state.confirmation === "authenticated" && state.startedBy === null)
        ? [{ type: "TicketDenied", at, cause: "reply" }]
        : [];
    case "undeliverable":
      return state.confirmation === "awaiting" ? [{ type: "MailUndeliverable", at, mailId }] : [];
    case "expired":
      // It answers an older mail; a newer one may still be answered in time.
      return expiry(state, at);
    case "unclear":
      return state.wrongNumbers >= WRONG_NUMBERS_AT_MOST && state.confirmation === "awaiting"
        ? [{ type: "TicketDenied", at, cause: "wrong_numbers" }]
        : [];
    case "unverified":
      return mayTell(state, at) ? [{ type: "NotVerifiedTold", at }] : [];
    case "staff_review":
    case "ignored":
    case "retry":
      return [];
    default:
      return outcome satisfies never;
  }
};

/** How the reply was judged is on record; what follows from it, if anything, beside it. */
export const recordReply = (command: Of<"RecordReply">, state: Ticket): TicketEvents => {
  // Before its customer has opened it nobody was asked anything.
  if (state.status !== "open" && state.status !== "closed") return [];
  const { type: _, next: _next, ...reply } = command;
  const judged: TicketEvent = { type: "ReplyJudged", ...reply };
  const after = evolve(state, judged);
  const reopens = state.status === "closed" && command.verified;
  return [
    judged,
    ...(reopens ? [{ type: "TicketReopened", at: command.at, by: null } as const] : []),
    ...follows(command, after),
  ];
};

/** Only for a reply of which all but the words was verified (mail-and-gate.md §1.6, C5); recorded by name. */
export const confirmUnclear = (
  command: Of<"ConfirmUnclear">,
  state: Ticket,
  known: TicketKnown,
): TicketEvents => {
  const { at, by, next } = command;
  if (repOf(known, by) === undefined) return refused(command, "ticket_confirmed", "not_a_rep");
  if (state.unclear === null || state.confirmation !== "awaiting" || state.status !== "open") {
    return refused(command, "ticket_confirmed", "not_verified");
  }
  return [{ type: "TicketAuthenticated", at, by, mailId: state.unclear, next }];
};

/** What was confirmed came from an address that is not the customer's any more. */
export const addressChanged = (command: Of<"RecordAddressChanged">, state: Ticket): TicketEvents =>
  (state.confirmation === "authenticated" || state.confirmation === "awaiting") && state.status === "open"
    ? [{ type: "AddressChanged", at: command.at }]
    : [];

export const expiry = (state: Ticket, now: Timestamp): TicketEvents => {
  const at = overAt(state);
  return at !== null && at <= now && state.status === "open" ? [{ type: "ConfirmationExpired", at }] : [];
};

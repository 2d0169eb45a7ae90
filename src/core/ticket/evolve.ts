import type { TicketEvent } from "./event.ts";
import { NO_TICKET, type Ticket } from "./state.ts";

/** What a fact changes. A pure fold: the state of a ticket is its journal, read from the start. */
export const evolve = (state: Ticket, event: TicketEvent): Ticket => {
  switch (event.type) {
    case "TicketDrafted":
      return {
        ...NO_TICKET,
        status: "draft",
        id: event.ticketId,
        desk: event.desk,
        origin: "chat",
        conversationId: event.conversationId,
        customer: event.customer,
        draftedBy: event.by,
        draftedAt: event.at,
        reason: event.reason,
        category: event.category,
        permission: event.permission,
        policyVersion: event.policyVersion,
        texts: event.texts,
        account: event.account,
        faults: event.faults,
        numberMatching: event.numberMatching,
      };
    case "TicketMailed":
      return {
        ...NO_TICKET,
        status: "open",
        id: event.ticketId,
        number: event.number,
        desk: event.desk,
        origin: "mail",
        draftedAt: event.at,
        openedAt: event.at,
        category: event.category,
        permission: event.permission,
        policyVersion: event.policyVersion,
        texts: event.texts,
        contactId: event.contactId,
        assignee: event.next?.rep ?? null,
        confirmation: event.authenticated ? "authenticated" : "unauthenticated",
      };
    case "RequestChanged":
      return { ...unconfirmed(state), texts: event.texts, faults: event.faults };
    case "AccountNamed":
      return {
        ...unconfirmed(state),
        account: event.textId,
        texts: event.texts,
        faults: event.faults,
        category: event.category,
        permission: event.permission,
        numberMatching: event.numberMatching,
      };
    case "TicketOpened":
      return {
        ...state,
        status: "open",
        number: event.number,
        openedAt: event.at,
        lookUp: true,
        expiresAt: event.expiresAt,
        assignee: event.next?.rep ?? null,
      };
    case "TicketDropped":
      return { ...state, status: "dropped" };
    case "ContactLookedUp": {
      // What somebody else was asked, or answered, is no word of theirs.
      const isOther = state.contactId !== null && state.contactId !== event.contactId;
      return {
        ...(isOther ? { ...unconfirmed(state), expiresAt: state.expiresAt } : state),
        contactId: event.contactId,
        lookUp: false,
        withheld: null,
      };
    }
    case "ConfirmationOrdered":
      return { ...state, released: false };
    case "MailWithheld":
      return { ...state, withheld: event.why, lookUp: false };
    case "LimitReleased":
      return { ...state, released: true, lookUp: true };
    case "MailAskedAgain":
      return { ...state, resends: state.resends + 1, lookUp: true, expiresAt: event.expiresAt };
    case "ConfirmationSent":
      return {
        ...state,
        confirmation: "awaiting",
        sentAt: event.at,
        expiresAt: event.expiresAt,
      };
    case "NotVerifiedTold":
      return { ...state, notVerifiedToldAt: event.at };
    case "ReplyJudged": {
      const wrong = event.verified && event.wrongNumber ? 1 : 0;
      const mayMeanYes = event.outcome === "unclear" && event.verified && event.confirmable;
      return {
        ...state,
        wrongNumbers: state.wrongNumbers + wrong,
        unclear: mayMeanYes ? event.mailId : state.unclear,
      };
    }
    case "TicketAuthenticated":
      return {
        ...state,
        confirmation: "authenticated",
        unclear: null,
        lookUp: false,
        assignee: event.next?.rep ?? state.assignee,
      };
    case "TicketDenied":
      return { ...state, confirmation: "denied", unclear: null, lookUp: false };
    case "ConfirmationExpired":
      return { ...state, confirmation: "expired", unclear: null, lookUp: false };
    case "MailUndeliverable":
      return { ...state, confirmation: "undeliverable" };
    case "AddressChanged":
      return unconfirmed(state);
    case "TicketAssigned":
      return { ...state, assignee: event.to };
    case "WorkStarted":
      return { ...state, startedBy: event.by, assignee: event.by };
    case "TicketClosed":
      return { ...state, status: "closed", closedAt: event.at };
    case "TicketReopened":
      return { ...state, status: "open", closedAt: null };
    case "TicketCardPosted":
      return { ...state, cardPosted: true };
    case "MailFailed":
    case "TicketAnswered":
    case "AnswerMailed":
    case "AnswerChanged":
    case "TicketNoted":
    case "TicketAskedAbout":
    case "TicketHandedOn":
    case "HandingOnFailed":
    case "TicketRefused":
      return state;
    default:
      return event satisfies never;
  }
};

/** Nothing that was sent or answered before counts for these words or this address. */
const unconfirmed = (state: Ticket): Ticket => ({
  ...state,
  confirmation: "unauthenticated",
  sentAt: null,
  expiresAt: null,
  unclear: null,
  wrongNumbers: 0,
});

export const replay = (events: readonly TicketEvent[], state: Ticket = NO_TICKET): Ticket =>
  events.reduce(evolve, state);

import type { Effect, Mark } from "../effect.ts";
import type { Place } from "../platform.ts";
import type { Sentence } from "../sentences.ts";
import { draftButtons, openedButtons, ticketButton, ticketButtons } from "./buttons.ts";
import type { TicketKnown } from "./command.ts";
import type { MailKind, NextOn, TicketEvent, WithheldReason } from "./event.ts";
import type { TicketSentence } from "./sentences.ts";
import { codeTextId, shownToReps, type Ticket } from "./state.ts";

/** Where the answer to a press goes; opaque to the core. */
export interface TicketOrigin {
  readonly reply: string | null;
  readonly place: Place | null;
  /** A better subject than the one that was typed, by its text's id. */
  readonly suggestion: string | null;
}

type Effects = readonly Effect[];
type Of<T extends TicketEvent["type"]> = Extract<TicketEvent, { type: T }>;

const toCustomer = (
  state: Ticket,
  sentence: Sentence,
  buttons: Extract<Effect, { type: "SayToCustomer" }>["buttons"] = [],
): Effects =>
  state.conversationId === null ? [] : [{ type: "SayToCustomer", sentence, mention: false, buttons }];

const toStaff = (
  state: Ticket,
  sentence: Sentence,
  buttons: Extract<Effect, { type: "SayToStaff" }>["buttons"] = [],
): Effects =>
  state.conversationId === null ? [] : [{ type: "SayToStaff", sentence, buttons, mention: [], about: null }];

const toTicket = (
  state: Ticket,
  sentence: Sentence,
  mention: readonly (string | null)[] = [],
  buttons = ticketButtons(state),
): Effect => ({
  type: "SayToTicket",
  ticketId: state.id,
  sentence,
  buttons,
  mention: mention.filter((one) => one !== null),
});

const card = (state: Ticket): Effect => ({ type: "UpdateTicketCard", ticketId: state.id });

const letter = (state: Ticket, kind: MailKind, textId: string | null = null): Effect => ({
  type: "SendLetter",
  ticketId: state.id,
  letter: kind,
  textId,
});

const mark = (messageId: string, as: Mark): Effect => ({ type: "MarkMessage", messageId, mark: as });

const leads = ({ staff }: TicketKnown): readonly string[] =>
  staff.filter((one) => one.lead).map((one) => one.person);

/** From when whoever takes it on is on duty; null: they are now, or nobody is known. */
const dutyFrom = (next: NextOn | null, { now }: TicketKnown): number | null =>
  next === null || next.at <= now ? null : next.at;

/** In chat, state words and nothing else: what came by mail stays out of it (mail-and-gate.md §1.7, ticket trick). */
const stateWords = (
  state: Ticket,
  now: Extract<TicketSentence, { key: "ticket_state" }>["state"],
  person: string | null = null,
  at: number | null = null,
): TicketSentence => ({
  key: "ticket_state",
  number: state.number,
  state: now,
  person,
  at,
});

const standing = (state: Ticket): Extract<TicketSentence, { key: "ticket_state" }>["state"] => {
  if (state.status === "closed") return "closed";
  if (state.startedBy !== null) return "started";
  switch (shownToReps(state.confirmation)) {
    case "authenticated":
      return "confirmed";
    case "denied":
      return "denied";
    case "expired":
      return "expired";
    default:
      return "waiting";
  }
};

const showDraft = (state: Ticket, origin: TicketOrigin): Effects =>
  toCustomer(
    state,
    {
      key: "ticket_draft",
      texts: state.texts,
      person: state.draftedBy === state.customer ? null : state.draftedBy,
      named: state.account !== null,
      faults: state.faults,
      suggestion: origin.suggestion,
    },
    draftButtons(state, origin.suggestion !== null),
  );

/**
 * Reps see no difference between an account that exists and one that does not (mail-and-gate.md §1.6, Flow): what can
 * only be true of one that exists is told to the managers alone.
 */
const withheld = (why: WithheldReason, state: Ticket, known: TicketKnown): Effect => {
  const sentence = { key: "ticket_withheld", number: state.number, why } as const;
  const buttons = why === "denied_before" ? [] : [ticketButton(state, "ticket_release")];
  return why === "per_person" || why === "per_desk"
    ? toTicket(state, sentence, leads(known), buttons)
    : { type: "SayToManagers", sentence, buttons };
};

const mailFailed = ({ what, code }: Of<"MailFailed">, state: Ticket, known: TicketKnown): Effect => {
  const sentence = { key: "ticket_mail_failed", number: state.number, what, code } as const;
  return what === "confirmation" || what === "not_verified"
    ? { type: "SayToManagers", sentence }
    : toTicket(state, sentence, leads(known));
};

/** What came by mail stands in the ticket's thread, marked; automatic mail is nobody's words. */
const replied = (event: Of<"ReplyJudged">, state: Ticket, known: TicketKnown): Effects => {
  const { outcome, verified, textId } = event;
  if (outcome === "ignored" || outcome === "retry" || outcome === "undeliverable") return [];
  const mention = outcome === "staff_review" ? leads(known) : verified ? [state.startedBy] : [];
  return [toTicket(state, { key: "ticket_reply", outcome, verified, textId }, mention), card(state)];
};

/** Whoever is on duty is called; others find it at the start of their shift. */
const authenticated = (event: Of<"TicketAuthenticated">, state: Ticket, known: TicketKnown): Effects => {
  const { next } = event;
  const isOn = next !== null && next.at <= known.now;
  return [
    toTicket(
      state,
      {
        key: "ticket_authenticated",
        number: state.number,
        by: event.by,
        person: next?.rep ?? null,
        at: dutyFrom(next, known),
      },
      isOn ? [next.rep] : [],
    ),
    card(state),
    ...toCustomer(state, stateWords(state, "confirmed", next?.rep ?? null, dutyFrom(next, known))),
    { type: "HandOn", ticketId: state.id },
  ];
};

/** Turns one fact into wishes; `state` is the ticket after it. */
export const react = (
  event: TicketEvent,
  state: Ticket,
  known: TicketKnown,
  origin: TicketOrigin,
): Effects => {
  switch (event.type) {
    case "TicketDrafted":
      return [
        ...showDraft(state, origin),
        ...toStaff(state, { key: "ticket_drafted_for_staff", person: event.customer, by: event.by }),
      ];
    case "RequestChanged":
      return state.status === "draft" ? showDraft(state, origin) : [];
    case "AccountNamed":
      return showDraft(state, origin);
    case "TicketOpened":
      return opened(event, state, known);
    case "TicketAssigned":
      return [toTicket(state, { key: "ticket_assigned", person: event.by }), card(state)];
    case "TicketMailed":
      return [
        { type: "PostTicketCard", ticketId: state.id },
        ...(event.authenticated && known.mail ? [letter(state, "received")] : []),
        ...(event.authenticated ? [{ type: "HandOn", ticketId: state.id } as const] : []),
      ];
    case "TicketDropped":
      return event.by === null ? [] : toCustomer(state, { key: "ticket_dropped" });
    case "ContactLookedUp":
      return [];
    case "MailWithheld":
      // Without mail the customer was told so when they opened it.
      return event.why === "no_mail" ? [] : [withheld(event.why, state, known)];
    case "ConfirmationOrdered":
      return [letter(state, "confirmation")];
    case "NotVerifiedTold":
      return known.mail ? [letter(state, "not_verified")] : [];
    case "LimitReleased":
      return [];
    case "MailAskedAgain":
      return toCustomer(state, { key: "ticket_sent_again", number: state.number });
    case "ConfirmationSent":
      return [];
    case "MailFailed":
      return [
        ...(event.textId === null ? [] : [mark(event.textId, "failed")]),
        mailFailed(event, state, known),
      ];
    case "ReplyJudged":
      return replied(event, state, known);
    case "TicketAuthenticated":
      return authenticated(event, state, known);
    case "TicketDenied":
      return [
        toTicket(state, { key: "ticket_denied", number: state.number, cause: event.cause }, leads(known)),
        card(state),
        ...toCustomer(state, stateWords(state, "denied")),
      ];
    case "ConfirmationExpired":
      return [
        toTicket(state, { key: "ticket_expired", number: state.number }),
        card(state),
        ...toCustomer(state, stateWords(state, "expired")),
      ];
    case "MailUndeliverable":
      // Reps and chat see "not confirmed yet": whether a mailbox exists is nobody's business.
      return [
        {
          type: "SayToManagers",
          sentence: { key: "ticket_undeliverable", number: state.number },
        },
      ];
    case "AddressChanged":
      return [
        toTicket(state, { key: "ticket_address_changed", number: state.number }, leads(known)),
        card(state),
      ];
    case "WorkStarted":
      return [
        toTicket(state, { key: "ticket_started", person: event.by, overridden: event.overridden }),
        card(state),
        ...toCustomer(state, stateWords(state, "started", event.by)),
      ];
    case "TicketAnswered":
      return [letter(state, "answer", event.textId)];
    case "AnswerMailed":
      return [mark(event.textId, "delivered")];
    case "AnswerChanged":
      return [toTicket(state, { key: "ticket_answer_stands", person: event.by }, [event.by], [])];
    case "TicketNoted":
      if (event.chat) {
        return [
          toTicket(state, { key: "ticket_chat_noted", person: event.by, textId: event.textId }, [], []),
        ];
      }
      return [mark(event.textId, "note")];
    case "TicketClosed":
      return [
        toTicket(state, { key: "ticket_closed", person: event.by }),
        card(state),
        ...toCustomer(state, stateWords(state, "closed")),
        ...(known.mail && state.contactId !== null && state.confirmation === "authenticated"
          ? [letter(state, "closed")]
          : []),
      ];
    case "TicketReopened":
      return [toTicket(state, { key: "ticket_reopened", person: event.by }), card(state)];
    case "TicketCardPosted":
      return [toTicket(state, { key: "ticket_request", texts: state.texts }, [])];
    case "TicketAskedAbout":
      return [
        ...toCustomer(
          state,
          stateWords(state, standing(state), event.next?.rep ?? null, dutyFrom(event.next, known)),
          standing(state) === "waiting" ? openedButtons(state) : [],
        ),
        ...toStaff(
          state,
          {
            key: "ticket_named_in_chat",
            number: state.number,
            confirmed: state.confirmation === "authenticated",
          },
          [{ ...ticketButton(state, "ticket_note_chat"), subject: event.conversationId }],
        ),
        toTicket(
          state,
          { key: "ticket_asked_about", person: event.by, confirmed: state.confirmation === "authenticated" },
          state.confirmation === "authenticated" ? [event.next?.rep ?? null] : [],
        ),
      ];
    case "TicketHandedOn":
      return [];
    case "HandingOnFailed":
      return [
        toTicket(
          state,
          { key: "ticket_handing_on_failed", number: state.number, code: event.code },
          leads(known),
        ),
      ];
    case "TicketRefused":
      return refusal(event, state, known, origin);
    default:
      return event satisfies never;
  }
};

/** Opened from chat: the customer learns what happens next, the same words whoever they named. */
const opened = (event: Of<"TicketOpened">, state: Ticket, known: TicketKnown): Effects => [
  { type: "PostTicketCard", ticketId: state.id },
  ...toCustomer(
    state,
    {
      key: "ticket_opened",
      number: state.number,
      code: state.numberMatching ? codeTextId(state.id) : null,
      mail: known.mail,
      person: event.next?.rep ?? null,
      at: dutyFrom(event.next, known),
    },
    openedButtons(state),
  ),
  ...toStaff(state, {
    key: "ticket_opened_for_staff",
    number: state.number,
    person: event.next?.rep ?? null,
  }),
];

const refusal = (
  event: Of<"TicketRefused">,
  state: Ticket,
  known: TicketKnown,
  { reply, place }: TicketOrigin,
): Effects => {
  const { by: person, action, reason, next } = event;
  const sentence: TicketSentence = {
    key: "ticket_refused",
    action,
    reason,
    person: next?.rep ?? null,
    at: dutyFrom(next, known),
  };
  const isLead = leads(known).includes(person);
  const buttons =
    reason === "no_permission" && isLead ? [ticketButton(state, "ticket_override", "danger")] : [];
  if (person === state.customer) return [{ type: "Whisper", person, sentence, buttons: [], reply }];
  return place === null ? [] : [{ type: "AnswerRep", place, person, sentence, buttons, reply }];
};

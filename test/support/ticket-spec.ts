import type { Effect } from "../../src/core/effect.ts";
import type { Category } from "../../src/core/gate/category.ts";
import { DEFAULT_POLICY, type Desk } from "../../src/core/policy/policy.ts";
import type { Staff } from "../../src/core/staff.ts";
import type { LookedUp, TicketCommand, TicketKnown } from "../../src/core/ticket/command.ts";
import { decide } from "../../src/core/ticket/decide.ts";
import type { NextOn, ReplyOutcome, RequestTexts, TicketEvent } from "../../src/core/ticket/event.ts";
import { evolve, replay } from "../../src/core/ticket/evolve.ts";
import { react } from "../../src/core/ticket/react.ts";
import type { DraftFault } from "../../src/core/ticket/request-form.ts";
import { NO_TICKET, type Ticket } from "../../src/core/ticket/state.ts";
import { DEFAULT_TICKETS, type TicketPolicy } from "../../src/core/ticket/ticket-policy.ts";
import { HOUR, type Timestamp } from "../../src/core/time.ts";
import { DESK, staffRep } from "./conversation-spec.ts";
import { aRep } from "./rep.ts";

/** The chat user of these tests, the contact on file of the account that they may name, and a stranger. */
export const CUSTOMER = "sam";
export const CONTACT = "contact-1";
export const STRANGER = "mallory";
export const TEXTS: RequestTexts = { subject: "subject-1", request: "request-1" };

/** Ana may do hosting, Ben billing, Dev leads and may do neither. */
export const STAFF: Staff = [
  staffRep(aRep("ana", { permissions: ["hosting"] })),
  staffRep(aRep("ben", { permissions: ["billing"] })),
  staffRep(aRep("dev", { lead: true })),
];

export const deskWith = (tickets: Partial<TicketPolicy> = {}): Desk => ({
  ...DESK,
  policy: {
    ...DEFAULT_POLICY,
    tickets: { ...DEFAULT_TICKETS, permissions: { dns: "hosting" }, ...tickets },
  },
});

export const NOTHING_SENT: Omit<LookedUp, "contactId"> = {
  openedByPerson: 1,
  sentToAddress: 0,
  sentByDesk: 0,
  deniedBefore: false,
};

interface Drafted {
  readonly by?: string;
  readonly account?: string | null;
  readonly faults?: readonly DraftFault[];
  readonly category?: Category | null;
  readonly permission?: string | null;
}

interface Replied {
  readonly mailId?: string;
  readonly verified?: boolean;
  readonly wrongNumber?: boolean;
  readonly confirmable?: boolean;
}

/** Outcomes of which C0 to C4 hold. */
const VERIFIED: readonly ReplyOutcome[] = ["authenticated", "denied", "unclear"];

/**
 * A ticket told in hours since its draft: given what happened, expect what follows. Every step goes through `decide`,
 * `evolve` and `react`; nothing here knows a rule.
 */
export const ticket = (desk: Desk = deskWith(), { mail = true }: { readonly mail?: boolean } = {}) => {
  let state: Ticket = NO_TICKET;
  let events: readonly TicketEvent[] = [];
  let effects: readonly Effect[] = [];
  let lately: { readonly events: readonly TicketEvent[]; readonly effects: readonly Effect[] } = {
    events: [],
    effects: [],
  };
  let now: Timestamp = 0;
  const next: NextOn = { rep: "ana", at: 0 };

  const give = (command: TicketCommand): void => {
    const known: TicketKnown = { now, desk, staff: STAFF, mail };
    const happened = decide(command, state, known);
    const wished: Effect[] = [];
    for (const event of happened) {
      state = evolve(state, event);
      wished.push(
        ...react(event, state, known, {
          reply: null,
          place: { ...desk.staff, thread: null },
          suggestion: null,
        }),
      );
    }
    events = [...events, ...happened];
    effects = [...effects, ...wished];
    lately = { events: happened, effects: wished };
  };

  const spec = {
    give: (command: TicketCommand) => {
      give(command);
      return spec;
    },
    /** Time passes; nothing looks at the ticket. */
    at: (hours: number) => {
      now = hours * HOUR;
      return spec;
    },
    drafted: ({
      by = CUSTOMER,
      account = "account-1",
      faults = [],
      category = "dns",
      permission = "hosting",
    }: Drafted = {}) =>
      spec.give({
        type: "DraftTicket",
        at: now,
        ticketId: "t1",
        conversationId: "c1",
        customer: CUSTOMER,
        by,
        reason: "authentication",
        category,
        permission,
        texts: TEXTS,
        account,
        faults,
      }),
    named: (
      by = CUSTOMER,
      faults: readonly DraftFault[] = [],
      {
        category = state.category,
        permission = state.permission,
      }: Pick<Drafted, "category" | "permission"> = {},
    ) =>
      spec.give({
        type: "NameAccount",
        at: now,
        by,
        textId: "account-2",
        texts: TEXTS,
        faults,
        category,
        permission,
      }),
    changed: (by = CUSTOMER, texts: RequestTexts = { subject: "subject-2", request: "request-2" }) =>
      spec.give({ type: "ChangeRequest", at: now, by, texts, faults: [] }),
    opened: (by = CUSTOMER) => spec.give({ type: "OpenTicket", at: now, by, number: 1042, next }),
    dropped: (by = CUSTOMER) => spec.give({ type: "DropTicket", at: now, by }),
    lookedUp: (found: Partial<LookedUp> = {}) =>
      spec.give({ type: "RecordLookUp", at: now, contactId: CONTACT, ...NOTHING_SENT, ...found }),
    sent: (texts: RequestTexts = TEXTS) =>
      spec.give({ type: "RecordConfirmationSent", at: now, confirmationId: "confirmation-1", texts }),
    replied: (outcome: ReplyOutcome, reply: Replied = {}) =>
      spec.give({
        type: "RecordReply",
        at: now,
        next,
        outcome,
        mailId: "mail-1",
        because: [],
        textId: "reply-1",
        verified: VERIFIED.includes(outcome),
        wrongNumber: false,
        confirmable: outcome === "unclear",
        ...reply,
      }),
    confirmedBy: (by: string) => spec.give({ type: "ConfirmUnclear", at: now, by, next }),
    resent: (by = CUSTOMER) => spec.give({ type: "ResendMail", at: now, by }),
    released: (by = "dev") => spec.give({ type: "ReleaseLimit", at: now, by }),
    addressChanged: () => spec.give({ type: "RecordAddressChanged", at: now }),
    started: (by = "ana", override = false) => spec.give({ type: "StartWork", at: now, by, override, next }),
    wrote: (by = "ana", note = false) =>
      spec.give({ type: "WriteInTicket", at: now, by, textId: "message-1", note }),
    closed: (by = "ana") => spec.give({ type: "CloseTicket", at: now, by }),
    reopened: (by = "ana") => spec.give({ type: "ReopenTicket", at: now, by }),
    mailed: ({ contactId = CONTACT as string | null, authenticated = true } = {}) =>
      spec.give({
        type: "ReceiveOwnMail",
        at: now,
        ticketId: "t1",
        number: 1042,
        mailId: "mail-0",
        contactId,
        category: "dns",
        permission: "hosting",
        texts: TEXTS,
        authenticated,
        because: [],
        next,
      }),
    checked: () => spec.give({ type: "CheckTicket" }),
    /** Up to the mail that has gone out. */
    awaiting: () => spec.drafted().opened().lookedUp().sent(),
    authenticated: () => spec.awaiting().replied("authenticated"),

    state: () => state,
    events: () => events,
    types: () => events.map(({ type }) => type),
    /** What the last step brought about. */
    lately: () => lately.events.map(({ type }) => type),
    refusal: () => {
      const [event] = lately.events.filter(({ type }) => type === "TicketRefused");
      return event?.type === "TicketRefused" ? event.reason : null;
    },
    effects: () => effects,
    latelyEffects: () => lately.effects,
    inChat: () => chatOf(effects),
    letters: () => lettersOf(effects),
    latelyLetters: () => lettersOf(lately.effects),
    saidToTicket: () =>
      lately.effects.flatMap((one) => (one.type === "SayToTicket" ? [one.sentence.key] : [])),
    saidInChat: () => lately.effects.flatMap((one) => (one.type === "SayToCustomer" ? [one.sentence] : [])),
    replayed: () => replay(events),
  };
  return spec;
};

/** What the customer and the reps in the chat's thread are told. */
export const chatOf = (effects: readonly Effect[]): readonly Effect[] =>
  effects.filter(({ type }) => type === "SayToCustomer" || type === "SayToStaff" || type === "Whisper");

/** What whoever reads the ticket's thread is told; the managers' channel is the leads'. */
export const seenByReps = (effects: readonly Effect[]): readonly Effect[] =>
  effects.filter(({ type }) => type !== "SendLetter" && type !== "SayToManagers" && type !== "HandOn");

export const lettersOf = (effects: readonly Effect[]): readonly string[] =>
  effects.flatMap((one) => (one.type === "SendLetter" ? [one.letter] : []));

import fc from "fast-check";
import { expect, test } from "vitest";
import type { TicketCommand } from "../../../src/core/ticket/command.ts";
import type { ReplyOutcome, RequestTexts, TicketEvent } from "../../../src/core/ticket/event.ts";
import { evolve } from "../../../src/core/ticket/evolve.ts";
import { NO_TICKET, type Ticket } from "../../../src/core/ticket/state.ts";
import { HOUR } from "../../../src/core/time.ts";
import {
  CONTACT,
  CUSTOMER,
  chatOf,
  deskWith,
  NOTHING_SENT,
  STRANGER,
  seenByReps,
  TEXTS,
  ticket,
} from "../../support/ticket-spec.ts";

const OUTCOMES: readonly ReplyOutcome[] = [
  "authenticated",
  "denied",
  "unclear",
  "unverified",
  "staff_review",
  "ignored",
  "undeliverable",
  "expired",
  "retry",
];

const at = fc.constant(0);
const people = fc.constantFrom(CUSTOMER, STRANGER, "ana", "ben", "dev");
const contactId = fc.constantFrom("contact-1", "contact-2", null);
const next = fc.constantFrom(null, { rep: "ana", at: 0 });
const texts: fc.Arbitrary<RequestTexts> = fc.record({
  subject: fc.constantFrom("subject-1", "subject-2"),
  request: fc.constantFrom("request-1", "request-2"),
});
const faults = fc.constantFrom([], [], [], ["request_blank" as const]);
const category = fc.constantFrom("dns" as const, "website" as const, null);

/** A command that the shell would give: what it says of a reply fits together as it does there. */
const reply = fc
  .record({
    outcome: fc.constantFrom(...OUTCOMES),
    sure: fc.boolean(),
    wrong: fc.boolean(),
    named: fc.boolean(),
    next,
  })
  .map(({ outcome, sure, wrong, named, ...rest }): TicketCommand => {
    const known = ["authenticated", "denied", "unclear"].includes(outcome);
    return {
      type: "RecordReply",
      at: 0,
      ...rest,
      outcome,
      mailId: "mail-1",
      because: [],
      textId: "reply-1",
      verified: known || (outcome === "unverified" && sure),
      wrongNumber: outcome === "unclear" && wrong,
      confirmable: outcome === "unclear" && named && !wrong,
    };
  });

const command: fc.Arbitrary<TicketCommand> = fc.oneof(
  { weight: 3, arbitrary: reply },
  fc.record({
    type: fc.constant("DraftTicket" as const),
    at,
    ticketId: fc.constant("t1"),
    conversationId: fc.constant("c1"),
    customer: fc.constant(CUSTOMER),
    by: fc.constantFrom(CUSTOMER, "ana"),
    reason: fc.constant("authentication" as const),
    category,
    permission: fc.constantFrom(null, "hosting"),
    texts,
    account: fc.constantFrom(null, "account-1"),
    faults,
  }),
  fc.record({
    type: fc.constant("ReceiveOwnMail" as const),
    at,
    ticketId: fc.constant("t1"),
    number: fc.constant(1042),
    mailId: fc.constant("mail-0"),
    contactId,
    category,
    permission: fc.constantFrom(null, "hosting"),
    texts,
    authenticated: fc.boolean(),
    because: fc.constant([]),
    next,
  }),
  fc.record({
    type: fc.constant("NameAccount" as const),
    at,
    by: people,
    textId: fc.constant("account-2"),
    category,
    permission: fc.constantFrom(null, "hosting"),
    texts,
    faults,
  }),
  fc.record({ type: fc.constant("ChangeRequest" as const), at, by: people, texts, faults }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("OpenTicket" as const),
      at,
      by: people,
      number: fc.constant(1042),
      next,
    }),
  },
  fc.record({ type: fc.constant("DropTicket" as const), at, by: people }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("RecordLookUp" as const),
      at,
      contactId,
      openedByPerson: fc.constantFrom(1, 6),
      sentToAddress: fc.constantFrom(0, 3),
      sentByDesk: fc.constantFrom(0, 120),
      deniedBefore: fc.constantFrom(false, false, true),
    }),
  },
  fc.record({ type: fc.constant("ResendMail" as const), at, by: people }),
  fc.record({ type: fc.constant("ReleaseLimit" as const), at, by: people }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("RecordConfirmationSent" as const),
      at,
      confirmationId: fc.constant("confirmation-1"),
      texts,
    }),
  },
  fc.record({
    type: fc.constant("RecordMailFailed" as const),
    at,
    what: fc.constantFrom("confirmation" as const, "answer" as const),
    code: fc.constant("smtp-550"),
    textId: fc.constantFrom("answer-1", null),
  }),
  fc.record({ type: fc.constant("RecordAnswerMailed" as const), at, textId: fc.constant("answer-1") }),
  fc.record({
    type: fc.constant("RecordAnswerChange" as const),
    at,
    by: people,
    textId: fc.constant("answer-1"),
    how: fc.constantFrom("edited" as const, "deleted" as const),
  }),
  fc.record({ type: fc.constant("ConfirmUnclear" as const), at, by: people, next }),
  fc.record({ type: fc.constant("RecordAddressChanged" as const), at }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("StartWork" as const),
      at,
      by: people,
      override: fc.boolean(),
      next,
    }),
  },
  fc.record({ type: fc.constant("TakeTicket" as const), at, by: people }),
  fc.record({
    type: fc.constant("WriteInTicket" as const),
    at,
    by: people,
    textId: fc.constant("message-1"),
    note: fc.boolean(),
  }),
  fc.record({ type: fc.constant("CloseTicket" as const), at, by: people }),
  fc.record({ type: fc.constant("ReopenTicket" as const), at, by: people }),
  fc.record({ type: fc.constant("RecordTicketCard" as const), at }),
  fc.record({
    type: fc.constant("AskAboutTicket" as const),
    at,
    by: people,
    conversationId: fc.constant("c2"),
    next,
  }),
  fc.record({ type: fc.constant("RecordHandedOn" as const), at }),
  fc.record({ type: fc.constant("RecordHandingOnFailed" as const), at, code: fc.constant("http-500") }),
  fc.record({ type: fc.constant("CheckTicket" as const) }),
);

interface Step {
  readonly command: TicketCommand;
  readonly hours: number;
}
const OPENED: readonly TicketCommand[] = [
  {
    type: "DraftTicket",
    at: 0,
    ticketId: "t1",
    conversationId: "c1",
    customer: CUSTOMER,
    by: CUSTOMER,
    reason: "authentication",
    category: "dns",
    permission: "hosting",
    texts: TEXTS,
    account: "account-1",
    faults: [],
  },
  { type: "OpenTicket", at: 0, by: CUSTOMER, number: 1042, next: null },
];
const ASKED: readonly TicketCommand[] = [
  ...OPENED,
  { type: "RecordLookUp", at: 0, contactId: CONTACT, ...NOTHING_SENT },
  { type: "RecordConfirmationSent", at: 0, confirmationId: "confirmation-1", texts: TEXTS },
];
/** Most begin where most is at stake: at a ticket that waits for its answer. */
const beginnings = fc.constantFrom([], OPENED, ASKED, ASKED);
const steps = fc
  .tuple(
    beginnings,
    fc.array(fc.record({ command, hours: fc.integer({ min: 0, max: 30 }) }), { maxLength: 25 }),
  )
  .map(([first, then]): readonly Step[] => [...first.map((one) => ({ command: one, hours: 0 })), ...then]);

const play = (all: readonly Step[]) => {
  const spec = ticket();
  let hour = 0;
  for (const { command: one, hours } of all) {
    hour += hours;
    spec.at(hour).give("at" in one ? { ...one, at: hour * HOUR } : one);
  }
  return spec;
};

/** Each event with the ticket before it and all that happened until then. */
const walk = (
  events: readonly TicketEvent[],
  look: (event: TicketEvent, before: Ticket, past: readonly TicketEvent[]) => void,
): void => {
  let state = NO_TICKET;
  for (const [index, event] of events.entries()) {
    look(event, state, events.slice(0, index));
    state = evolve(state, event);
  }
};

const always = (check: (spec: ReturnType<typeof ticket>) => void): void =>
  fc.assert(
    fc.property(steps, (all) => {
      check(play(all));
    }),
    { numRuns: 2_000 },
  );

const KINDS: Readonly<Record<TicketEvent["type"], true>> = {
  TicketDrafted: true,
  TicketMailed: true,
  RequestChanged: true,
  AccountNamed: true,
  TicketOpened: true,
  TicketDropped: true,
  ContactLookedUp: true,
  ConfirmationOrdered: true,
  NotVerifiedTold: true,
  MailWithheld: true,
  LimitReleased: true,
  MailAskedAgain: true,
  ConfirmationSent: true,
  MailFailed: true,
  ReplyJudged: true,
  TicketAuthenticated: true,
  TicketDenied: true,
  ConfirmationExpired: true,
  MailUndeliverable: true,
  AddressChanged: true,
  TicketAssigned: true,
  WorkStarted: true,
  TicketAnswered: true,
  AnswerMailed: true,
  AnswerChanged: true,
  TicketNoted: true,
  TicketClosed: true,
  TicketReopened: true,
  TicketCardPosted: true,
  TicketAskedAbout: true,
  TicketHandedOn: true,
  HandingOnFailed: true,
  TicketRefused: true,
};

test("the sequences of these tests reach every kind of event", () => {
  const reached = new Set(fc.sample(steps, { numRuns: 5_000, seed: 7 }).flatMap((all) => play(all).types()));
  expect([...reached].sort()).toEqual(Object.keys(KINDS).sort());
});

test("nobody starts work on a ticket that is not authenticated, open, and a rep's to start", () => {
  always((spec) =>
    walk(spec.events(), (event, before) => {
      if (event.type !== "WorkStarted") return;
      expect(before).toMatchObject({ confirmation: "authenticated", status: "open" });
      expect(["ana", "ben", "dev"]).toContain(event.by);
      if (event.overridden) expect(event.by).toBe("dev");
    }),
  );
});

test("a ticket from chat is authenticated only by an answer to a mail about these very texts, to the contact on file", () => {
  always((spec) =>
    walk(spec.events(), (event, before, past) => {
      if (event.type !== "TicketAuthenticated") return;
      expect(before).toMatchObject({ confirmation: "awaiting", origin: "chat" });
      expect(before.contactId).not.toBeNull();
      const since = (type: TicketEvent["type"]): number => past.findLastIndex((one) => one.type === type);
      const sent = since("ConfirmationSent");
      expect(sent).toBeGreaterThan(
        Math.max(since("RequestChanged"), since("AccountNamed"), since("TicketOpened")),
      );
      expect(sent).toBeGreaterThan(since("AddressChanged"));
      // A mail is judged once (the store sees to it); here the same id may come again.
      const isVerified = past.some(
        (one) => one.type === "ReplyJudged" && one.mailId === event.mailId && one.verified,
      );
      expect(isVerified).toBe(true);
      if (event.by !== null) expect(["ana", "ben", "dev"]).toContain(event.by);
    }),
  );
});

test("a ticket that came by mail is authenticated by that mail or never", () => {
  always((spec) => {
    const [first] = spec.events();
    if (first?.type !== "TicketMailed") return;
    expect(spec.types()).not.toContain("TicketAuthenticated");
    if (first.authenticated) expect(first.contactId).not.toBeNull();
  });
});

test("no letter goes to nobody, and none for a draft that its customer has not opened", () => {
  always((spec) => {
    if (spec.letters().length === 0) return;
    expect(spec.events().some((one) => "contactId" in one && one.contactId !== null)).toBe(true);
    walk(spec.events(), (event, before) => {
      if (event.type === "ConfirmationOrdered" || event.type === "TicketAnswered") {
        expect(before.status).toBe("open");
        expect(before.contactId).not.toBeNull();
      }
    });
    const opened = spec.events().find((one) => one.type === "TicketOpened" || one.type === "TicketMailed");
    if (opened?.type === "TicketOpened") expect(opened.by).toBe(CUSTOMER);
    else expect(opened).toMatchObject({ authenticated: true });
  });
});

test("nobody but its customer names the account, writes the words of a draft anew, opens or drops it", () => {
  always((spec) => {
    for (const event of spec.events()) {
      if (event.type === "AccountNamed" || event.type === "RequestChanged" || event.type === "TicketOpened") {
        expect(event.by).toBe(CUSTOMER);
      }
      if (event.type === "TicketDrafted" && event.by !== CUSTOMER) expect(event.account).toBeNull();
    }
  });
});

test("denied and expired are for good", () => {
  always((spec) =>
    walk(spec.events(), (event, before) => {
      if (before.confirmation !== "denied" && before.confirmation !== "expired") return;
      expect(evolve(before, event).confirmation).toBe(before.confirmation);
    }),
  );
});

test("a ticket that was played again from its journal is the ticket", () => {
  always((spec) => expect(spec.replayed()).toEqual(spec.state()));
});

/** Ids, numbers, moments, names of things and yes or no: never anybody's words. */
const NAMES = /^[a-z][a-z0-9_]*$|^[a-z]+-\d+$|^[a-z]+\d$|^[A-Z][A-Za-z]+$|^default$/;
const stringsIn = (value: unknown): readonly string[] =>
  typeof value === "string"
    ? [value]
    : value !== null && typeof value === "object"
      ? Object.values(value).flatMap(stringsIn)
      : [];

test("no event holds a text, a name or an address: its strings are ids and names of things", () => {
  always((spec) => {
    for (const { type, ...event } of spec.events()) {
      const { policyVersion: _, ...fields } =
        "policyVersion" in event ? event : { ...event, policyVersion: "" };
      expect(stringsIn(fields).filter((one) => !NAMES.test(one))).toEqual([]);
      expect(type).toMatch(/^[A-Z][A-Za-z]+$/);
    }
  });
});

const found = fc.record({
  openedByPerson: fc.constantFrom(1, 6),
  sentToAddress: fc.constantFrom(0, 3),
  sentByDesk: fc.constantFrom(0, 120),
  deniedBefore: fc.boolean(),
});
/** What a customer, reps and time do to an open ticket; nothing of it comes from the mailbox. */
const inSight = fc.array(
  fc.constantFrom(
    "resend",
    "ask",
    "start",
    "override",
    "take",
    "close",
    "reopen",
    "write",
    "wait",
    "release",
    "drop",
  ),
  { maxLength: 12 },
);
const STEP_HOURS = 13;

test("chat and reps are told the same, at the same moments, whether or not the account exists", () => {
  const told = (
    exists: boolean,
    deeds: readonly string[],
    limits: Parameters<ReturnType<typeof ticket>["lookedUp"]>[0],
  ) => {
    const spec = ticket(deskWith({ limits: { perPerson: 5, perAddress: 3, perDesk: 120 } }));
    const said: unknown[] = [];
    let hour = 0;
    const note = (): void => {
      for (const effect of [...chatOf(spec.latelyEffects()), ...seenByReps(spec.latelyEffects())])
        said.push({ hour, effect });
    };
    const settle = (): void => {
      spec.lookedUp({ ...limits, contactId: exists ? "contact-1" : null });
      note();
      if (exists && spec.latelyLetters().includes("confirmation")) {
        spec.at(hour + 0.01).sent();
        note();
        spec.at(hour);
      }
    };
    spec.drafted();
    note();
    spec.opened();
    note();
    settle();
    for (const deed of deeds) {
      if (deed === "resend") spec.resent();
      if (deed === "ask")
        spec.give({
          type: "AskAboutTicket",
          at: hour * HOUR,
          by: CUSTOMER,
          conversationId: "c2",
          next: null,
        });
      if (deed === "start") spec.started("ana");
      if (deed === "override") spec.started("dev", true);
      if (deed === "take") spec.give({ type: "TakeTicket", at: hour * HOUR, by: "ben" });
      if (deed === "close") spec.closed();
      if (deed === "reopen") spec.reopened();
      if (deed === "write") spec.wrote();
      if (deed === "drop") spec.dropped();
      if (deed === "release" && spec.state().withheld !== "per_address") spec.released();
      if (deed === "wait") {
        hour += STEP_HOURS;
        spec.at(hour).checked();
      }
      note();
      settle();
    }
    return said;
  };
  fc.assert(
    fc.property(found, inSight, (limits, deeds) => {
      const withoutRelease = deeds.filter((one) => one !== "release");
      expect(told(true, withoutRelease, limits)).toEqual(told(false, withoutRelease, limits));
    }),
    { numRuns: 1_000 },
  );
});

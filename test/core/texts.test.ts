import { describe, expect, test } from "vitest";
import { type ActionName, CUSTOMER_ACTIONS, REP_ACTIONS } from "../../src/core/actions.ts";
import type { RefusalReason } from "../../src/core/conversation/event.ts";
import type { FailureReason } from "../../src/core/inbound.ts";
import { DEFAULT_POLICY, faster, TARGETS } from "../../src/core/policy/policy.ts";
import type { DeskWords, Sentence, SentenceKey, Voice } from "../../src/core/sentences.ts";
import { long, short } from "../../src/core/texts/en/duration.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import { shorten } from "../../src/core/texts/shorten.ts";
import type { AlertView, CardView } from "../../src/core/views.ts";

const words = wordsFor("en");
const now = 1_700_000_000_000;

const voice: Voice = {
  time: (at) => `[${at}]`,
  bold: (text) => `**${text}**`,
  link: (label, url) => `[${label}](${url})`,
  person: (id) => `name-of-${id}`,
  quote: (messageId) => `> ${messageId}`,
  words: (textId) => textId,
};
const desk: DeskWords = { deskName: "Acme support", policyUrl: null, texts: {} };
const say = (sentence: Sentence, at: DeskWords = desk): string => words.say(sentence, voice, at);

const FAILURES: Record<FailureReason, string> = {
  customer_unreachable: "closed to us",
  customer_gone: "left the community",
  place_gone: "deleted",
  place_locked: "locked",
  forbidden: "permission",
  blocked: "filter",
  invalid: "form",
  timeout: "attempt",
};
const REFUSALS: Record<RefusalReason, string> = {
  already_claimed: "already has",
  already_yours: "already yours",
  nothing_to_keep: "buys no time",
  nothing_to_waive: "first answer",
  already_closed: "already closed",
  not_closed: "is open",
  window_over: "reopening is over",
  not_held: "not waiting",
  not_yours: "only they, or a lead",
  just_claimed: "a moment ago",
  no_update_due: "no update is due",
  said_twice: "twice in a row",
  not_customers_turn: "Answer first",
  not_a_rep: "fresh list",
  already_theirs: "has this conversation already",
};
const actions: readonly ActionName[] = [...REP_ACTIONS, ...CUSTOMER_ACTIONS];
const person = "p1";
const messageId = "m1";
const until = now;

test("a desk says it in its own words, with the values put in", () => {
  const words = wordsFor("en");
  const own = {
    ...desk,
    texts: { still_there: "Gone in {closes_in}?", panel_title: "Help in {first_response}!" },
  };
  expect(words.say({ key: "still_there", closesInMs: 300_000 }, voice, own)).toBe("Gone in 5 minutes?");
  expect(words.say({ key: "late_for_customer", called: null }, voice, own)).toBe(
    words.say({ key: "late_for_customer", called: null }, voice, desk),
  );
});

const texts = { subject: "subject", request: "request" };

/** Every key with every parameter that its words depend on; the type fails when a key is missing. */
const EVERY: { readonly [K in SentenceKey]: readonly Extract<Sentence, { key: K }>[] } = {
  greeting: [
    { key: "greeting", targets: DEFAULT_POLICY.targets, messageId },
    { key: "greeting", targets: faster(DEFAULT_POLICY, 60).targets, messageId: null },
  ],
  claimed_for_customer: [{ key: "claimed_for_customer", person }],
  late_for_customer: [
    { key: "late_for_customer", called: null },
    { key: "late_for_customer", called: person },
  ],
  long_for_customer: [
    { key: "long_for_customer", person: null },
    { key: "long_for_customer", person },
  ],
  waiting_for_customer: [{ key: "waiting_for_customer", until }],
  resolve_or_hand_off: [{ key: "resolve_or_hand_off", dueAt: now }],
  still_on_it_sent: [{ key: "still_on_it_sent", person, messageId }],
  wait_set: [{ key: "wait_set", person, until }],
  shift_end_near: [{ key: "shift_end_near", person, endsAt: until }],
  released: [
    { key: "released", from: person, by: person, cause: "button" },
    { key: "released", from: person, by: "p2", cause: "button" },
    { key: "released", from: person, by: null, cause: "shift_ended" },
    { key: "released", from: person, by: null, cause: "off_duty" },
  ],
  transferred: [
    { key: "transferred", person, to: "p2", permission: null },
    { key: "transferred", person, to: null, permission: "billing" },
  ],
  offered_on: [
    { key: "offered_on", to: person, why: "released" },
    { key: "offered_on", to: null, why: "off_duty" },
  ],
  nobody_to_choose: [{ key: "nobody_to_choose" }],
  choose: (["transfer", "wait", "handoff"] as const).map((choice) => ({ key: "choose", choice })),
  nobody_has_permission: [
    { key: "nobody_has_permission", permission: "billing", person, at: until },
    { key: "nobody_has_permission", permission: "billing", person: null, at: null },
  ],
  permission_uncovered: [{ key: "permission_uncovered", permission: "billing", number: 7 }],
  your_list: [
    { key: "your_list", person, begins: true, items: [] },
    {
      key: "your_list",
      person,
      begins: false,
      items: [
        { number: 7, url: "https://slack.test/7", dueAt: now, theirs: true },
        { number: 8, url: null, dueAt: null, theirs: false },
      ],
    },
  ],
  duty_set: [
    { key: "duty_set", person, on: true, until: null, offeredOn: 0 },
    { key: "duty_set", person, on: false, until, offeredOn: 1 },
    { key: "duty_set", person, on: false, until, offeredOn: 2 },
  ],
  desk_help: [
    { key: "desk_help", unknown: false },
    { key: "desk_help", unknown: true },
  ],
  no_such_conversation: [
    { key: "no_such_conversation", number: null },
    { key: "no_such_conversation", number: 7 },
  ],
  not_on_the_desk: [{ key: "not_on_the_desk" }],
  cover_gaps: [
    { key: "cover_gaps", gaps: [] },
    { key: "cover_gaps", gaps: Array.from({ length: 12 }, (_, n) => ({ from: now + n, to: until + n })) },
  ],
  policy_changed: [{ key: "policy_changed", version: "abc" }],
  policy_refused: [
    { key: "policy_refused", faults: 1, first: "line 2: expected a duration." },
    { key: "policy_refused", faults: 3, first: "line 2: expected a duration." },
  ],
  calendar_trouble: [
    { key: "calendar_trouble", source: "calendar.test", trouble: "unreachable", since: null },
    { key: "calendar_trouble", source: "calendar.test", trouble: "malformed", since: now },
  ],
  calendar_recovered: [{ key: "calendar_recovered", source: "calendar.test" }],
  still_there: [{ key: "still_there", closesInMs: 300_000 }],
  resolved_for_customer: [{ key: "resolved_for_customer", until }],
  abandoned_for_customer: [{ key: "abandoned_for_customer", until }],
  handed_off_for_customer: (["authentication", "access", "investigation"] as const).flatMap((reason) => [
    { key: "handed_off_for_customer", reason, way: "ask", person: null, at: null } as const,
    { key: "handed_off_for_customer", reason, way: "draft", person: "ana", at: until } as const,
  ]),
  ticket_draft: [null, "s"].flatMap((suggestion) =>
    [true, false].map(
      (named) =>
        ({
          key: "ticket_draft",
          texts,
          person: named ? null : "ana",
          named,
          faults: [],
          suggestion,
        }) as const,
    ),
  ),
  ticket_opened: [true, false].map(
    (mail) =>
      ({ key: "ticket_opened", number: 7, code: mail ? "c" : null, mail, person: null, at: null }) as const,
  ),
  ticket_dropped: [{ key: "ticket_dropped" }],
  ticket_sent_again: [{ key: "ticket_sent_again", number: 7 }],
  ticket_state: (["waiting", "confirmed", "started", "denied", "expired", "closed", "reopened"] as const).map(
    (state) => ({ key: "ticket_state", number: 7, state, person: "ana", at: until }) as const,
  ),
  ticket_not_yours: [{ key: "ticket_not_yours" }],
  ticket_drafted_for_staff: [{ key: "ticket_drafted_for_staff", person: "c", by: "ana" }],
  ticket_opened_for_staff: [{ key: "ticket_opened_for_staff", number: 7, person: null }],
  ticket_card: [
    {
      key: "ticket_card",
      number: 7,
      status: "open",
      confirmation: "not_confirmed",
      category: "dns",
      permission: null,
      texts,
      by: "c",
      conversation: 1001,
      person: null,
      started: false,
      openedAt: until,
    },
  ],
  ticket_request: [{ key: "ticket_request", texts }],
  ticket_reply: (["authenticated", "unclear", "unverified", "staff_review"] as const).map(
    (outcome) => ({ key: "ticket_reply", outcome, verified: outcome === "unclear", textId: "t" }) as const,
  ),
  ticket_authenticated: [
    { key: "ticket_authenticated", number: 7, by: null, person: null, at: null },
    { key: "ticket_authenticated", number: 7, by: "ana", person: "ana", at: until },
  ],
  ticket_denied: [
    { key: "ticket_denied", number: 7, cause: "reply" },
    { key: "ticket_denied", number: 7, cause: "wrong_numbers" },
  ],
  ticket_expired: [{ key: "ticket_expired", number: 7 }],
  ticket_undeliverable: [{ key: "ticket_undeliverable", number: 7 }],
  ticket_withheld: (["per_person", "per_address", "per_desk", "denied_before", "no_mail"] as const).map(
    (why) => ({ key: "ticket_withheld", number: 7, why }) as const,
  ),
  ticket_address_changed: [{ key: "ticket_address_changed", number: 7 }],
  ticket_assigned: [{ key: "ticket_assigned", person: "ana" }],
  ticket_started: [{ key: "ticket_started", person: "ana", overridden: true }],
  ticket_closed: [{ key: "ticket_closed", person: "ana" }],
  ticket_reopened: [{ key: "ticket_reopened", person: null }],
  ticket_mail_failed: [{ key: "ticket_mail_failed", number: 7, what: "answer", code: "smtp-550" }],
  ticket_asked_about: [{ key: "ticket_asked_about", person: "c", confirmed: false }],
  ticket_handing_on_failed: [{ key: "ticket_handing_on_failed", number: 7, code: "500" }],
  ticket_refused: [
    { key: "ticket_refused", action: "ticket_start", reason: "not_authenticated", person: null, at: null },
    { key: "ticket_refused", action: "answer", reason: "cannot_answer", person: "ana", at: until },
  ],
  ticket_named_in_chat: [
    { key: "ticket_named_in_chat", number: 7, confirmed: true },
    { key: "ticket_named_in_chat", number: 7, confirmed: false },
  ],
  ticket_chat_noted: [{ key: "ticket_chat_noted", person: "ana", textId: "t" }],
  ticket_audit: [
    {
      key: "ticket_audit",
      number: 7,
      events: [
        { type: "TicketOpened", at: until, number: 7, by: "c", next: null, expiresAt: until },
        { type: "ContactLookedUp", at: until, contactId: null },
        { type: "TicketDenied", at: until, cause: "reply" },
      ],
    },
  ],
  ticket_unknown: [
    { key: "ticket_unknown", number: null },
    { key: "ticket_unknown", number: 7 },
  ],
  ticket_shift_list: [{ key: "ticket_shift_list", person: "ana", items: [] }],
  ticket_own_list: [
    { key: "ticket_own_list", items: [] },
    {
      key: "ticket_own_list",
      items: [
        {
          number: 7,
          url: null,
          subject: "s",
          confirmation: "authenticated",
          permission: null,
          assignee: "ana",
        },
      ],
    },
  ],
  ticket_list: [
    { key: "ticket_list", items: [] },
    {
      key: "ticket_list",
      items: [
        {
          number: 7,
          url: null,
          subject: "s",
          confirmation: "not_confirmed",
          permission: "hosting",
          assignee: "ana",
        },
      ],
    },
  ],
  gate_ticket: [true, false].map(
    (offered) =>
      ({ key: "gate_ticket", category: "dns", link: null, alsoQuestion: offered, offered }) as const,
  ),
  gate_ask: [{ key: "gate_ask", category: "server", link: "https://example.test/help" }],
  gate_how_for_customer: [{ key: "gate_how_for_customer" }],
  gate_for_staff: [
    { key: "gate_for_staff", category: "dns", verdict: "ticket" },
    { key: "gate_for_staff", category: "dns", verdict: "ask" },
  ],
  gate_overruled: [
    { key: "gate_overruled", person: "ana", verdict: "chat" },
    { key: "gate_overruled", person: "ana", verdict: "ticket" },
  ],
  gate_how_for_staff: [{ key: "gate_how_for_staff" }],
  secret_for_customer: [
    { key: "secret_for_customer", kinds: ["password", "card"], messageId, deletes: true },
    { key: "secret_for_customer", kinds: ["token"], messageId, deletes: false },
  ],
  secret_for_staff: [{ key: "secret_for_staff", kinds: ["password"] }],
  held_secret: [{ key: "held_secret" }],
  held_authentication: [{ key: "held_authentication" }],
  reopened_for_customer: [{ key: "reopened_for_customer" }],
  continued_here: [{ key: "continued_here", messageId }],
  moved_to_thread: [{ key: "moved_to_thread" }],
  door: [{ key: "door" }],
  what_chat_can_do: [{ key: "what_chat_can_do" }],
  claimed: [{ key: "claimed", person }],
  taken_over: [
    { key: "taken_over", person, from: null },
    { key: "taken_over", person, from: "p2" },
  ],
  held_not_claimed: [
    { key: "held_not_claimed", claimedBy: null },
    { key: "held_not_claimed", claimedBy: "p2" },
  ],
  held_to_colleague: [{ key: "held_to_colleague" }],
  held_closed: [{ key: "held_closed" }],
  held_files: [
    { key: "held_files", only: true },
    { key: "held_files", only: false },
  ],
  held_sent: [{ key: "held_sent", person }],
  not_delivered: [...Object.keys(FAILURES), "new_reason"].map((reason) => ({
    key: "not_delivered",
    reason,
    code: "50007",
  })),
  customer_unreachable: [...Object.keys(FAILURES), "new_reason"].map((reason) => ({
    key: "customer_unreachable",
    reason,
  })),
  customer_edited: [{ key: "customer_edited", messageId }],
  customer_deleted: [{ key: "customer_deleted" }],
  customer_reopened: [{ key: "customer_reopened", person }],
  ended_for_staff: ["resolved", "handed_off", "abandoned"].flatMap((outcome) =>
    ["rep", "desk", "customer"].flatMap((by) =>
      [person, null].map((who) => ({ key: "ended_for_staff" as const, outcome, by, person: who })),
    ),
  ),
  reopened_for_staff: [{ key: "reopened_for_staff", person }],
  archived_for_staff: [{ key: "archived_for_staff" }],
  ball_kept: [{ key: "ball_kept", person, dueAt: now }],
  reply_waived: [{ key: "reply_waived", person }],
  nobody_received_that: [{ key: "nobody_received_that" }],
  form_late: [{ key: "form_late" }],
  original_kept: [{ key: "original_kept" }],
  ticket_answer_stands: [{ key: "ticket_answer_stands", person: "p1" }],
  refused: actions.flatMap((action) =>
    [...Object.keys(REFUSALS), "new_reason"].flatMap((reason) =>
      [person, null].map((who) => ({ key: "refused" as const, action, reason, person: who })),
    ),
  ),
  alert_answered: [
    { key: "alert_answered", at: now, lateMs: 0 },
    { key: "alert_answered", at: now, lateMs: 4000 },
  ],
  alerts_failed: Object.keys(FAILURES).map((reason) => ({
    key: "alerts_failed",
    number: 1042,
    reason,
    code: "50001",
  })),
  pager_failed: Object.keys(FAILURES).map((reason) => ({
    key: "pager_failed",
    number: 1042,
    pager: "night",
    reason,
    code: "http-404",
  })),
  card_failed: Object.keys(FAILURES).map((reason) => ({
    key: "card_failed",
    number: 1042,
    reason,
    code: "50001",
  })),
  alert_withdrawn: [{ key: "alert_withdrawn", at: now }],
  alert_over: [{ key: "alert_over" }],
};
const everySentence: readonly Sentence[] = Object.values(EVERY).flat();

describe("sentences", () => {
  test("each has words, whatever its parameters", () => {
    for (const sentence of everySentence) {
      const text = say(sentence);
      expect(text.length, sentence.key).toBeGreaterThan(10);
      expect(text, sentence.key).not.toMatch(/undefined|null|NaN|\[object/);
      expect(text.length, sentence.key).toBeLessThanOrEqual(1800);
    }
  });

  test("hold no character that a platform's markup would read", () => {
    const plain: Voice = {
      time: String,
      bold: String,
      link: String,
      person: String,
      quote: String,
      words: String,
    };
    for (const sentence of everySentence) {
      expect(words.say(sentence, plain, desk), sentence.key).not.toMatch(/[*_`<>&~]/);
    }
  });

  test("a failed delivery says why, with the platform's code, and what to do", () => {
    for (const [reason, why] of Object.entries(FAILURES)) {
      expect(say({ key: "not_delivered", reason, code: "50007" })).toMatch(why);
      expect(say({ key: "not_delivered", reason, code: "50007" })).toContain("50007");
      expect(say({ key: "customer_unreachable", reason })).toMatch(why);
    }
    expect(new Set(EVERY.not_delivered.map((one) => say(one))).size).toBe(EVERY.not_delivered.length);
  });

  test("a refusal names the button and the reason", () => {
    for (const [reason, why] of Object.entries(REFUSALS)) {
      const text = say({ key: "refused", action: "claim", reason, person });
      expect(text).toMatch(/^“Claim” did nothing/);
      expect(text).toMatch(why);
    }
  });

  test("a customer reads nothing about claims", () => {
    for (const reason of Object.keys(REFUSALS)) {
      for (const action of CUSTOMER_ACTIONS) {
        expect(say({ key: "refused", action, reason, person })).not.toMatch(/claim|Take over|name-of/i);
      }
    }
  });
});

describe("greeting", () => {
  const greeting = (policyUrl: string | null, quoted: string | null = messageId): string =>
    say(
      { key: "greeting", targets: DEFAULT_POLICY.targets, messageId: quoted },
      { deskName: "Acme support", policyUrl, texts: {} },
    );

  test("holds the promise, the limits, and what we never do", () => {
    const text = greeting(null);
    for (const part of [
      "Acme support",
      "within 60 seconds",
      "more than 2 minutes of silence",
      "in under 20 minutes",
      "accounts, subscriptions, servers, networks, websites or DNS",
      "logins or passwords",
      "ticket from the e-mail address on file",
      "becomes a ticket",
      "never ask for a password, PIN or code",
      "never write to you first",
      "“What can chat do?”",
      "> m1",
    ]) {
      expect(text).toContain(part);
    }
  });

  test("links the whole policy where it has an address", () => {
    expect(greeting("https://acme.test/policy")).toContain(
      "[Read the whole policy](https://acme.test/policy)",
    );
    expect(greeting("https://acme.test/policy")).not.toContain("What can chat do?");
  });

  test("quotes nothing where their words stand right above", () => {
    expect(greeting(null, null)).not.toContain("You wrote");
  });

  test("says the numbers of the policy it was opened under", () => {
    const targets = faster(DEFAULT_POLICY, 10).targets;
    const text = say({ key: "greeting", targets, messageId: null });
    expect(text).toContain("within 6 seconds");
    expect(text).toContain("12 seconds of silence");
    expect(text).toContain("in under 2 minutes");
  });
});

describe("alert", () => {
  const view = (fields: Partial<AlertView>): AlertView => ({
    number: 1042,
    customer: { platform: "discord", userId: "1", name: "Ana", accountCreatedAt: null },
    target: "first_response",
    level: 0.5,
    dueAt: now + 30_000,
    now,
    answeredAt: null,
    preview: "my site shows a 502 since noon",
    mention: [],
    here: false,
    offer: null,
    passedOn: [],
    recent: [],
    unreliableSince: null,
    permalink: null,
    buttons: [],
    ...fields,
  });
  const line = (fields: Partial<AlertView>): string => words.alert(view(fields));

  test("says how long is left, who, and what", () => {
    expect(line({})).toBe('⏰ 30 s left · #1042 Ana · "my site shows a 502 since noon"');
    expect(line({ target: "resolution", dueAt: now + 300_000 })).toMatch(
      /^⏰ 5 min left to resolve or hand off · /,
    );
  });

  test("says how long it is overdue", () => {
    expect(line({ level: 1, now: now + 45_000 })).toMatch(/^🔴 15 s overdue · #1042 Ana · /);
    expect(line({ level: 1, now: now + 30_001 })).toMatch(/^🔴 overdue now · /);
    expect(line({ level: 2, target: "update", now: now + 150_000 })).toMatch(/^🔴 update 2 min overdue · /);
  });

  test("says answered late instead of overdue", () => {
    expect(line({ level: 1, now: now + 45_000, answeredAt: now + 34_000 })).toMatch(
      /^🟠 answered 4 s late · #/,
    );
    expect(line({ answeredAt: now })).toMatch(/^✅ answered in time/);
  });

  test("offers with the time that is left to answer", () => {
    expect(line({ offer: "new", level: 0, dueAt: now + 60_000 })).toBe(
      '🆕 #1042 Ana · "my site shows a 502 since noon" · answer within 60 s',
    );
  });

  test("stays one line of at most 150 characters, with emoji whole and names tamed", () => {
    for (const target of TARGETS) {
      for (const level of [0, 0.5, 1]) {
        const text = line({
          target,
          level,
          dueAt: now + (level - 0.5) * 7_000_000,
          number: 123_456_789,
          customer: {
            platform: "discord",
            userId: "1",
            name: `A\u202Ena\n${"👩‍👩‍👧".repeat(30)}`,
            accountCreatedAt: null,
          },
          preview: `first\nsecond ${"👩‍👩‍👧 ".repeat(40)}`,
        });
        expect(text.length).toBeLessThanOrEqual(150);
        expect(text).not.toMatch(/[\n\u202E]/);
        expect(() => encodeURIComponent(text)).not.toThrow(); // it throws on half an emoji
      }
    }
  });

  test("leaves out a preview that is not there", () => {
    expect(line({ preview: "" })).toBe("⏰ 30 s left · #1042 Ana");
  });
});

describe("card, doors and buttons", () => {
  const card: CardView = {
    number: 7,
    customer: { platform: "discord", userId: "1", name: "Ana\nB", accountCreatedAt: null },
    subject: null,
    preview: "",
    status: "open",
    outcome: null,
    rep: null,
    ball: "rep",
    waitingSince: now,
    openedAt: now,
    clocks: [],
    reachable: true,
    plan: null,
    offeredTo: null,
    waitUntil: null,
    unreliableSince: null,
    buttons: [],
  };
  const rep = { platform: "slack", userId: "U1", name: "Rob", accountCreatedAt: null } as const;

  test("the card says its state in words", () => {
    expect(words.card.title(card)).toBe("🆕 #7 · Ana B");
    expect(words.card.state(card)).toMatch(/Nobody has claimed/);
    expect(words.card.state({ ...card, rep })).toBe("The customer waits for Rob.");
    expect(words.card.state({ ...card, rep, waitingSince: null })).toBe("Rob is working on it.");
    expect(words.card.state({ ...card, rep, waitingSince: null, ball: "customer" })).toMatch(
      /customer's turn/,
    );
    expect(words.card.state({ ...card, status: "closed", outcome: "handed_off" })).toMatch(/ticket/);
    expect(words.card.state({ ...card, status: "archived", outcome: "resolved" })).toMatch(
      /can't be reopened/,
    );
    expect(words.card.clock({ target: "update", dueAt: now, state: "breached" })).toBe(
      "🔴 Update missed, was due",
    );
    expect(words.card.accountAge(3 * 365 * 86_400_000)).toBe("account 3 years old");
    expect(words.card.accountAge(3600_000)).toBe("account less than a day old");
  });

  test("every button has a label, none twice", () => {
    expect(new Set(actions.map((action) => words.button({ action, subject: null }))).size).toBe(
      actions.length,
    );
  });

  test("the form and the commands fit the platforms' limits", () => {
    const { form, command } = words;
    expect(form.title.length).toBeLessThanOrEqual(24); // Slack: modal title
    for (const label of [form.description, form.subject]) expect(label.length).toBeLessThanOrEqual(45);
    for (const hint of [form.descriptionHint, form.subjectHint]) expect(hint.length).toBeLessThanOrEqual(100);
    expect(command.support.length).toBeLessThanOrEqual(100);
    expect(command.getSupport.length).toBeLessThanOrEqual(24);
    expect(form.opened("#x")).toContain("#x");
  });

  test("the panel promises and limits as the greeting does", () => {
    const panel = words.panel(desk, DEFAULT_POLICY.targets);
    expect(panel.text).toContain("within 60 seconds");
    expect(panel.text).toContain("never ask for a password");
    expect(panel.title).toContain("Acme support");
  });
});

describe("durations", () => {
  test.each([
    [500, "0.5 s", "0.5 seconds"],
    [1000, "1 s", "1 second"],
    [6000, "6 s", "6 seconds"],
    [59_800, "60 s", "60 seconds"],
    [60_000, "60 s", "60 seconds"],
    [90_000, "90 s", "90 seconds"],
    [119_999, "2 min", "2 minutes"],
    [150_000, "2 min 30 s", "2 minutes 30 seconds"],
    [3_599_999, "60 min", "60 minutes"],
    [3_660_000, "1 h 1 min", "1 hour 1 minute"],
    [259_200_000, "3 days", "3 days"],
    [-5, "0 s", "0 seconds"],
  ])("%d ms", (ms, inShort, inLong) => {
    expect(short(ms)).toBe(inShort);
    expect(long(ms)).toBe(inLong);
  });

  test("cuts between characters as people see them", () => {
    expect(shorten("ab👩‍👩‍👧cd", 5)).toBe("ab…");
    expect(shorten("abc", 3)).toBe("abc");
  });
});

describe("wordsFor", () => {
  test("ignores the region and answers an unknown language in English", () => {
    expect(wordsFor("en-GB")).toBe(words);
    expect(wordsFor("tlh")).toBe(words);
    expect(wordsFor("constructor")).toBe(words);
  });
});

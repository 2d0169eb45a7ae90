import { describe, expect, test } from "vitest";
import { expandSchedule } from "../../src/calendar/schedule.ts";
import { foldClocks, type Promised } from "../../src/core/conversation/clocks.ts";
import { slaChange } from "../../src/core/conversation/sla.ts";
import { NO_CONVERSATION } from "../../src/core/conversation/state.ts";
import { DEFAULT_POLICY, targetsFor } from "../../src/core/policy/policy.ts";
import { MINUTE, SECOND } from "../../src/core/time.ts";
import { conversation, DESK, staffRep } from "../support/conversation-spec.ts";

/** sla.md, Clocks: the eighteen decisions, each by its sentence. Times are seconds since the customer first wrote. */
const running = (clocks: readonly string[]): readonly string[] =>
  clocks.filter((clock) => clock.endsWith("running")).map((clock) => clock.split("#")[0] ?? "");

test("1. Four targets: first_response, next_response, update, resolution; per desk, and per plan", () => {
  const story = conversation()
    .opened(0)
    .reply(10)
    .customer(20)
    .reply(30, { text: "let me check" })
    .reply(40)
    .resolve(50);
  expect(new Set(story.state().clocks.all.map((clock) => clock.target))).toEqual(
    new Set(["first_response", "next_response", "update", "resolution"]),
  );
  const plans = { gold: { name: "Gold", targets: { first_response: 20 * SECOND }, discordRoles: [] } };
  const policy = { ...DEFAULT_POLICY, plans };
  expect(targetsFor(policy, "gold")).toEqual({ ...policy.targets, first_response: 20 * SECOND });
  expect(targetsFor(policy, "unknown")).toEqual(policy.targets);
});

test("2. Start of first_response: the first customer message's own platform timestamp, not the claim", () => {
  expect(conversation().opened(0).claim(20).clocks()).toContain("first_response#1 0–60 running");
});

test("3. One reply clock at a time; next_response exists only after first_response was answered", () => {
  const story = conversation().opened(0).customer(10);
  expect(running(story.clocks())).toEqual(["resolution", "first_response"]);
  story.reply(20, { text: "let me check" }).customer(30);
  expect(running(story.clocks())).toEqual(["resolution", "update"]);
});

test("4. Several customer messages in a row: the oldest counts", () => {
  const story = conversation().opened(0).reply(10).customer(100).customer(150).customer(200);
  expect(story.clocks()).toContain("next_response#1 100–220 running");
  expect(story.state().clocks.waitingSince).toBe(100 * SECOND);
});

test("5. What is a response: human, public, and delivered to the customer, at the customer's platform's timestamp", () => {
  expect(conversation().opened(0).reply(50, {}, 65).clocks()).toContain("first_response#1 0–60 late@65");
  expect(conversation().opened(0).reply(50, {}, null).clocks()).toContain("first_response#1 0–60 running");
});

test("6. The ball: an unanswered customer message puts it with the rep, a response with the customer", () => {
  const story = conversation().opened(0);
  expect(story.state().clocks).toMatchObject({ ball: "rep", waitingSince: 0 });
  story.reply(10);
  expect(story.state().clocks).toMatchObject({ ball: "customer", waitingSince: null });
  story.workingOnIt(20);
  expect(story.state().clocks).toMatchObject({ ball: "rep", waitingSince: null });
});

test("7. Judge by platform timestamps, alert by timers: breachedAt is the deadline itself, never the moment of detection", () => {
  const story = conversation().opened(0).timer(75);
  expect(story.eventsOf("ClockBreached")).toMatchObject([{ at: 60_000, detectedAt: 75_000 }]);
  const { rows } = slaChange(NO_CONVERSATION, story.state());
  expect(rows.find((row) => row.target === "first_response")).toMatchObject({
    breachedAt: 60_000,
    detectedAt: 75_000,
  });
});

test("8. Re-check when a timer fires: a response that came late meanwhile is “answered late”, not “overdue”", () => {
  const story = conversation().opened(0).reply(61).timer(62);
  expect(story.eventsOf("ClockBreached")).toMatchObject([{ answeredAt: 61_000 }]);
});

test("9. An alert is told once per (conversation, target, cycle, level)", () => {
  const story = conversation().opened(0).timer(30).customer(31).customer(40).timer(45).timer(48).timer(49);
  expect(story.eventsOf("WarningReached").map((event) => event.level)).toEqual([0.5, 0.8]);
});

test("10. Order: by platform timestamp, idempotent on the message id; a breach is withdrawn by BreachCorrected", () => {
  const story = conversation().opened(0).timer(61).reply(50, { id: "r" }, 55, 65);
  expect(story.eventsOf("BreachCorrected")).toHaveLength(1);
  expect(story.effects()).toContainEqual(
    expect.objectContaining({ type: "CloseAlert", sentence: { key: "alert_withdrawn", at: 65_000 } }),
  );
});

test("11. Edits never touch a clock; a delete before the deadline counts as if the message had not been sent", () => {
  expect(conversation().opened(0, "a").deleted(10, "a").clocks()).toContain(
    "first_response#1 0–60 cancelled@10 message_deleted",
  );
  expect(conversation().opened(0, "a").timer(61).deleted(62, "a").clocks()).toContain(
    "first_response#1 0–60 breached",
  );
});

test("12. No pauses: resolution is wall clock, and the intervals with the customer are kept beside it", () => {
  const story = conversation().opened(0).reply(10).customer(100).reply(130).resolve(400);
  expect(story.clocks()).toContain("resolution#1 0–1200 met@400");
  const { rows } = slaChange(NO_CONVERSATION, story.state());
  expect(rows.find((row) => row.target === "resolution")?.withCustomer).toEqual([
    { from: 10_000, to: 100_000 },
    { from: 130_000, to: 400_000 },
  ]);
});

test("13. End: open reply clocks not yet past due are cancelled; unanswered, the cause is ended_unanswered", () => {
  expect(conversation().opened(0).resolve(30).clocks()).toEqual([
    "resolution#1 0–1200 met@30",
    "first_response#1 0–60 cancelled@30 ended_unanswered",
  ]);
  expect(conversation().opened(0).timer(61).resolve(70).clocks()).toContain("first_response#1 0–60 breached");
});

test("14. Reopen within the window continues the same conversation, with what was left of its 20 minutes", () => {
  const story = conversation().opened(0).reply(10).resolve(300).customer(360, { text: "it is back" });
  expect(story.clocks()).toContain("next_response#1 360–480 running");
  expect(story.clocks()).toContain("resolution#2 360–1260 running");
});

test("15. Outcomes: resolved, handed_off, abandoned; abandoned within 10 s before any answer is a short abandon", () => {
  const left = (atS: number) =>
    conversation()
      .opened(0)
      .command(atS, { type: "RecordCustomerLeft", at: atS * SECOND });
  expect(left(10).clocks()).toContain("first_response#1 0–60 cancelled@10 short_abandon");
  expect(left(10.001).clocks()).toContain("first_response#1 0–60 cancelled@10.001 abandoned");
});

test("16. Transfer, claim, reassignment never touch a clock", () => {
  const story = conversation().opened(0);
  const before = story.clocks();
  story.claim(5).command(10, { type: "ReleaseConversation", at: 10 * SECOND, by: "ana" });
  expect(story.clocks()).toEqual(before);
});

describe("17. 24/7 by default; business hours are optional: IANA zone, holidays, exact to the second, DST-safe", () => {
  const schedule = {
    zone: "Europe/Berlin",
    weekly: [
      { days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const, fromS: 9 * 3600, toS: 17 * 3600 },
    ],
    holidays: ["2026-10-26"],
  };
  const at = (text: string): number => Date.parse(text);
  const promised: Promised = {
    ...DEFAULT_POLICY,
    hours: expandSchedule(schedule, at("2026-10-20T00:00:00Z"), at("2026-11-10T00:00:00Z")),
  };
  const dueOf = (text: string): string => {
    const [, first] = foldClocks(
      [{ kind: "customer", at: at(text), id: "m", pleasantry: false }],
      promised,
    ).all;
    return new Date(first?.dueAt ?? 0).toISOString();
  };

  test("30 s before closing: the other 30 s are counted from the next opening, on winter time", () => {
    // Summer time ends in the night to Sunday, 25 October 2026: 17:00 is 15:00 UTC on Saturday, 9:00 is 8:00 UTC on Sunday.
    expect(dueOf("2026-10-24T14:59:30Z")).toBe("2026-10-25T08:00:30.000Z");
  });

  test("asked on the evening before a holiday: answered on the day after it", () => {
    expect(dueOf("2026-10-25T20:00:00Z")).toBe("2026-10-27T08:01:00.000Z");
  });
});

describe("and of “Each of these is a test”", () => {
  test("the policy edited mid-conversation: a conversation keeps what it was promised", () => {
    const story = conversation().opened(0);
    const stricter = { ...DEFAULT_POLICY.targets, first_response: 10 * SECOND };
    const edited = { ...DESK, policy: { ...DEFAULT_POLICY, version: "edited", targets: stricter } };
    const other = conversation(edited).opened(0);
    expect(story.clocks()).toContain("first_response#1 0–60 running");
    expect(other.clocks()).toContain("first_response#1 0–10 running");
    expect(story.state().policyVersion).not.toBe(other.state().policyVersion);
  });

  test("an empty shift: whoever is in charge is called at once, and it says why", () => {
    const story = conversation(DESK, () => DESK.reps.map((rep) => staffRep(rep, { onDuty: false }))).opened(
      0,
    );
    expect(story.eventsOf("ConversationOffered")).toMatchObject([
      { to: null, told: { people: ["ana"], passedOn: [{ why: "nobody" }] } },
    ]);
  });

  test("two reps answering at once: the first answer counts, the second changes nothing", () => {
    const story = conversation().opened(0).reply(10, { id: "a" }).reply(10, { id: "b" });
    expect(story.clocks()).toEqual(["resolution#1 0–1200 running", "first_response#1 0–60 met@10"]);
  });

  test("a step of the system clock: what people did is judged by their platforms' time", () => {
    // Our own clock is ten minutes ahead when the answer is heard of; it was given in time all the same.
    const story = conversation().opened(0).reply(30, {}, 30, 600);
    expect(story.clocks()).toContain("first_response#1 0–60 met@30");
  });

  test("a second breach the same day is told like the first", () => {
    const story = conversation()
      .opened(0)
      .timer(61)
      .reply(62)
      .customer(100)
      .timer(221)
      .reply(230)
      .customer(300)
      .timer(421);
    expect(story.eventsOf("ClockBreached").map(({ target, cycle }) => `${target} ${cycle}`)).toEqual([
      "first_response 1",
      "next_response 1",
      "next_response 2",
    ]);
  });

  test("reopen after one day is a new conversation: the old one is locked", () => {
    const story = conversation()
      .opened(0)
      .reply(10)
      .resolve(20)
      .timer((20 * SECOND + 10 * MINUTE) / SECOND);
    expect(story.state().status).toBe("archived");
  });
});

import { describe, expect, test } from "vitest";
import type { Alert, Effect } from "../../src/core/effect.ts";
import { DEFAULT_POLICY, type Desk, type Policy } from "../../src/core/policy/policy.ts";
import type { Staff, StaffRep } from "../../src/core/staff.ts";
import { conversation, DESK, staffRep } from "../support/conversation-spec.ts";
import { aRep } from "../support/rep.ts";

/** sla.md, Alerts and escalation. Times are seconds since the customer first wrote. */
const REPS = [aRep("ana"), aRep("ben"), aRep("dev", { lead: true })];

const deskWith = (policy: Partial<Policy> = {}): Desk => ({
  ...DESK,
  reps: REPS,
  policy: { ...DEFAULT_POLICY, ...policy },
});

const staff = (fields: Readonly<Record<string, Partial<StaffRep>>> = {}): Staff =>
  REPS.map((rep) => staffRep(rep, fields[rep.id]));

const opened = (fields: Readonly<Record<string, Partial<StaffRep>>> = {}, policy: Partial<Policy> = {}) =>
  conversation(deskWith(policy), () => staff(fields)).opened(0);

type Spec = ReturnType<typeof conversation>;
const alerts = (spec: Spec): readonly Alert[] =>
  spec.effects().flatMap((effect) => (effect.type === "PostAlert" ? [effect.alert] : []));
const ladder = (spec: Spec): readonly string[] =>
  alerts(spec).map(
    ({ level, mention, channel, notify }) =>
      `${level} ${channel === "managers" ? "managers" : mention.join("+")}${notify ? "" : " (edit)"}`,
  );
const count = (spec: Spec, type: Effect["type"]): number =>
  spec.effects().filter((effect) => effect.type === type).length;

describe("the chain", () => {
  test("0 the offered rep, 0.5 on shift, 0.8 the whole shift, 1 the lead, 2 the managers", () => {
    const spec = opened().timer(30).timer(48).timer(60.001).timer(120.001);
    expect(ladder(spec)).toEqual([
      "0 ana",
      "0.5 ana+ben+dev",
      "0.8 ana+ben+dev (edit)",
      "1 dev",
      "2 managers",
    ]);
  });

  test("one message a clock: edited as it rises, replaced only where an edit would call nobody new", () => {
    const spec = opened().timer(30).timer(48).timer(60.001);
    // The offer is retired for the ping at 30 s, and that one for the breach; the edit between retires nothing.
    expect(count(spec, "RetireAlerts")).toBe(2);
  });

  test("a step that reaches nobody passes on at once, and says so", () => {
    const spec = opened({ ana: { onDuty: false }, ben: { onDuty: false }, dev: { onDuty: false } }).timer(30);
    const warning = spec.eventsOf("WarningReached").at(-1);
    expect(warning?.told).toMatchObject({
      people: ["dev"],
      passedOn: [
        { who: "on_shift", person: null, why: "nobody" },
        { who: "whole_shift", person: null, why: "nobody" },
      ],
    });
  });

  test("the chain always ends at the managers' channel", () => {
    const gone = { unreachable: "deactivated" } as const;
    const spec = opened({ ana: gone, ben: gone, dev: gone }).timer(30);
    expect(spec.eventsOf("WarningReached").at(-1)?.told?.managers).toBe(true);
    expect(alerts(spec).at(-1)?.channel).toBe("managers");
  });

  test("some of a group unreachable: the others are called, and nothing is passed on", () => {
    const spec = opened({ ben: { unreachable: "do_not_disturb" } }).timer(30);
    expect(spec.eventsOf("WarningReached").at(-1)?.told).toMatchObject({
      people: ["ana", "dev"],
      passedOn: [],
    });
  });

  test("two pings unacknowledged: the step passes on at once, and one more ping costs nothing", () => {
    const silent = { unreachable: "unacknowledged" } as const;
    const spec = opened({ ana: silent, ben: silent, dev: silent }).timer(30);
    expect(spec.eventsOf("WarningReached").at(-1)?.told).toMatchObject({
      people: ["ana", "ben", "dev"],
      managers: true,
      passedOn: expect.arrayContaining([{ who: "on_shift", person: "ana", why: "unacknowledged" }]),
    });
  });

  test("a look that comes late calls whom the levels it passes over would have called", () => {
    const spec = opened().timer(130);
    expect(spec.eventsOf("WarningReached").filter(({ overtaken }) => !overtaken)).toMatchObject([
      { level: 2, told: { people: ["dev", "ana", "ben"], managers: true } },
    ]);
  });

  test("a pager is called by its name in the policy file", () => {
    const steps = {
      ...DEFAULT_POLICY.steps,
      first_response: [{ at: 1, tell: ["lead", "pager:night"] as const }],
    };
    const spec = opened({}, { steps, pagers: { night: { type: "webhook", url: "https://pager.test/x" } } });
    spec.timer(60.001);
    expect(spec.effects()).toContainEqual({
      type: "Page",
      pager: "night",
      target: "first_response",
      cycle: 1,
      level: 1,
    });
  });
});

describe("claim is an acknowledgement, not a response", () => {
  test("it silences the paging of others until claim + 30 s; then the chain goes on", () => {
    const spec = opened().claim(20, "ben").timer(30).timer(48).timer(50);
    expect(ladder(spec)).toEqual(["0 ana", "0.5 ben", "0.8 ben (edit)", "0.8 ana+ben+dev"]);
    expect(spec.eventsOf("ChainResumed")).toMatchObject([{ level: 0.8, at: 50_000 }]);
  });

  test("never past the deadline: a breach is always told", () => {
    const spec = opened().claim(45, "ben").timer(48).timer(60.001);
    expect(ladder(spec)).toEqual(["0 ana", "0.8 ben", "1 ben+dev"]);
  });

  test("an answer in time: nobody else was ever called", () => {
    const spec = opened().claim(20, "ben").timer(30).reply(40).timer(50);
    expect(spec.eventsOf("ChainResumed")).toEqual([]);
    expect(ladder(spec)).toEqual(["0 ana", "0.5 ben"]);
  });

  test("released after a level was kept from the others: they are called at once", () => {
    const spec = opened().claim(20, "ben").timer(30);
    spec.command(32, { type: "ReleaseConversation", at: 32_000, by: "ben" }).timer(32.001);
    expect(ladder(spec)).toEqual(["0 ana", "0.5 ben", "0 ana", "0.5 ana+ben+dev"]);
  });

  test("released within it: whoever is offered it next is called, and the chain goes on from there", () => {
    const spec = opened().claim(20, "ben").timer(30);
    spec.command(32, { type: "ReleaseConversation", at: 32_000, by: "ben" }).timer(48);
    expect(ladder(spec)).toEqual(["0 ana", "0.5 ben", "0 ana", "0.8 ana+ben+dev"]);
  });
});

describe("the customer is told the truth", () => {
  test("at the breach of first_response, once, that we are late and whom we called; it is no response", () => {
    const spec = opened().timer(60.001).timer(120.001).timer(300);
    const told = spec
      .effects()
      .filter((e) => e.type === "SayToCustomer" && e.sentence.key === "late_for_customer");
    expect(told).toMatchObject([{ sentence: { called: "dev" }, mention: true }]);
    expect(spec.clocks()).toContain("first_response#1 0–60 breached");
  });

  test("at the breach of resolution, what happens next", () => {
    const spec = opened().reply(10).customer(20).timer(1200.001);
    const told = spec
      .effects()
      .filter((e) => e.type === "SayToCustomer" && e.sentence.key === "long_for_customer");
    expect(told).toHaveLength(1);
  });
});

describe("resolution", () => {
  test("at 0.75 the rep is asked “resolve, or hand off?”; at 1 the lead and the managers are told", () => {
    const spec = opened().claim(5, "ana").reply(10).customer(880).timer(900).timer(1200.001);
    expect(spec.effects()).toContainEqual(
      expect.objectContaining({
        type: "SayToStaff",
        sentence: { key: "resolve_or_hand_off", dueAt: 1_200_000 },
      }),
    );
    const resolution = alerts(spec).filter((alert) => alert.target === "resolution");
    expect(resolution.map(({ level, channel, mention }) => [level, channel, mention])).toEqual([
      [0.75, "alerts", ["ana"]],
      [1, "alerts", ["ana", "dev"]],
      [1, "managers", []],
    ]);
  });

  test("handed off with the policy's reason: an outcome of its own", () => {
    const spec = opened().claim(5, "ana").reply(10);
    spec.command(900, {
      type: "HandOff",
      at: 900_000,
      by: "ana",
      reason: "investigation",
      way: "ask",
      next: null,
    });
    expect(spec.state().outcome).toBe("handed_off");
    expect(spec.eventsOf("ConversationEnded")).toMatchObject([{ reason: "investigation" }]);
    expect(spec.clocks()).toContain("resolution#1 0–1200 met@900");
  });

  test("a reply still on its way when “Resolve” is pressed counts: the end waits for it", () => {
    const spec = opened().claim(5, "ana");
    const message = { messageId: "late", by: "ana", text: "Fixed!", toColleague: false, hasFiles: false };
    spec.command(10, { type: "ReceiveStaffMessage", at: 10_000, ...message });
    spec.resolve(10.2);
    expect(spec.state().status).toBe("open");
    spec.command(10.4, { type: "RecordResponse", at: 10_400, messageId: "late" });
    expect(spec.state().status).toBe("closed");
    expect(spec.clocks()).toContain("first_response#1 0–60 met@10.4");
    expect(spec.clocks()).toContain("resolution#1 0–1200 met@10.4");
  });

  test("and where it does not arrive, nothing is solved", () => {
    const spec = opened().claim(5, "ana");
    const message = { messageId: "late", by: "ana", text: "Fixed!", toColleague: false, hasFiles: false };
    spec.command(10, { type: "ReceiveStaffMessage", at: 10_000, ...message });
    spec.resolve(10.2);
    spec.command(11, {
      type: "RecordFailedResponse",
      at: 11_000,
      messageId: "late",
      reason: "blocked",
      code: "1",
    });
    expect(spec.state()).toMatchObject({ status: "open", ending: null });
  });
});

describe("one tap: Still on it", () => {
  const tap = (spec: Spec, atS: number, id: string, deliver = true): Spec => {
    spec.command(atS, { type: "SendStillOnIt", at: atS * 1000, by: "ana", messageId: id });
    return deliver ? spec.command(atS, { type: "RecordResponse", at: atS * 1000, messageId: id }) : spec;
  };
  const working = () => opened().claim(5, "ana").reply(10, { text: "Let me check." });

  test("sends the rep's own sentence: a human response, counted apart, and the next update runs from it", () => {
    const spec = tap(working(), 100, "tap1");
    expect(spec.clocks()).toContain("update#1 10–130 met@100");
    expect(spec.clocks()).toContain("update#2 100–220 running");
    expect(spec.state().clocks.all.find((c) => c.target === "update")?.fulfilledBy).toBe("still_on_it");
  });

  test("at most two in a row; a word of the rep's own counts from anew", () => {
    const spec = tap(tap(working(), 100, "tap1"), 200, "tap2");
    tap(spec, 300, "tap3", false);
    expect(spec.eventsOf("CommandRefused")).toMatchObject([{ reason: "said_twice" }]);
    spec.reply(310, { text: "One moment more." });
    tap(spec, 400, "tap4");
    expect(spec.state().stillOnItInRow).toBe(1);
  });

  test("not without an update that is due, and not by somebody else", () => {
    const spec = opened().claim(5, "ana").reply(10);
    tap(spec, 20, "tap1", false);
    const others = working();
    others.command(50, { type: "SendStillOnIt", at: 50_000, by: "ben", messageId: "x" });
    expect(spec.eventsOf("CommandRefused")).toMatchObject([{ reason: "no_update_due" }]);
    expect(others.eventsOf("CommandRefused")).toMatchObject([{ reason: "not_yours" }]);
  });
});

describe("idle customers", () => {
  const answered = () => opened().claim(5, "ana").reply(10);
  const MINUTE = 60;

  test("“still there?” five minutes after the last response, closed as abandoned at ten", () => {
    const spec = answered()
      .timer(10 + 5 * MINUTE)
      .timer(10 + 10 * MINUTE);
    expect(spec.eventsOf("IdleAsked")).toMatchObject([{ at: 310_000 }]);
    expect(spec.eventsOf("ConversationEnded")).toMatchObject([{ at: 610_000, outcome: "abandoned" }]);
  });

  test("every message or reaction of theirs restarts the countdown", () => {
    const spec = answered().command(200, { type: "RecordReaction", at: 200_000 }).timer(400);
    expect(spec.eventsOf("IdleAsked")).toEqual([]);
    spec.timer(500);
    expect(spec.eventsOf("IdleAsked")).toHaveLength(1);
    spec.command(550, { type: "RecordReaction", at: 550_000 }).timer(800);
    expect(spec.state().status).toBe("open");
  });

  test("“wait for customer until…” replaces it, the customer sees it, and a word of theirs ends it", () => {
    const wait = { type: "WaitForCustomer" as const, at: 20_000, by: "ana", forMs: 15 * MINUTE * 1000 };
    const spec = answered().command(20, wait);
    expect(spec.effects()).toContainEqual(
      expect.objectContaining({
        type: "SayToCustomer",
        sentence: { key: "waiting_for_customer", until: 920_000 },
      }),
    );
    spec.timer(919);
    expect(spec.eventsOf("IdleAsked")).toEqual([]);
    spec.timer(920);
    expect(spec.eventsOf("IdleAsked")).toHaveLength(1);
    const back = answered().command(20, wait).customer(100, { text: "thanks" });
    expect(back.state().waitUntil).toBeNull();
  });

  test("nobody waits for a customer who waits for us", () => {
    const spec = answered().customer(20);
    spec.command(25, { type: "WaitForCustomer", at: 25_000, by: "ana", forMs: 5 * MINUTE * 1000 });
    expect(spec.eventsOf("CommandRefused")).toMatchObject([{ reason: "not_customers_turn" }]);
  });
});

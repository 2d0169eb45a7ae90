import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clockState, isOpen } from "../../src/core/conversation/clock.ts";
import { foldClocks, type Promised } from "../../src/core/conversation/clocks.ts";
import { deadlines } from "../../src/core/conversation/deadlines.ts";
import { NO_CONVERSATION } from "../../src/core/conversation/state.ts";
import { insertMoment, type Moment } from "../../src/core/conversation/timeline.ts";
import { DEFAULT_POLICY, faster } from "../../src/core/policy/policy.ts";
import { MINUTE } from "../../src/core/time.ts";

const PROMISED: Promised = { ...DEFAULT_POLICY, hours: null };

/** A history whose moments all have times of their own, so that there is one true order. */
const history = fc
  .uniqueArray(
    fc.record({
      at: fc.integer({ min: 1, max: 40 * MINUTE }),
      kind: fc.constantFrom(
        "customer",
        "response",
        "deleted",
        "ball_kept",
        "reply_waived",
        "ended",
        "reopened",
      ),
      flag: fc.boolean(),
      other: fc.boolean(),
      of: fc.nat({ max: 9 }),
    }),
    { selector: (one) => one.at, maxLength: 25 },
  )
  .map((draws): Moment[] =>
    draws.map(({ at, kind, flag, other, of }, index): Moment => {
      const id = `m${index}`;
      switch (kind) {
        case "customer":
          return { kind, at, id, pleasantry: flag };
        case "response":
          return { kind, at, id, holdsBall: flag, asks: other };
        case "deleted":
          return { kind, at, of: `m${of}` };
        case "ended":
          return { kind, at, outcome: flag ? "resolved" : other ? "handed_off" : "abandoned", by: "rep" };
        case "reopened":
          return { kind, at, id: flag ? id : null };
        default:
          return { kind, at };
      }
    }),
  );

const inOrder = (moments: readonly Moment[]): readonly Moment[] => [...moments].sort((a, b) => a.at - b.at);

describe("whatever happens", () => {
  test("every moment that lies ahead is a whole ms, at any speed", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 600 }), (moments, speed) => {
        const policy = faster(DEFAULT_POLICY, speed);
        const promised = { ...policy, hours: null };
        const clocks = foldClocks(inOrder(moments), promised);
        const state = { ...NO_CONVERSATION, status: "open" as const, promised, clocks };
        const ahead = deadlines(state, policy).map(({ at }) => at);
        expect(ahead.filter((at) => !Number.isInteger(at))).toEqual([]);
      }),
    );
  });

  test("the order of arrival changes no verdict", () => {
    fc.assert(
      fc.property(history, (moments) => {
        const arrived = moments.reduce<readonly Moment[]>(insertMoment, []);
        expect(foldClocks(arrived, PROMISED)).toEqual(foldClocks(inOrder(moments), PROMISED));
      }),
    );
  });

  test("there is at most one open reply clock, and one of resolution", () => {
    fc.assert(
      fc.property(history, (moments) => {
        const open = foldClocks(inOrder(moments), PROMISED).all.filter(isOpen);
        expect(open.filter((clock) => clock.target !== "resolution").length).toBeLessThanOrEqual(1);
        expect(open.filter((clock) => clock.target === "resolution").length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("a clock is met, breached or cancelled, never two of them, and cycles count from 1", () => {
    fc.assert(
      fc.property(history, (moments) => {
        const { all } = foldClocks(inOrder(moments), PROMISED);
        const cycles = new Map<string, number>();
        for (const clock of all) {
          cycles.set(clock.target, (cycles.get(clock.target) ?? 0) + 1);
          expect(clock.cycle).toBe(cycles.get(clock.target));
          const ends = [clock.fulfilledAt, clock.cancelledAt, clock.endedAt].filter((at) => at !== null);
          expect(ends.length).toBeLessThanOrEqual(1);
          if (clock.cancelledAt !== null) expect(clock.cancelledAt).toBeLessThanOrEqual(clock.dueAt);
          if (clock.endedAt !== null) expect(clockState(clock, clock.endedAt)).toBe("breached");
        }
      }),
    );
  });

  test("the customer waits exactly while something of theirs is unanswered, and then the ball is the rep's", () => {
    fc.assert(
      fc.property(history, (moments) => {
        const { waitingSince, ball, all, endedAt } = foldClocks(inOrder(moments), PROMISED);
        if (waitingSince !== null) expect(ball).toBe("rep");
        if (endedAt !== null) expect(all.filter(isOpen)).toEqual([]);
      }),
    );
  });

  test("deadlines come in order, and a level that was told is never due again", () => {
    fc.assert(
      fc.property(history, fc.boolean(), (moments, toldAll) => {
        const clocks = foldClocks(inOrder(moments), PROMISED);
        const told = toldAll
          ? clocks.all.flatMap((clock) =>
              DEFAULT_POLICY.steps[clock.target].map((step) => `${clock.target}:${clock.cycle}:${step.at}`),
            )
          : [];
        const status = clocks.endedAt === null ? ("open" as const) : ("closed" as const);
        const ahead = deadlines(
          { ...NO_CONVERSATION, status, promised: PROMISED, clocks, told },
          DEFAULT_POLICY,
        );
        expect(ahead.map((one) => one.at)).toEqual(ahead.map((one) => one.at).sort((a, b) => a - b));
        if (toldAll) expect(ahead.filter((one) => one.type === "level")).toEqual([]);
      }),
    );
  });
});

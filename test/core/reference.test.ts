import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_POLICY } from "../../src/core/policy/policy.ts";
import { DAY } from "../../src/core/time.ts";
import { CASES } from "../support/reference/cases.ts";
import { historyArbitrary } from "../support/reference/histories.ts";
import { arrivalsOf, factsOf } from "../support/reference/history.ts";
import { type Judgement, judgeHistory } from "../support/reference/judge.ts";

describe("the reference judges as sla.md says", () => {
  test.each(CASES)("$name", ({ lines, until, policy = DEFAULT_POLICY, expected }) => {
    const judged = judgeHistory(lines, { policy, ...(until === undefined ? {} : { until }) });
    // Exactly: a `corrected` too many would be a fault as well.
    const asked = Object.keys(expected) as (keyof Judgement)[];
    expect(Object.fromEntries(asked.map((key) => [key, judged[key]]))).toStrictEqual(expected);
  });
});

describe("whatever happens, the reference", () => {
  test("tells each alert once, and runs one reply clock at a time", () => {
    fc.assert(
      fc.property(historyArbitrary, ({ lines, ...options }) => {
        const { alerts, clocks, nextWakeAt, outcome } = judgeHistory(lines, options);
        const names = alerts.map(({ target, cycle, level }) => `${target} ${cycle} ${level}`);
        expect(new Set(names).size).toBe(names.length);
        expect(
          clocks.filter(({ state, target }) => state === "running" && target !== "resolution").length,
        ).toBeLessThanOrEqual(1);
        if (outcome !== "open") expect(nextWakeAt).toBeNull();
      }),
    );
  });

  test("says the same when everything is told twice", () => {
    fc.assert(
      fc.property(historyArbitrary, ({ lines, policy }) => {
        const until = arrivalsOf(lines).at(-1)?.at ?? 0;
        expect(judgeHistory([...lines, ...lines], { policy, until })).toEqual(
          judgeHistory(lines, { policy, until }),
        );
      }),
    );
  });

  test("comes to the same verdicts in whatever order the lines arrived", () => {
    const shuffled = historyArbitrary.chain(({ lines, policy }) =>
      fc.record({
        lines: fc.constant(lines),
        policy: fc.constant(policy),
        other: fc.shuffledSubarray([...lines], { minLength: lines.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ lines, policy, other }) => {
        const times = factsOf(lines).map(({ at }) => at);
        // Of two facts in one ms the first to arrive comes first, so there the order of arrival does decide.
        fc.pre(new Set(times).size === times.length);
        const until = Math.max(...[...arrivalsOf(lines), ...arrivalsOf(other)].map(({ at }) => at)) + DAY;
        const { alerts: told, nextWakeAt: next, ...verdicts } = judgeHistory(lines, { policy, until });
        expect(judgeHistory(other, { policy, until })).toMatchObject(verdicts);
      }),
    );
  });
});

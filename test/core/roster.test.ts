import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Interval, joined, meeting, without } from "../../src/core/policy/interval.ts";
import {
  gapsIn,
  NEXT_ON_WITHIN_MS,
  nextOn,
  type Roster,
  shiftChanges,
  whoIsOn,
} from "../../src/core/policy/roster.ts";

const duty = (...pairs: readonly (readonly [number, number])[]): readonly Interval[] =>
  pairs.map(([from, to]) => ({ from, to }));

const roster: Roster = {
  reps: [
    { id: "ana", permissions: ["hosting"], duty: duty([100, 200], [400, 500]) },
    { id: "ben", permissions: ["billing"], duty: duty([150, 300]) },
  ],
};

describe("whoIsOn", () => {
  test("a shift begins at its first millisecond and is over at its last", () => {
    expect([99, 100, 150, 199, 200, 299, 300].map((at) => whoIsOn(roster, at))).toEqual([
      [],
      ["ana"],
      ["ana", "ben"],
      ["ana", "ben"],
      ["ben"],
      ["ben"],
      [],
    ]);
  });

  test("a rep without shifts is on duty around the clock", () => {
    const always: Roster = { reps: [{ id: "dev", permissions: [], duty: null }] };
    expect(whoIsOn(always, 0)).toEqual(["dev"]);
    expect(nextOn(always, null, 7)).toEqual({ rep: "dev", at: 7 });
    expect(gapsIn(always, 0, 1000)).toEqual([]);
    expect(shiftChanges(always, 0, 1000)).toEqual([]);
  });
});

describe("nextOn", () => {
  test("somebody on duty now is next now", () => {
    expect(nextOn(roster, null, 160)).toEqual({ rep: "ana", at: 160 });
    expect(nextOn(roster, "billing", 160)).toEqual({ rep: "ben", at: 160 });
  });

  test("else whoever starts first, with the permission that is needed", () => {
    expect(nextOn(roster, null, 0)).toEqual({ rep: "ana", at: 100 });
    expect(nextOn(roster, "billing", 0)).toEqual({ rep: "ben", at: 150 });
    expect(nextOn(roster, "hosting", 200)).toEqual({ rep: "ana", at: 400 });
  });

  test("nobody within 14 days: no time is promised", () => {
    const far: Roster = {
      reps: [{ id: "ana", permissions: [], duty: duty([NEXT_ON_WITHIN_MS, NEXT_ON_WITHIN_MS + 1]) }],
    };
    expect(nextOn(far, null, 0)).toEqual({ rep: "ana", at: NEXT_ON_WITHIN_MS });
    expect(nextOn(far, null, -1)).toBeNull();
    expect(nextOn(roster, "firewall", 0)).toBeNull();
    expect(nextOn(roster, "billing", 300)).toBeNull();
    expect(nextOn({ reps: [] }, null, 0)).toBeNull();
  });
});

describe("gapsIn", () => {
  test("the times at which nobody is on duty, cut to the window", () => {
    expect(gapsIn(roster, 50, 450)).toEqual(duty([50, 100], [300, 400]));
    expect(gapsIn(roster, 120, 250)).toEqual([]);
    expect(gapsIn({ reps: [] }, 1, 9)).toEqual(duty([1, 9]));
    expect(gapsIn(roster, 9, 9)).toEqual([]);
  });
});

describe("shiftChanges", () => {
  test("after the first moment, up to and including the second", () => {
    expect(shiftChanges(roster, 100, 200)).toEqual([
      { rep: "ben", at: 150, type: "start" },
      { rep: "ana", at: 200, type: "end" },
    ]);
  });

  test("intervals back to back are one shift", () => {
    const long: Roster = { reps: [{ id: "ana", permissions: [], duty: duty([1, 5], [5, 9]) }] };
    expect(shiftChanges(long, 0, 10)).toEqual([
      { rep: "ana", at: 1, type: "start" },
      { rep: "ana", at: 9, type: "end" },
    ]);
  });

  test("at one moment whoever ends comes before whoever starts", () => {
    const relay: Roster = {
      reps: [
        { id: "ben", permissions: [], duty: duty([5, 9]) },
        { id: "ana", permissions: [], duty: duty([1, 5]) },
      ],
    };
    expect(shiftChanges(relay, 4, 5)).toEqual([
      { rep: "ana", at: 5, type: "end" },
      { rep: "ben", at: 5, type: "start" },
    ]);
  });
});

const interval = fc
  .tuple(fc.nat({ max: 60 }), fc.nat({ max: 20 }))
  .map(([from, length]) => ({ from, to: from + length }));
const intervals = fc.array(interval, { maxLength: 6 });
const covers = (all: readonly Interval[], at: number): boolean =>
  all.some(({ from, to }) => from <= at && at < to);
const MOMENTS = Array.from({ length: 90 }, (_, at) => at);

describe("whatever the shifts", () => {
  test("joining changes no moment, and leaves nothing that touches", () => {
    fc.assert(
      fc.property(intervals, (all) => {
        const result = joined(all);
        for (const at of MOMENTS) expect(covers(result, at)).toBe(covers(all, at));
        result.slice(1).forEach((one, index) => {
          expect(one.from).toBeGreaterThan(result[index]?.to ?? 0);
        });
      }),
    );
  });

  test("a hole takes out its own moments only", () => {
    fc.assert(
      fc.property(intervals, interval, (all, hole) => {
        const result = without(all, hole);
        for (const at of MOMENTS)
          expect(covers(result, at)).toBe(covers(all, at) && !(hole.from <= at && at < hole.to));
      }),
    );
  });

  test("a moment of the window is either covered or in a gap, never both", () => {
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const both: Roster = {
          reps: [
            { id: "ana", permissions: [], duty: joined(a) },
            { id: "ben", permissions: [], duty: joined(b) },
          ],
        };
        const gaps = gapsIn(both, 10, 70);
        for (const at of MOMENTS)
          expect(covers(gaps, at)).toBe(at >= 10 && at < 70 && whoIsOn(both, at).length === 0);
      }),
    );
  });

  test("between two changes of shift the same people are on duty", () => {
    fc.assert(
      fc.property(intervals, (a) => {
        const one: Roster = { reps: [{ id: "ana", permissions: [], duty: joined(a) }] };
        for (const at of MOMENTS.slice(1)) {
          const changed = whoIsOn(one, at).length !== whoIsOn(one, at - 1).length;
          expect(shiftChanges(one, at - 1, at)).toHaveLength(changed ? 1 : 0);
        }
      }),
    );
  });

  test("only what meets the window is kept, whole", () => {
    expect(meeting(duty([1, 5], [5, 9], [9, 12]), { from: 5, to: 9 })).toEqual(duty([5, 9]));
    expect(meeting(duty([1, 20]), { from: 5, to: 9 })).toEqual(duty([1, 20]));
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addOpenTime } from "../../src/core/policy/hours.ts";
import { type Interval, joined } from "../../src/core/policy/interval.ts";

const hours = fc
  .array(
    fc
      .tuple(fc.nat({ max: 200 }), fc.integer({ min: 1, max: 30 }))
      .map(([from, length]) => ({ from, to: from + length })),
    { maxLength: 8 },
  )
  .map(joined);
const moment = fc.nat({ max: 300 });
const length = fc.nat({ max: 150 });

const isOpen = (open: readonly Interval[], at: number): boolean =>
  at >= (open.at(-1)?.to ?? 0) || open.some(({ from, to }) => from <= at && at < to);

/** One millisecond after the other. */
const counted = (open: readonly Interval[], at: number, ms: number): number => {
  let now = at;
  for (let left = ms; left > 0; now += 1) if (isOpen(open, now)) left -= 1;
  return now;
};

describe("open time", () => {
  test("around the clock every millisecond counts", () => {
    expect(addOpenTime(null, 1000, 250)).toBe(1250);
  });

  test("what ends at closing time is due then; one millisecond more is due after the next opening", () => {
    const open = [
      { from: 100, to: 200 },
      { from: 300, to: 400 },
    ];
    expect(addOpenTime(open, 150, 50)).toBe(200);
    expect(addOpenTime(open, 150, 51)).toBe(301);
    expect(addOpenTime(open, 220, 10)).toBe(310);
    expect(addOpenTime(open, 50, 0)).toBe(50);
  });

  test("past the last hours known it counts as open again", () => {
    expect(addOpenTime([{ from: 100, to: 200 }], 190, 30)).toBe(220);
    expect(addOpenTime([], 190, 30)).toBe(220);
  });

  test("it is what counting one millisecond after the other gives", () => {
    fc.assert(
      fc.property(hours, moment, length, (open, at, ms) => {
        expect(addOpenTime(open, at, ms)).toBe(counted(open, at, ms));
      }),
    );
  });

  test("it adds up: first a, then b, is a and b at once", () => {
    fc.assert(
      fc.property(hours, moment, length, length, (open, at, a, b) => {
        expect(addOpenTime(open, addOpenTime(open, at, a), b)).toBe(addOpenTime(open, at, a + b));
      }),
    );
  });

  test("a later start or a longer time is never due sooner", () => {
    fc.assert(
      fc.property(hours, moment, length, length, length, (open, at, ms, later, longer) => {
        expect(addOpenTime(open, at + later, ms + longer)).toBeGreaterThanOrEqual(addOpenTime(open, at, ms));
      }),
    );
  });
});

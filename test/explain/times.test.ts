import { expect, test } from "vitest";
import { exactly, inZone, offset, timeSince } from "../../src/explain/times.ts";

const at = Date.UTC(2026, 10, 25, 10);

test("offsets are exact to the ms, with hours where there are any, and may lie before", () => {
  expect(offset(at, at + 61_004)).toBe("+01:01.004");
  expect(offset(at, at + 3_600_000)).toBe("+1:00:00.000");
  expect(offset(at, at - 1)).toBe("-00:00.001");
});

test("durations lose no ms", () => {
  expect(exactly(124_250)).toBe("2 min 4.25 s");
  expect(exactly(3_600_000)).toBe("1 h");
  expect(exactly(9)).toBe("9 ms");
  expect(exactly(0)).toBe("0 s");
});

test("a time has its date where that is another day's", () => {
  expect(timeSince(at, at + 1)).toBe("10:00:00.001");
  expect(timeSince(at, at + 86_400_000)).toBe("2026-11-26 10:00:00.000");
});

test("moments of a zone follow its own changes of the clock", () => {
  const berlin = inZone("Europe/Berlin");
  expect(berlin(Date.UTC(2026, 9, 25, 0, 59, 59))).toBe("2026-10-25 02:59:59 CEST");
  expect(berlin(Date.UTC(2026, 9, 25, 1))).toBe("2026-10-25 02:00:00 CET");
  expect(() => inZone("Europe/Nowhere")).toThrow(RangeError);
});

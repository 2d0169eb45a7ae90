import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCalendars, propertyOf } from "../../adapters/ical/component.ts";
import { recurrences } from "../../adapters/ical/recurrence.ts";
import { type Rule, ruleIn } from "../../adapters/ical/rule.ts";
import { wallTimeIn } from "../../adapters/ical/written-time.ts";
import { DAY } from "../../src/core/time.ts";
import { event, ics } from "./ics.ts";

const ruleOf = (text: string): Rule | null => {
  const part = parseCalendars(ics(event(`RRULE:${text}`)))[0]?.parts[0];
  return part === undefined ? null : ruleIn(propertyOf(part, "rrule")?.values[0], wallTimeIn);
};

const wall = (text: string): number => wallTimeIn(text) ?? Number.NaN;

/** Dates, and times where they are not that of the beginning. */
const days = (rule: string, start: string, from: string, to: string): string => {
  const found = ruleOf(rule);
  if (found === null) throw new Error(`not understood: ${rule}`);
  const { starts } = recurrences(found, wall(start), { from: wall(from), to: wall(to) }, { left: 100_000 });
  return starts
    .map((at) => new Date(at).toISOString())
    .map((at) => (at.slice(11, 19) === start.slice(11, 19) ? at.slice(0, 10) : at.slice(0, 16)))
    .join(" ");
};

const YEAR = ["2026-01-01", "2026-12-31"] as const;

describe("rules", () => {
  test.each([
    ["FREQ=DAILY;COUNT=3", "2026-01-30T09:00:00", ...YEAR, "2026-01-30 2026-01-31 2026-02-01"],
    [
      "FREQ=DAILY;INTERVAL=3",
      "2020-01-01T09:00:00",
      "2026-06-01",
      "2026-06-08",
      "2026-06-01 2026-06-04 2026-06-07",
    ],
    ["FREQ=DAILY;UNTIL=20260103T090000", "2026-01-01T09:00:00", ...YEAR, "2026-01-01 2026-01-02 2026-01-03"],
    [
      "FREQ=DAILY;BYDAY=SA,SU",
      "2026-06-01T09:00:00",
      "2026-06-01",
      "2026-06-15",
      "2026-06-06 2026-06-07 2026-06-13 2026-06-14",
    ],
    ["FREQ=WEEKLY;COUNT=2", "2026-06-03T09:00:00", ...YEAR, "2026-06-03 2026-06-10"],
    [
      "FREQ=WEEKLY;BYDAY=SU,MO;COUNT=4",
      "2026-06-03T09:00:00",
      ...YEAR,
      "2026-06-07 2026-06-08 2026-06-14 2026-06-15",
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=4",
      "1997-08-05T09:00:00",
      "1997-01-01",
      "1998-01-01",
      "1997-08-05 1997-08-10 1997-08-19 1997-08-24",
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4",
      "1997-08-05T09:00:00",
      "1997-01-01",
      "1998-01-01",
      "1997-08-05 1997-08-17 1997-08-19 1997-08-31",
    ],
    [
      "FREQ=MONTHLY;BYDAY=1FR;COUNT=3",
      "1997-09-05T09:00:00",
      "1997-01-01",
      "1998-01-01",
      "1997-09-05 1997-10-03 1997-11-07",
    ],
    [
      "FREQ=MONTHLY;BYDAY=-2MO;COUNT=3",
      "1997-09-22T09:00:00",
      "1997-01-01",
      "1998-01-01",
      "1997-09-22 1997-10-20 1997-11-17",
    ],
    [
      "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3",
      "1997-09-28T09:00:00",
      "1997-01-01",
      "1998-01-01",
      "1997-09-28 1997-10-29 1997-11-28",
    ],
    [
      "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3",
      "1998-02-13T09:00:00",
      "1998-01-01",
      "1999-01-01",
      "1998-02-13 1998-03-13 1998-11-13",
    ],
    [
      "FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3;COUNT=3",
      "1997-09-04T09:00:00",
      "1997-01-01",
      "1998-01-01",
      "1997-09-04 1997-10-07 1997-11-06",
    ],
    [
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3",
      "1997-09-29T09:00:00",
      "1997-01-01",
      "1998-01-01",
      "1997-09-29 1997-10-30 1997-11-27",
    ],
    ["FREQ=MONTHLY", "2026-01-31T09:00:00", "2026-01-01", "2026-06-01", "2026-01-31 2026-03-31 2026-05-31"],
    [
      "FREQ=YEARLY;BYDAY=20MO;COUNT=3",
      "1997-05-19T09:00:00",
      "1997-01-01",
      "2001-01-01",
      "1997-05-19 1998-05-18 1999-05-17",
    ],
    [
      "FREQ=YEARLY;BYMONTH=6,7;COUNT=4",
      "1997-06-10T09:00:00",
      "1997-01-01",
      "2001-01-01",
      "1997-06-10 1997-07-10 1998-06-10 1998-07-10",
    ],
    [
      "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=3",
      "1997-03-13T09:00:00",
      "1997-01-01",
      "2001-01-01",
      "1997-03-13 1997-03-20 1997-03-27",
    ],
    [
      "FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200;COUNT=4",
      "1997-01-01T09:00:00",
      "1997-01-01",
      "2004-01-01",
      "1997-01-01 1997-04-10 1997-07-19 2000-01-01",
    ],
    ["FREQ=YEARLY", "2024-02-29T09:00:00", "2024-01-01", "2030-01-01", "2024-02-29 2028-02-29"],
    [
      "FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;INTERVAL=4;COUNT=3",
      "1996-11-05T09:00:00",
      "1996-01-01",
      "2010-01-01",
      "1996-11-05 2000-11-07 2004-11-02",
    ],
    [
      "FREQ=HOURLY;INTERVAL=6",
      "2026-01-01T03:00:00",
      "2026-06-01",
      "2026-06-01T16:00:00",
      "2026-06-01 2026-06-01T09:00 2026-06-01T15:00",
    ],
    [
      "FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0,30;COUNT=5",
      "2026-06-01T09:00:00",
      ...YEAR,
      "2026-06-01 2026-06-01T09:30 2026-06-01T14:00 2026-06-01T14:30 2026-06-02",
    ],
    [
      "FREQ=HOURLY;BYHOUR=9,10;BYDAY=MO;COUNT=3",
      "2026-06-01T09:00:00",
      ...YEAR,
      "2026-06-01 2026-06-01T10:00 2026-06-08",
    ],
  ])("%s from %s", (rule, start, from, to, expected) => {
    expect(days(rule, start, from, to)).toBe(expected);
  });

  test.each(["FREQ=YEARLY;BYWEEKNO=20", "FREQ=HOURLY;BYMINUTE=0,30", "FREQ=WEEKLY;UNTIL=20261399"])(
    "%s is not followed",
    (rule) => {
      expect(ruleOf(rule)).toBeNull();
    },
  );
});

describe("whatever the rule", () => {
  const rule = fc
    .record({
      freq: fc.constantFrom("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
      interval: fc.integer({ min: 1, max: 5 }),
      byday: fc.subarray(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
      bymonth: fc.subarray([1, 2, 6, 12]),
    })
    .map(({ freq, interval, byday, bymonth }) =>
      [
        `FREQ=${freq};INTERVAL=${interval}`,
        byday.length === 0 ? "" : `;BYDAY=${byday.join(",")}`,
        bymonth.length === 0 ? "" : `;BYMONTH=${bymonth.join(",")}`,
      ].join(""),
    );

  test("looking from later on finds what looking from the beginning finds", () => {
    fc.assert(
      fc.property(rule, fc.nat({ max: 900 }), fc.nat({ max: 3000 }), (text, startDay, later) => {
        const found = ruleOf(text);
        if (found === null) throw new Error(text);
        const start = wall("2019-01-01T09:00:00") + startDay * DAY;
        const from = start + later * DAY;
        const window = { from, to: from + 400 * DAY };
        const all = recurrences(found, start, { from: start, to: window.to }, { left: 1_000_000 }).starts;
        expect(recurrences(found, start, window, { left: 1_000_000 }).starts).toEqual(
          all.filter((at) => at >= from),
        );
      }),
    );
  });
});

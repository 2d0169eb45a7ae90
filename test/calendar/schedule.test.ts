import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandSchedule } from "../../src/calendar/schedule.ts";
import { wallTimeAt } from "../../src/calendar/zone.ts";
import { addOpenTime } from "../../src/core/policy/hours.ts";
import { type Schedule, WEEKDAYS, type WeeklySpan } from "../../src/core/policy/policy.ts";
import { DAY, HOUR, MINUTE } from "../../src/core/time.ts";

const H = 3600;

const shifts = (zone: string, weekly: readonly WeeklySpan[], holidays: readonly string[] = []): Schedule => ({
  zone,
  weekly,
  holidays,
});

const expanded = (schedule: Schedule, from: string, to: string): readonly string[] =>
  expandSchedule(schedule, Date.parse(from), Date.parse(to)).map(
    (one) =>
      `${new Date(one.from).toISOString().slice(0, 19)} ${new Date(one.to).toISOString().slice(0, 19)}`,
  );

describe("hours that come back every week", () => {
  test("nine to five in Berlin begins an hour earlier by UTC once the clocks went forward", () => {
    const office = shifts("Europe/Berlin", [{ days: ["fri", "mon"], fromS: 9 * H, toS: 17 * H }]);
    expect(expanded(office, "2026-03-27T00:00Z", "2026-03-31T00:00Z")).toEqual([
      "2026-03-27T08:00:00 2026-03-27T16:00:00",
      "2026-03-30T07:00:00 2026-03-30T15:00:00",
    ]);
  });

  test("a night shift ends at six by the clock: seven hours in spring, nine in autumn", () => {
    const nights = shifts("Europe/Berlin", [{ days: ["sat"], fromS: 22 * H, toS: 6 * H }]);
    expect(expanded(nights, "2026-03-28T12:00Z", "2026-03-29T12:00Z")).toEqual([
      "2026-03-28T21:00:00 2026-03-29T04:00:00",
    ]);
    expect(expanded(nights, "2026-10-24T12:00Z", "2026-10-25T12:00Z")).toEqual([
      "2026-10-24T20:00:00 2026-10-25T05:00:00",
    ]);
  });

  test("a change of shift in the skipped hour leaves no gap and no overlap", () => {
    const first = shifts("America/New_York", [{ days: ["sun"], fromS: 0, toS: 2.5 * H }]);
    const second = shifts("America/New_York", [{ days: ["sun"], fromS: 2.5 * H, toS: 8 * H }]);
    const [from, to] = ["2026-03-08T00:00Z", "2026-03-09T00:00Z"];
    expect(expanded(first, from, to)).toEqual(["2026-03-08T05:00:00 2026-03-08T07:30:00"]);
    expect(expanded(second, from, to)).toEqual(["2026-03-08T07:30:00 2026-03-08T12:00:00"]);
  });

  test("a shift that lies in the skipped hour alone begins and ends as far after it", () => {
    const short = shifts("Europe/Berlin", [{ days: ["sun"], fromS: 2.25 * H, toS: 2.75 * H }]);
    expect(expanded(short, "2026-03-29T00:00Z", "2026-03-30T00:00Z")).toEqual([
      "2026-03-29T01:15:00 2026-03-29T01:45:00",
    ]);
  });

  test("the half hour of Lord Howe: both ways", () => {
    const early = shifts("Australia/Lord_Howe", [{ days: ["sun"], fromS: H, toS: 4 * H }]);
    expect(expanded(early, "2026-04-04T00:00Z", "2026-04-05T12:00Z")).toEqual([
      "2026-04-04T14:00:00 2026-04-04T17:30:00",
    ]);
    expect(expanded(early, "2026-10-03T00:00Z", "2026-10-04T12:00Z")).toEqual([
      "2026-10-03T14:30:00 2026-10-03T17:00:00",
    ]);
  });

  test("the week wraps: Sunday's night shift ends on Monday, whatever day the window begins", () => {
    const nights = shifts("UTC", [{ days: ["sun"], fromS: 20 * H, toS: 4 * H }]);
    expect(expanded(nights, "2026-06-08T03:00Z", "2026-06-08T03:01Z")).toEqual([
      "2026-06-07T20:00:00 2026-06-08T04:00:00",
    ]);
    expect(expanded(nights, "2026-06-08T04:00Z", "2026-06-09T00:00Z")).toEqual([]);
  });

  test("until 24:00 and from 00:00 on is one shift; the same hour twice a day around is a whole day", () => {
    const long = shifts("Europe/Berlin", [
      { days: ["mon"], fromS: 18 * H, toS: 24 * H },
      { days: ["tue"], fromS: 0, toS: 2 * H },
    ]);
    expect(expanded(long, "2026-06-01T00:00Z", "2026-06-03T00:00Z")).toEqual([
      "2026-06-01T16:00:00 2026-06-02T00:00:00",
    ]);
    expect(
      expanded(
        shifts("UTC", [{ days: ["mon"], fromS: H, toS: H }]),
        "2026-06-01T00:00Z",
        "2026-06-02T00:00Z",
      ),
    ).toEqual(["2026-06-01T01:00:00 2026-06-02T01:00:00"]);
  });

  test("exact to the second", () => {
    const odd = shifts("UTC", [{ days: ["mon"], fromS: 9 * H + 30, toS: 9 * H + 31 }]);
    expect(expanded(odd, "2026-06-01T00:00Z", "2026-06-02T00:00Z")).toEqual([
      "2026-06-01T09:00:30 2026-06-01T09:00:31",
    ]);
  });

  test("on a holiday nothing begins; what began the evening before ends as it would", () => {
    const nights = shifts(
      "Europe/Berlin",
      [{ days: [...WEEKDAYS], fromS: 22 * H, toS: 6 * H }],
      ["2026-12-25"],
    );
    expect(expanded(nights, "2026-12-24T12:00Z", "2026-12-27T00:00Z")).toEqual([
      "2026-12-24T21:00:00 2026-12-25T05:00:00",
      "2026-12-26T21:00:00 2026-12-27T05:00:00",
    ]);
  });

  test("a holiday is the zone's own day", () => {
    const always = shifts(
      "Pacific/Auckland",
      [{ days: [...WEEKDAYS], fromS: 0, toS: 24 * H }],
      ["2026-06-10"],
    );
    expect(expanded(always, "2026-06-09T06:00Z", "2026-06-10T18:00Z").map((one) => one.split(" "))).toEqual([
      [expect.anything(), "2026-06-09T12:00:00"],
      ["2026-06-10T12:00:00", expect.anything()],
    ]);
  });

  test("a promise of two hours made at closing time over the change of clocks is due two open hours later", () => {
    const office = shifts("Europe/Berlin", [{ days: ["sat", "sun"], fromS: H, toS: 4 * H }]);
    const hours = expandSchedule(office, Date.parse("2026-03-28T00:00Z"), Date.parse("2026-05-02T00:00Z"));
    // Sunday 01:00 to 04:00 has two hours only: 00:00Z to 02:00Z.
    expect(new Date(addOpenTime(hours, Date.parse("2026-03-28T02:30Z"), 2 * HOUR)).toISOString()).toBe(
      "2026-03-29T01:30:00.000Z",
    );
    expect(
      new Date(addOpenTime(hours, Date.parse("2026-03-28T02:30Z"), 2.5 * HOUR + MINUTE)).toISOString(),
    ).toBe("2026-04-03T23:01:00.000Z");
  });
});

describe("whatever the week", () => {
  const span = fc.record({
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    fromS: fc.nat({ max: 86_399 }),
    toS: fc.integer({ min: 1, max: 86_400 }),
  });
  const zone = fc.constantFrom("UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/New_York");

  /** The same question asked of the wall's clock. Not in the hours around a change: there clocks lie. */
  const isOpen = ({ zone: of, weekly }: Schedule, at: number): boolean => {
    const wall = wallTimeAt(of, at);
    const seconds = (wall % DAY) / 1000;
    const day = (offset: number) => WEEKDAYS[(Math.floor(wall / DAY) + 3 + 7 + offset) % 7] ?? "mon";
    return weekly.some(({ days, fromS, toS }) =>
      toS > fromS
        ? days.includes(day(0)) && fromS <= seconds && seconds < toS
        : (days.includes(day(0)) && fromS <= seconds) || (days.includes(day(-1)) && seconds < toS),
    );
  };

  test("the moments are those that the wall's clock says", () => {
    const july = Date.UTC(2026, 6, 1);
    fc.assert(
      fc.property(
        zone,
        fc.array(span, { maxLength: 4 }),
        fc.array(fc.nat({ max: 20 * DAY }), { maxLength: 40 }),
        (of, weekly, ats) => {
          const schedule = shifts(of, weekly);
          const open = expandSchedule(schedule, july, july + 21 * DAY);
          for (const at of ats)
            expect(open.some(({ from, to }) => from <= july + at && july + at < to)).toBe(
              isOpen(schedule, july + at),
            );
        },
      ),
    );
  });

  test("another window gives the same shifts where both look", () => {
    fc.assert(
      fc.property(zone, span, fc.nat({ max: 300 }), (of, one, hours) => {
        const schedule = shifts(of, [{ ...one, days: one.days.slice(0, 3) }]);
        const start = Date.UTC(2026, 2, 20) + hours * HOUR;
        const wide = expandSchedule(schedule, start - 10 * DAY, start + 20 * DAY);
        const narrow = expandSchedule(schedule, start, start + 5 * DAY);
        expect(narrow).toEqual(wide.filter(({ from, to }) => from < start + 5 * DAY && start < to));
      }),
    );
  });
});

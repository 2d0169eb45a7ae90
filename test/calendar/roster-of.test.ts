import { describe, expect, test } from "vitest";
import { rosterOf } from "../../src/calendar/roster-of.ts";
import { calendarSources } from "../../src/calendar/sources.ts";
import type { Interval } from "../../src/core/policy/interval.ts";
import { DEFAULT_POLICY, type Desk, type Rep, type Schedule } from "../../src/core/policy/policy.ts";
import { shiftChanges, whoIsOn } from "../../src/core/policy/roster.ts";
import { sandboxDesk } from "../../src/policy-file.ts";
import type { CalendarShifts } from "../../src/ports-calendars.ts";

const at = (text: string): number => Date.parse(`2026-06-${text}Z`);
const span = (from: string, to: string): Interval => ({ from: at(from), to: at(to) });
const NONE: CalendarShifts = new Map();

const mondays: Schedule = {
  zone: "UTC",
  weekly: [{ days: ["mon"], fromS: 32_400, toS: 61_200 }],
  holidays: [],
};

const rep = (id: string, rest: Partial<Rep> = {}): Rep => ({
  id,
  name: id,
  slack: null,
  discord: null,
  sandbox: id,
  lead: false,
  permissions: [],
  shifts: null,
  stillOnIt: null,
  calendar: null,
  ...rest,
});
const desk = (reps: readonly Rep[], rest: Partial<Desk> = {}): Desk => ({
  ...sandboxDesk(DEFAULT_POLICY),
  reps,
  ...rest,
});

/** 1 June 2026 is a Monday. */
const dutyOf = (one: Desk, calendars: CalendarShifts = NONE) =>
  rosterOf(one, calendars, at("01T00:00"), at("08T00:00")).reps[0]?.duty;

describe("the roster of a desk", () => {
  test("a rep of whom nothing is planned is on duty around the clock", () => {
    expect(dutyOf(desk([rep("ana")]))).toBeNull();
  });

  test("a schedule, one's own calendar and the desk's calendar add up", () => {
    const ana = rep("ana", { shifts: mondays, calendar: "/ana.ics" });
    const calendars: CalendarShifts = new Map([
      ["support/ana", new Map([["ana", [span("02T08:00", "02T10:00")]]])],
      ["support", new Map([["ana", [span("01T17:00", "01T18:00"), span("02T10:00", "02T11:00")]]])],
    ]);
    expect(dutyOf(desk([ana], { calendar: "/desk.ics" }), calendars)).toEqual([
      span("01T09:00", "01T18:00"),
      span("02T08:00", "02T11:00"),
    ]);
  });

  test("whom the desk's calendar does not name is off duty", () => {
    const calendars: CalendarShifts = new Map([
      ["support", new Map([["ben", [span("01T09:00", "01T10:00")]]])],
    ]);
    expect(dutyOf(desk([rep("ana")], { calendar: "/desk.ics" }), calendars)).toEqual([]);
  });

  test("while the only calendar was never read, its reps are on duty: better a ping too many", () => {
    expect(dutyOf(desk([rep("ana", { calendar: "/ana.ics" })]))).toBeNull();
    expect(dutyOf(desk([rep("ana", { shifts: mondays, calendar: "/ana.ics" })]))).toEqual([
      span("01T09:00", "01T17:00"),
    ]);
  });

  test("where overrides overlap the later one in the file wins", () => {
    const away = { rep: "ana", ...span("01T10:00", "01T15:00"), on: false };
    const back = { rep: "ana", ...span("01T12:00", "01T13:00"), on: true };
    expect(dutyOf(desk([rep("ana", { shifts: mondays })], { overrides: [away, back] }))).toEqual([
      span("01T09:00", "01T10:00"),
      span("01T12:00", "01T13:00"),
      span("01T15:00", "01T17:00"),
    ]);
    expect(dutyOf(desk([rep("ana", { shifts: mondays })], { overrides: [back, away] }))).toEqual([
      span("01T09:00", "01T10:00"),
      span("01T15:00", "01T17:00"),
    ]);
  });

  test("an hour more at the end of a shift is no change of shift", () => {
    const longer = { rep: "ana", ...span("01T17:00", "01T18:00"), on: true };
    const one = desk([rep("ana", { shifts: mondays })], { overrides: [longer] });
    const roster = rosterOf(one, NONE, at("01T00:00"), at("08T00:00"));
    expect(shiftChanges(roster, at("01T09:00"), at("01T18:00"))).toEqual([
      { rep: "ana", at: at("01T18:00"), type: "end" },
    ]);
  });

  test("who works around the clock is away for the time of an override, and back after it", () => {
    const away = { rep: "ana", ...span("02T00:00", "03T00:00"), on: false };
    const one = desk([rep("ana"), rep("ben")], { overrides: [away] });
    const roster = rosterOf(one, NONE, at("01T00:00"), at("08T00:00"));
    expect(["01T12:00", "02T12:00", "03T00:00", "20T00:00"].map((text) => whoIsOn(roster, at(text)))).toEqual(
      [["ana", "ben"], ["ben"], ["ana", "ben"], ["ana", "ben"]],
    );
  });
});

describe("calendars that a desk names", () => {
  test("each with whose it is, and the zone of what names none", () => {
    const berlin = { ...mondays, zone: "Europe/Berlin" };
    const one = desk(
      [rep("ana", { shifts: berlin, calendar: "/ana.ics" }), rep("ben", { calendar: "/ben.ics" })],
      {
        zone: "America/New_York",
        calendar: "https://calendar.example.com/desk.ics",
      },
    );
    expect(calendarSources([one]).map(({ id, zone, owner }) => ({ id, zone, owner }))).toEqual([
      { id: "support", zone: "America/New_York", owner: null },
      { id: "support/ana", zone: "Europe/Berlin", owner: "ana" },
      { id: "support/ben", zone: "America/New_York", owner: "ben" },
    ]);
  });
});

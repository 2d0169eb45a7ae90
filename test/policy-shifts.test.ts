import { describe, expect, test } from "vitest";
import { deskOf, deskText, faults, shifts } from "./support/policy-text.ts";

describe("shifts in the policy file", () => {
  test("days one by one or from one to another, times to the second, past midnight, and the whole day", () => {
    const desk = deskOf({
      ana: `, permissions: [hosting, billing]${shifts(
        '{ days: mon-wed, from: "09:00", to: "17:00:30" }, { days: [thu], from: "22:00", to: "06:00" }, ' +
          '{ days: "sat, sun-sun", from: "00:00", to: "24:00" }, { days: [fri], from: "18:00", to: "00:00" }',
      )}`,
    });
    expect(desk.reps[0]).toMatchObject({
      permissions: ["hosting", "billing"],
      shifts: {
        zone: "Europe/Berlin",
        weekly: [
          { days: ["mon", "tue", "wed"], fromS: 32_400, toS: 61_230 },
          { days: ["thu"], fromS: 79_200, toS: 21_600 },
          { days: ["sat", "sun"], fromS: 0, toS: 86_400 },
          { days: ["fri"], fromS: 64_800, toS: 86_400 },
        ],
        holidays: [],
      },
    });
    expect(desk.reps[1]).toMatchObject({ permissions: [], shifts: null, calendar: null });
  });

  test("the desk's zone and holidays are its reps'", () => {
    const desk = deskOf({
      ana: ', shifts: { weekly: [{ days: [mon], from: "09:00", to: "10:00" }], holidays: [2026-12-24] }',
      desk: "zone: America/New_York\nholidays: [2026-12-25]",
    });
    expect(desk.zone).toBe("America/New_York");
    expect(desk.reps[0]?.shifts).toMatchObject({
      zone: "America/New_York",
      holidays: ["2026-12-24", "2026-12-25"],
    });
  });

  test("calendars are addresses, or files from the policy file's folder on", () => {
    const desk = deskOf({
      ana: ", calendar: shifts/ana.ics",
      desk: "calendar: webcal://calendar.example.com/key/shifts.ics",
    });
    expect(desk.reps[0]?.calendar).toBe("/etc/deskclock/shifts/ana.ics");
    expect(desk.calendar).toBe("https://calendar.example.com/key/shifts.ics");
  });

  test("overrides are by the desk's clocks, or by what is written", () => {
    const desk = deskOf({
      desk: [
        "zone: Europe/Berlin",
        "overrides:",
        "  - { rep: ana, from: 2026-12-24T18:00, to: 2026-12-27, on: false }",
        '  - { rep: ben, from: 2026-03-29T02:30, to: "2026-03-29T08:00:00-05:00", on: true }',
      ].join("\n"),
    });
    expect(desk.overrides).toEqual([
      { rep: "ana", from: Date.parse("2026-12-24T17:00Z"), to: Date.parse("2026-12-26T23:00Z"), on: false },
      { rep: "ben", from: Date.parse("2026-03-29T01:30Z"), to: Date.parse("2026-03-29T13:00Z"), on: true },
    ]);
  });
});

describe("faults of shifts, each with its line", () => {
  test.each([
    [
      '{ days: [mon], from: "09:00", to: "09:00" }',
      /^line 8, .*weekly\[0\]\.to: expected an end that is not the beginning/,
    ],
    ['{ days: [mon], from: "24:00", to: "09:00" }', /^line 8, .*from: expected a time of day/],
    ['{ days: [mon], from: 9, to: "25:00" }', /^line 8, .*(from|to): expected a time of day/],
    [
      '{ days: mon-funday, from: "09:00", to: "10:00" }',
      /^line 8, .*days: expected a list of days .*; got "mon-funday"/,
    ],
    [
      '{ days: [], from: "09:00", to: "10:00" }',
      /^line 8, .*days: expected a list of days .*; got an empty list/,
    ],
    [
      '{ days: mon-fri, from: "09:00", to: "17:00" }, { days: [fri], from: "16:59", to: "18:00" }',
      /^line 8, .*weekly\[1\]: expected hours of its own; on fri they overlap those of 09:00 to 17:00 above/,
    ],
    [
      '{ days: [mon], from: "05:00", to: "09:00" }, { days: [sun], from: "22:00", to: "06:00" }',
      /weekly\[1\]: expected hours of its own; on sun they overlap those of 05:00 to 09:00/,
    ],
  ])("%s", (weekly, fault) => {
    expect(faults(deskText({ ana: shifts(weekly) }))).toContainEqual(expect.stringMatching(fault));
  });

  test("back to back is no overlap, over the week's end neither", () => {
    const weekly = '{ days: [sun], from: "22:00", to: "06:00" }, { days: [mon], from: "06:00", to: "09:00" }';
    expect(faults(deskText({ ana: shifts(weekly) }))).toEqual([]);
  });

  test.each([
    [
      "zone: Europe/Berln",
      /^line 10, desks\[0\]\.zone: expected a known time zone: did you mean "Europe\/Berlin"\? Got/,
    ],
    ["zone: 5", /^line 10, desks\[0\]\.zone: expected a time zone such as/],
    ["holidays: [2026-02-30]", /^line 10, desks\[0\]\.holidays\[0\]: expected a day that exists/],
    ["calendar: ftp://example.com/x.ics", /^line 10, desks\[0\]\.calendar: expected a calendar's address/],
    [
      "overrides: [{ rep: bem, from: 2026-01-01T00:00Z, to: 2026-01-02T00:00Z, on: false }]",
      /^line 10, desks\[0\]\.overrides\[0\]\.rep: expected a rep of this desk: did you mean "ben"\? Got "bem"/,
    ],
    [
      "overrides: [{ rep: ben, from: 2026-13-01T00:00Z, to: 2026-01-02T00:00Z, on: false }]",
      /^line 10, desks\[0\]\.overrides\[0\]\.from: expected a moment on a day that exists, such as/,
    ],
    [
      "overrides: [{ rep: ben, from: 2026-02-01T00:00Z, to: 2026-02-30T12:00Z, on: false }]",
      /^line 10, desks\[0\]\.overrides\[0\]\.to: expected a moment on a day that exists.*; got "2026-02-30T12:00Z"/,
    ],
    [
      "overrides: [{ rep: ben, from: 2026-01-02T00:00Z, to: 2026-01-02T00:00Z, on: false }]",
      /^line 10, desks\[0\]\.overrides\[0\]\.to: expected an end after its beginning/,
    ],
    [
      "overrides: [{ rep: ben, from: 2026-01-02T00:00, to: 2026-01-03T00:00Z, on: false }]",
      /^line 10, desks\[0\]\.overrides\[0\]\.from: expected an offset .* or the desk's zone/,
    ],
  ])("%s", (desk, fault) => {
    expect(faults(deskText({ desk }))).toContainEqual(expect.stringMatching(fault));
  });

  test("shifts need a zone, their own or the desk's", () => {
    const weekly = '{ days: [mon], from: "09:00", to: "17:00" }';
    expect(faults(deskText({ ben: shifts(weekly, "") }))).toEqual([
      expect.stringMatching(/^line 9, desks\[0\]\.reps\[1\]\.shifts: expected a zone, here or the desk's/),
    ]);
    expect(faults(deskText({ ben: shifts(weekly, ""), desk: "zone: UTC" }))).toEqual([]);
  });
});

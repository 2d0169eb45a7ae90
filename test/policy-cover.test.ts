import { describe, expect, test } from "vitest";
import { rosterOf } from "../src/calendar/roster-of.ts";
import { NEXT_ON_WITHIN_MS } from "../src/core/policy/roster.ts";
import { DAY } from "../src/core/time.ts";
import { inWords } from "../src/policy-file/in-words.ts";
import { parsePolicy } from "../src/policy-file.ts";
import type { CalendarTrouble } from "../src/ports-calendars.ts";
import { deskText, FILE, shifts } from "./support/policy-text.ts";

describe("who is on duty, in words", () => {
  const monday = Date.parse("2026-06-01T07:30Z");

  const said = (
    parts: { ana?: string; ben?: string; desk?: string },
    troubles: ReadonlyMap<string, CalendarTrouble> = new Map(),
  ): string => {
    const file = parsePolicy(deskText(parts), FILE);
    const rosters = new Map(
      file.desks.map((desk) => [
        desk.id,
        rosterOf(desk, new Map(), monday - DAY, monday + NEXT_ON_WITHIN_MS + DAY),
      ]),
    );
    return inWords(file, { now: monday, rosters, troubles });
  };

  test("each rep's shifts and permissions, who is on, who is next with what, and the gaps", () => {
    const words = said({
      ana: `, permissions: [hosting]${shifts('{ days: mon-fri, from: "09:00", to: "17:00" }')}`,
      ben: `, permissions: [billing, hosting]${shifts('{ days: [mon, tue, wed, thu, fri, sat, sun], from: "17:00", to: "09:00" }')}`,
      desk: "zone: Europe/Berlin\noverrides: [{ rep: ben, from: 2026-06-02T17:00, to: 2026-06-02T20:00, on: false }]",
    });
    for (const line of [
      "Ana (lead): hosting; works Mon to Fri 09:00 to 17:00 (Europe/Berlin)",
      "Ben: billing and hosting; works every day 17:00 to 09:00 on the next day (Europe/Berlin)",
      "Ben is off duty from Tue 2026-06-02 17:00 to Tue 2026-06-02 20:00 (Europe/Berlin)",
      "On duty now (Mon 2026-06-01 09:30, Europe/Berlin): Ana\n",
      "Next with billing: Ben, Mon 2026-06-01 17:00",
      "Next with hosting: Ana, now",
      "Nobody is on duty in the next 7 days\n    from Tue 2026-06-02 17:00 to Tue 2026-06-02 20:00\n    from Sat 2026-06-06 09:00 to Sat 2026-06-06 17:00",
    ])
      expect(words).toContain(line);
    expect(words).not.toMatch(/undefined|NaN/);
  });

  test("nobody within 14 days is said plainly", () => {
    const never = ", permissions: [firewall], shifts: { zone: UTC, weekly: [] }";
    const words = said({ ana: never, ben: ", shifts: { zone: UTC, weekly: [] }" });
    expect(words).toContain(
      ": nobody\n  Next on duty: nobody within 14 days\n  Next with firewall: nobody within 14 days",
    );
    expect(words).toContain("works at no time of its own");
  });

  test("a calendar that cannot be read is named", () => {
    const words = said(
      { ana: ", calendar: https://calendar.example.com/secret.ics", desk: "calendar: desk.ics" },
      new Map([
        ["support/ana", { code: "refused", detail: "its server answered with HTTP 404", copyFrom: null }],
        ["support", { code: "unnamed", detail: "3 of its events name no rep", copyFrom: 1 }],
      ]),
    );
    expect(words).toContain("Ana's calendar cannot be read: its server answered with HTTP 404");
    expect(words).toContain("The desk's calendar is read only in part: 3 of its events name no rep");
    expect(words).toContain("duty at every moment of the next 7 days, as far as the calendars could be read");
    expect(words).toContain("Ana and Ben, as far as the calendars could be read");
    expect(words).toContain("works by their own calendar, and by the desk's calendar");
    expect(words).not.toContain("secret");
  });
});

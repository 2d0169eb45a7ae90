import { parseCalendars } from "../../adapters/ical/component.ts";
import { type Shifts, shiftsIn } from "../../adapters/ical/shifts.ts";
import type { CalendarSource } from "../../src/ports-calendars.ts";

export const REPS = [
  { id: "ana", name: "Ana" },
  { id: "ben", name: "Ben" },
  { id: "chloe", name: "Chloé" },
];

export const source = (rest: Partial<CalendarSource> = {}): CalendarSource => ({
  id: "support",
  address: "/nowhere.ics",
  zone: "UTC",
  owner: null,
  reps: REPS,
  ...rest,
});

/** A calendar around these lines. */
export const ics = (...lines: readonly string[]): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Shifts//EN", ...lines, "END:VCALENDAR", ""].join(
    "\r\n",
  );

/** An event around these lines; Ana's, unless they say whose. */
export const event = (...lines: readonly string[]): string =>
  [
    "BEGIN:VEVENT",
    ...(lines.some((line) => line.startsWith("UID")) ? [] : ["UID:one@example.com"]),
    ...(lines.some((line) => /^(SUMMARY|ATTENDEE)/.test(line)) ? [] : ["SUMMARY:Ana"]),
    ...lines,
    "END:VEVENT",
  ].join("\r\n");

export const read = (text: string, from: string, to: string, of: Partial<CalendarSource> = {}): Shifts =>
  shiftsIn(parseCalendars(text), source(of), { from: Date.parse(from), to: Date.parse(to) });

const short = (at: number): string => new Date(at).toISOString().slice(0, 16);

/** Ana's shifts, `2026-06-01T09:00 2026-06-01T17:00`, all UTC. */
export const anas = (
  text: string,
  from: string,
  to: string,
  of: Partial<CalendarSource> = {},
): readonly string[] =>
  (read(text, from, to, of).byRep.get("ana") ?? []).map((one) => `${short(one.from)} ${short(one.to)}`);

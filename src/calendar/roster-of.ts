import { type Interval, joined, meeting, without } from "../core/policy/interval.ts";
import type { Desk, Rep, ShiftOverride } from "../core/policy/policy.ts";
import type { Roster } from "../core/policy/roster.ts";
import type { Timestamp } from "../core/time.ts";
import type { CalendarShifts } from "../ports-calendars.ts";
import { expandSchedule } from "./schedule.ts";
import { deskCalendarId, repCalendarId } from "./sources.ts";

/** From before all that happens to the last moment that a Date can hold. */
const ALWAYS: Interval = { from: 0, to: 8.64e15 };

/** Shifts of the schedule and of both calendars; null: nothing says when they work. */
const planned = (
  desk: Desk,
  rep: Rep,
  calendars: CalendarShifts,
  window: Interval,
): readonly Interval[] | null => {
  const own = rep.calendar === null ? undefined : calendars.get(repCalendarId(desk, rep.id));
  const common = desk.calendar === null ? undefined : calendars.get(deskCalendarId(desk));
  if (rep.shifts === null && own === undefined && common === undefined) return null;
  return joined([
    ...(rep.shifts === null ? [] : expandSchedule(rep.shifts, window.from, window.to)),
    ...(own?.get(rep.id) ?? []),
    ...(common?.get(rep.id) ?? []),
  ]);
};

/** One after the other: a later one in the file wins where they overlap. */
const overridden = (
  duty: readonly Interval[] | null,
  overrides: readonly ShiftOverride[],
): readonly Interval[] | null => {
  let now = duty;
  for (const { from, to, on } of overrides) {
    if (!on) now = without(now ?? [ALWAYS], { from, to });
    else if (now !== null) now = joined([...now, { from, to }]);
  }
  return now;
};

/**
 * Who is on duty when, at least between the two moments; shifts that reach out of them are whole.
 *
 * A rep of whom no schedule and no calendar says anything is on duty around the clock. So is one whose only calendar
 * was never read: a ping too many is better than a customer nobody is told of. Whom a calendar does not name is off.
 */
export const rosterOf = (desk: Desk, calendars: CalendarShifts, from: Timestamp, to: Timestamp): Roster => ({
  reps: desk.reps.map((rep) => {
    const window = { from, to };
    const overrides = desk.overrides.filter((one) => one.rep === rep.id && meeting([one], window).length > 0);
    const duty = overridden(planned(desk, rep, calendars, window), overrides);
    return {
      id: rep.id,
      permissions: rep.permissions,
      duty: duty === null ? null : meeting(duty, window),
    };
  }),
});

import { type Interval, joined, meeting } from "../core/policy/interval.ts";
import { type Schedule, WEEKDAYS, type WeeklySpan } from "../core/policy/policy.ts";
import { DAY, SECOND, type Timestamp } from "../core/time.ts";
import { dayText, midnightOf, weekdayOf } from "./wall-time.ts";
import { momentOf, type WallTime, wallTimeAt } from "./zone.ts";

/** How long a span is, seconds on the wall's clock: one that ends at or before its beginning ends on the next day. */
export const spanSeconds = ({ fromS, toS }: WeeklySpan): number =>
  toS > fromS ? toS - fromS : toS + DAY / SECOND - fromS;

/** Zones are slow to ask, days never change, and the same weeks are asked for again and again. */
const known = new WeakMap<Schedule, Map<WallTime, readonly Interval[]>>();

/** What begins on this day. */
const hoursOf = (schedule: Schedule, day: WallTime): readonly Interval[] => {
  const { zone, weekly, holidays } = schedule;
  const weekday = WEEKDAYS[weekdayOf(day)];
  if (weekday === undefined || holidays.includes(dayText(day))) return [];
  return weekly
    .filter(({ days }) => days.includes(weekday))
    .map((span) => {
      const start = day + span.fromS * SECOND;
      return { from: momentOf(zone, start), to: momentOf(zone, start + spanSeconds(span) * SECOND) };
    });
};

/**
 * The hours of a schedule as moments, sorted and apart: all that meet the window, whole. Hours are those of the wall's
 * clock: 22:00 to 06:00 ends at six in the night on which the clocks change, too, and lasts seven or nine hours then.
 */
export const expandSchedule = (schedule: Schedule, from: Timestamp, to: Timestamp): readonly Interval[] => {
  const days = known.get(schedule) ?? new Map<WallTime, readonly Interval[]>();
  known.set(schedule, days);
  // A span that began yesterday may reach into the window, and touch one that began the day before.
  const first = midnightOf(wallTimeAt(schedule.zone, from)) - 2 * DAY;
  const last = midnightOf(wallTimeAt(schedule.zone, to)) + DAY;
  const found: Interval[] = [];
  for (let day = first; day <= last; day += DAY) {
    const hours = days.get(day) ?? hoursOf(schedule, day);
    days.set(day, hours);
    found.push(...hours);
  }
  return meeting(joined(found), { from, to });
};

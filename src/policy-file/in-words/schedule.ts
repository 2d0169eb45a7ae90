import { dayText, midnightOf, timeText, weekdayOf } from "../../calendar/wall-time.ts";
import { wallTimeAt } from "../../calendar/zone.ts";
import { type Schedule, WEEKDAYS, type Weekday, type WeeklySpan } from "../../core/policy/policy.ts";
import { SECOND, type Timestamp } from "../../core/time.ts";
import { listed } from "./listed.ts";

const dayName = (day: Weekday): string => day.charAt(0).toUpperCase() + day.slice(1);

/** `Mon to Fri`, `Sat and Sun`, `Mon, Wed and Fri` */
const daysInWords = (days: readonly Weekday[]): string => {
  const indexes = days.map((day) => WEEKDAYS.indexOf(day)).sort((a, b) => a - b);
  const [first = 0] = indexes;
  const inARow = indexes.every((index, at) => index === first + at);
  if (indexes.length === WEEKDAYS.length) return "every day";
  const names = indexes.flatMap((index) => WEEKDAYS[index] ?? []).map(dayName);
  return inARow && names.length > 2 ? `${names[0]} to ${names.at(-1)}` : listed(names);
};

const spanInWords = ({ days, fromS, toS }: WeeklySpan): string =>
  `${daysInWords(days)} ${timeText(fromS)} to ${timeText(toS)}${toS <= fromS ? " on the next day" : ""}`;

/** `Mon to Fri 09:00 to 17:00 (Europe/Berlin), not on 2026-12-25` */
export const scheduleInWords = ({ zone, weekly, holidays }: Schedule): string => {
  const closed = holidays.length === 0 ? "" : `, not on ${listed(holidays)}`;
  return weekly.length === 0
    ? "at no time of its own"
    : `${weekly.map(spanInWords).join("; ")} (${zone})${closed}`;
};

/** `Mon 2026-06-01 09:00` by the zone's clocks. */
export const momentInWords = (at: Timestamp, zone: string): string => {
  const wall = wallTimeAt(zone, at);
  const day = WEEKDAYS[weekdayOf(wall)] ?? "mon";
  const seconds = Math.floor((wall - midnightOf(wall)) / SECOND);
  return `${dayName(day)} ${dayText(wall)} ${timeText(seconds)}`;
};

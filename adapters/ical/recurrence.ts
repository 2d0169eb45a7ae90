import { midnightOf, weekdayOf } from "../../src/calendar/wall-time.ts";
import type { WallTime } from "../../src/calendar/zone.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/core/time.ts";
import type { Frequency, Rule } from "./rule.ts";

/**
 * How much of a calendar is followed. A rule is followed day by day, a daily one from 1990 takes 13,000 steps; one of
 * every second would take millions, and is cut.
 */
export interface Budget {
  /** Steps that are left. */
  left: number;
}

type Period = readonly WallTime[];

/** The longest that a period of each can be. */
const LONGEST_MS: Readonly<Record<Frequency, number>> = {
  SECONDLY: SECOND,
  MINUTELY: MINUTE,
  HOURLY: HOUR,
  DAILY: DAY,
  WEEKLY: 7 * DAY,
  MONTHLY: 31 * DAY,
  YEARLY: 366 * DAY,
};

const partsOf = (wall: WallTime) => {
  const date = new Date(wall);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
};

const daysFrom = (first: WallTime, end: WallTime): WallTime[] => {
  const days: WallTime[] = [];
  for (let day = first; day < end; day += DAY) days.push(day);
  return days;
};

/** What the rule leaves open is taken from the first time: a weekly event comes back on its weekday. */
const completed = (rule: Rule, start: WallTime): Rule => {
  const { month, day } = partsOf(start);
  const of = {
    weekdays: [{ weekday: weekdayOf(start), nth: null }],
    monthDays: [day],
    months: [month + 1],
  };
  const saysDays = [...rule.weekdays, ...rule.monthDays, ...rule.yearDays].length > 0;
  if (saysDays) return rule;
  if (rule.frequency === "WEEKLY") return { ...rule, weekdays: of.weekdays };
  if (rule.frequency === "MONTHLY") return { ...rule, monthDays: of.monthDays };
  if (rule.frequency !== "YEARLY") return rule;
  return {
    ...rule,
    monthDays: of.monthDays,
    months: rule.months.length === 0 ? of.months : rule.months,
  };
};

/** The `index`th day of `length`, counted from the end below 0. */
const matches = (wanted: readonly number[], index: number, length: number): boolean =>
  wanted.length === 0 || wanted.includes(index) || wanted.includes(index - length - 1);

const dayFilter =
  (rule: Rule) =>
  (wall: WallTime): boolean => {
    const { year, month, day } = partsOf(wall);
    if (rule.months.length > 0 && !rule.months.includes(month + 1)) return false;
    const daysInMonth = partsOf(Date.UTC(year, month + 1, 0)).day;
    if (!matches(rule.monthDays, day, daysInMonth)) return false;
    const yearStart = Date.UTC(year, 0, 1);
    const dayOfYear = Math.floor((wall - yearStart) / DAY) + 1;
    const daysInYear = (Date.UTC(year + 1, 0, 1) - yearStart) / DAY;
    if (!matches(rule.yearDays, dayOfYear, daysInYear)) return false;
    if (rule.weekdays.length === 0) return true;
    const inYear = rule.frequency === "YEARLY" && rule.months.length === 0;
    const counts = inYear || rule.frequency === "MONTHLY" || rule.frequency === "YEARLY";
    const [index, length] = inYear ? [dayOfYear, daysInYear] : [day, daysInMonth];
    return rule.weekdays.some(
      ({ weekday, nth }) =>
        weekday === weekdayOf(wall) &&
        (nth === null ||
          !counts ||
          nth === Math.ceil(index / 7) ||
          nth === -Math.ceil((length - index + 1) / 7)),
    );
  };

/** The days of the `index`th period from the first time on, before any is left out. */
const periodAt = (rule: Rule, start: WallTime, index: number): { first: WallTime; days: Period } => {
  const steps = index * rule.interval;
  const { year, month } = partsOf(start);
  const of = (first: WallTime, end: WallTime) => ({ first, days: daysFrom(first, end) });
  switch (rule.frequency) {
    case "WEEKLY": {
      const week = midnightOf(start) - ((weekdayOf(start) - rule.weekStart + 7) % 7) * DAY + steps * 7 * DAY;
      return of(week, week + 7 * DAY);
    }
    case "MONTHLY":
      return of(Date.UTC(year, month + steps, 1), Date.UTC(year, month + steps + 1, 1));
    case "YEARLY": {
      const first = Date.UTC(year + steps, 0, 1);
      if (rule.months.length === 0) return of(first, Date.UTC(year + steps + 1, 0, 1));
      const days = rule.months.flatMap((one) =>
        daysFrom(Date.UTC(year + steps, one - 1, 1), Date.UTC(year + steps, one, 1)),
      );
      return { first, days };
    }
    default: {
      const day = midnightOf(start) + steps * DAY;
      return of(day, day + DAY);
    }
  }
};

const orOwn = (wanted: readonly number[], own: number): readonly number[] =>
  wanted.length === 0 ? [own] : wanted;

/** Times of day at which it begins, ms after midnight. */
const timesOf = (rule: Rule, start: WallTime): readonly number[] => {
  const date = new Date(start);
  return orOwn(rule.hours, date.getUTCHours()).flatMap((hour) =>
    orOwn(rule.minutes, date.getUTCMinutes()).flatMap((minute) =>
      orOwn(rule.seconds, date.getUTCSeconds()).map(
        (second) => hour * HOUR + minute * MINUTE + second * SECOND,
      ),
    ),
  );
};

const chosen = (all: Period, positions: readonly number[]): Period =>
  positions.length === 0 ? all : all.filter((_, index) => matches(positions, index + 1, all.length));

/** The period in which the window begins; one earlier, because a period's first day may be the one before. */
const firstIndex = (rule: Rule, start: WallTime, from: WallTime): number => {
  if (rule.count !== null || from <= start) return 0;
  return Math.max(0, Math.floor((from - start) / (LONGEST_MS[rule.frequency] * rule.interval)) - 1);
};

/** Every period's times, in order, without end. */
function* times(
  rule: Rule,
  start: WallTime,
  from: WallTime,
): Generator<{ first: WallTime; found: Period; cost: number }> {
  const isWanted = dayFilter(rule);
  const stepMs = LONGEST_MS[rule.frequency];
  const ofDay = timesOf(rule, start);
  const { hours, minutes, seconds } = rule;
  for (let index = firstIndex(rule, start, from); ; index += 1) {
    if (stepMs >= DAY) {
      const { first, days } = periodAt(rule, start, index);
      const all = days.filter(isWanted).flatMap((day) => ofDay.map((time) => day + time));
      all.sort((a, b) => a - b);
      yield { first, found: chosen(all, rule.positions), cost: 1 + days.length };
    } else {
      const at = start + index * rule.interval * stepMs;
      const date = new Date(at);
      const fits =
        isWanted(at) &&
        (hours.length === 0 || hours.includes(date.getUTCHours())) &&
        (minutes.length === 0 || minutes.includes(date.getUTCMinutes())) &&
        (seconds.length === 0 || seconds.includes(date.getUTCSeconds()));
      yield { first: at, found: fits ? [at] : [], cost: 1 };
    }
  }
}

/**
 * When the rule brings an event back between the two walls' times, in order. Takes its steps from the budget and stops
 * where there is none: `cut` says so.
 */
export const recurrences = (
  given: Rule,
  start: WallTime,
  window: { readonly from: WallTime; readonly to: WallTime },
  budget: Budget,
): { readonly starts: readonly WallTime[]; readonly cut: boolean } => {
  const rule = completed(given, start);
  const starts: WallTime[] = [];
  const last = Math.min(rule.until ?? Number.POSITIVE_INFINITY, window.to);
  let count = 0;
  for (const { first, found, cost } of times(rule, start, window.from)) {
    budget.left -= cost;
    if (budget.left <= 0) return { starts, cut: true };
    if (!(first <= last)) break;
    for (const at of found) {
      if (at < start) continue;
      count += 1;
      if (at > last || (rule.count !== null && count > rule.count)) return { starts, cut: false };
      if (at >= window.from) starts.push(at);
    }
  }
  return { starts, cut: false };
};

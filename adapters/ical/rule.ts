import type { WallTime } from "../../src/calendar/zone.ts";

const FREQUENCIES = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** How an event comes back (RRULE). An empty list: this part says nothing. */
export interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  /** How often in all, the first included; null: for ever. */
  readonly count: number | null;
  /** Not after; null: for ever. */
  readonly until: WallTime | null;
  readonly months: readonly number[];
  /** 1 to 31, or counted from the month's end: -1 is the last. */
  readonly monthDays: readonly number[];
  readonly yearDays: readonly number[];
  /** 0 is Monday; `nth` of the month or year, from its end below 0; null: each. */
  readonly weekdays: readonly { readonly weekday: number; readonly nth: number | null }[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  /** Which ones of a period's; from its end below 0. */
  readonly positions: readonly number[];
  /** First day of a week: 0 is Monday. */
  readonly weekStart: number;
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const WEEKDAY = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;

const listed = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

const numbers = (value: unknown): readonly number[] => listed(value).map(Number);

const weekdaysIn = (value: unknown): Rule["weekdays"] | null => {
  const found = listed(value).map((one) => WEEKDAY.exec(String(one)));
  if (found.includes(null)) return null;
  return found.map((match) => ({
    weekday: WEEKDAYS.indexOf(match?.[2] ?? ""),
    nth: match?.[1] === undefined ? null : Number(match[1]),
  }));
};

/** BYHOUR multiplies a day; within an hour's frequency it only chooses. What multiplies there is not followed. */
const isFollowed = (rule: Rule): boolean => {
  if (rule.frequency === "HOURLY") return [...rule.minutes, ...rule.seconds, ...rule.positions].length === 0;
  if (rule.frequency === "MINUTELY") return [...rule.seconds, ...rule.positions].length === 0;
  return rule.frequency !== "SECONDLY" || rule.positions.length === 0;
};

/** Null: a rule that is not understood, such as one of week numbers. `untilOf` reads UNTIL in the event's zone. */
export const ruleIn = (value: unknown, untilOf: (text: string) => WallTime | null): Rule | null => {
  if (typeof value !== "object" || value === null) return null;
  const part = (name: string): unknown => (value as Record<string, unknown>)[name];
  const frequency = FREQUENCIES.find((one) => one === part("freq"));
  const weekdays = weekdaysIn(part("byday"));
  const until = part("until") === undefined ? null : untilOf(String(part("until")));
  if (frequency === undefined || weekdays === null || part("byweekno") !== undefined) return null;
  if (part("until") !== undefined && until === null) return null;
  const rule: Rule = {
    frequency,
    interval: Math.max(1, Math.floor(Number(part("interval") ?? 1)) || 1),
    count: part("count") === undefined ? null : Number(part("count")),
    until,
    months: numbers(part("bymonth")),
    monthDays: numbers(part("bymonthday")),
    yearDays: numbers(part("byyearday")),
    weekdays,
    hours: numbers(part("byhour")),
    minutes: numbers(part("byminute")),
    seconds: numbers(part("bysecond")),
    positions: numbers(part("bysetpos")),
    // The parser numbers days from Sunday, 1, where it reads them, and leaves the name where it does not.
    weekStart: weekStartIn(part("wkst")),
  };
  return isFollowed(rule) ? rule : null;
};

const weekStartIn = (value: unknown): number => {
  if (typeof value === "number") return (value + 5) % 7;
  return Math.max(0, WEEKDAYS.indexOf(String(value ?? "MO")));
};

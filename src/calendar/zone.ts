import type { Timestamp } from "../core/time.ts";
import { DAY, SECOND } from "../core/time.ts";

/**
 * A moment on a wall's clock, ms: what `Date.UTC` makes of the local year, month, day and time. Which moment it is
 * depends on the zone; a step of a day is always a day.
 */
export type WallTime = number;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, made);
  return made;
};

/** Whether this is a time zone of the IANA database (or a fixed offset such as +05:30) that this Node knows. */
export const isZone = (zone: string): boolean => {
  try {
    formatOf(zone);
    return true;
  } catch (cause) {
    if (cause instanceof RangeError) return false;
    throw cause;
  }
};

/** What the clocks of the zone show at this moment. */
export const wallTimeAt = (zone: string, at: Timestamp): WallTime => {
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = formatOf(zone)
    .format(at)
    .split(/\D+/)
    .map(Number);
  const wholeSecond = Math.floor(at / SECOND) * SECOND;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (at - wholeSecond);
};

/**
 * The moment at which the clocks show this, by what they show at any moment.
 * - A time that the clocks skip (02:30 in spring) is moved forward by what they skip: it is 03:30.
 * - A time that they show twice (02:30 in autumn) is the first of the two.
 */
export const momentBy = (wallTimeOf: (at: Timestamp) => WallTime, wall: WallTime): Timestamp => {
  // No zone is more than 14 hours from UTC: the change, if any, lies between these two.
  const before = wall - (wallTimeOf(wall - DAY) - (wall - DAY));
  const after = wall - (wallTimeOf(wall + DAY) - (wall + DAY));
  if (before === after || wallTimeOf(before) === wall) return before;
  return wallTimeOf(after) === wall ? after : before;
};

/** The moment at which the clocks of the zone show this; skipped and repeated times as `momentBy` says. */
export const momentOf = (zone: string, wall: WallTime): Timestamp =>
  momentBy((at) => wallTimeAt(zone, at), wall);

import type { Timestamp } from "../time.ts";
import type { Interval } from "./interval.ts";

/** Hours during which the promise holds, as far ahead as they are known; null: around the clock. */
export type Hours = readonly Interval[] | null;

/**
 * The earliest moment at which `ms` of open time have passed since `at`, exact to the millisecond (sla.md, decision 17).
 * Null hours: around the clock, `at + ms`. What ends at closing time is due at closing time, not at the next opening.
 *
 * `hours` are sorted and apart. Before the first interval it is closed; past the last one known time counts as open
 * again, so that nothing is ever without an end. That is why they are expanded far enough ahead.
 */
export const addOpenTime = (hours: Hours, at: Timestamp, ms: number): Timestamp => {
  if (hours === null || ms <= 0) return at + Math.max(0, ms);
  let reached = at;
  let left = ms;
  for (const { from, to } of hours) {
    if (to <= reached) continue;
    const start = Math.max(from, reached);
    if (left <= to - start) return start + left;
    left -= to - start;
    reached = to;
  }
  return reached + left;
};

/** Open time between two moments, ms: `addOpenTime(hours, from, openTimeBetween(hours, from, to))` is never after `to`. */
export const openTimeBetween = (hours: Hours, from: Timestamp, to: Timestamp): number => {
  if (hours === null) return Math.max(0, to - from);
  const known = hours.at(-1)?.to ?? from;
  const inside = hours.reduce(
    (sum, one) => sum + Math.max(0, Math.min(to, one.to) - Math.max(from, one.from)),
    0,
  );
  return inside + Math.max(0, to - Math.max(from, known));
};

import type { Timestamp } from "../time.ts";
import type { Interval } from "./roster.ts";

/** Hours during which the promise holds, as far as they are known; null: around the clock (sla.md, decision 17). */
export type Hours = readonly Interval[] | null;

/**
 * The moment at which `ms` of open time have passed since `at`. Past the last hours that are known time counts
 * again, so that no promise is without an end.
 */
export const addOpenTime = (hours: Hours, at: Timestamp, ms: number): Timestamp => {
  if (hours === null) return at + ms;
  let left = ms;
  for (const { from, to } of hours) {
    if (to <= at) continue;
    const start = Math.max(from, at);
    if (left <= to - start) return start + left;
    left -= to - start;
  }
  return Math.max(at, hours.at(-1)?.to ?? at) + left;
};

/** Open time between two moments, ms. */
export const openTimeBetween = (hours: Hours, from: Timestamp, to: Timestamp): number => {
  if (hours === null) return to - from;
  const known = hours.at(-1)?.to ?? from;
  const inside = hours.reduce(
    (sum, one) => sum + Math.max(0, Math.min(to, one.to) - Math.max(from, one.from)),
    0,
  );
  return inside + Math.max(0, to - Math.max(from, known));
};

import type { Timestamp } from "../time.ts";

/** `from` belongs to it, `to` does not. */
export interface Interval {
  readonly from: Timestamp;
  readonly to: Timestamp;
}

/** The same time, sorted and apart: what touches or overlaps becomes one, what has no length goes. */
export const joined = (intervals: readonly Interval[]): readonly Interval[] => {
  const sorted = intervals.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const apart: Interval[] = [];
  for (const next of sorted) {
    const last = apart.at(-1);
    if (last === undefined || last.to < next.from) apart.push(next);
    else if (last.to < next.to) apart[apart.length - 1] = { from: last.from, to: next.to };
  }
  return apart;
};

/** What is left of each interval when `hole` is taken out. */
export const without = (intervals: readonly Interval[], hole: Interval): readonly Interval[] =>
  hole.from >= hole.to
    ? intervals
    : intervals.flatMap(({ from, to }) =>
        [
          { from, to: Math.min(to, hole.from) },
          { from: Math.max(from, hole.to), to },
        ].filter((rest) => rest.from < rest.to),
      );

/** Those that have a moment in common with the window, whole. */
export const meeting = (intervals: readonly Interval[], window: Interval): readonly Interval[] =>
  intervals.filter(({ from, to }) => from < window.to && window.from < to);

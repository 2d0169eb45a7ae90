import { midnightOf } from "../../src/calendar/wall-time.ts";
import type { WallTime } from "../../src/calendar/zone.ts";
import { type Interval, meeting } from "../../src/core/policy/interval.ts";
import { DAY } from "../../src/core/time.ts";
import { type Event, translated } from "./event.ts";
import { type Budget, recurrences } from "./recurrence.ts";

/** One time at which an event takes place. */
export interface Instance {
  /** The event that says who: the series, or the one that replaces this instance of it. */
  readonly event: Event;
  readonly interval: Interval;
}

/** An event that stands for an instance of a series, by that instance's time on the series' own clocks. */
interface Replacement {
  readonly of: WallTime;
  readonly event: Event;
}

/** A rule of every second takes as many steps as this, and is cut; a daily one lasts 137 years with them. */
const STEPS_PER_EVENT = 50_000;

const replacementsOf = (series: Event, events: readonly Event[]): readonly Replacement[] =>
  events
    .flatMap((event) => {
      if (event.replaces === null || event.uid === null || event.uid !== series.uid) return [];
      return [{ of: translated(event.replaces.wall, event.replaces.zone, series.zone), event }];
    })
    .sort((a, b) => a.of - b.of);

const instanceOf = (event: Event, start: WallTime, lengthMs: number): Instance => ({
  event,
  interval: { from: event.zone.momentOf(start), to: event.zone.momentOf(start + lengthMs) },
});

/** An instance as it stands after what was said of it and of all later ones. */
const asReplaced = (
  series: Event,
  start: WallTime,
  lengthMs: number,
  later: readonly Replacement[],
): readonly Instance[] => {
  const latest = later.findLast(({ of }) => of <= start);
  if (latest === undefined) return [instanceOf(series, start, lengthMs)];
  const { event, of } = latest;
  if (event.cancelled) return [];
  const moved =
    translated(start, series.zone, event.zone) + event.start - translated(of, series.zone, event.zone);
  return [instanceOf(event, moved, event.lengthMs)];
};

const seriesInstances = (
  series: Event,
  replacements: readonly Replacement[],
  window: Interval,
  budget: Budget,
): { readonly instances: readonly Instance[]; readonly cut: boolean } => {
  if (series.cancelled) return { instances: [], cut: false };
  const later = replacements.filter(({ event }) => event.andLater);
  const moves = later.map(({ of, event }) => Math.abs(event.start - of));
  const lengths = [series, ...later.map(({ event }) => event)].map(({ lengthMs }) => lengthMs);
  const marginMs = DAY + Math.max(0, ...moves);
  const walls = {
    from: series.zone.wallTimeAt(window.from) - marginMs - Math.max(...lengths),
    to: series.zone.wallTimeAt(window.to) + marginMs,
  };
  let cut = false;
  const starts = new Map<WallTime, number>([[series.start, series.lengthMs]]);
  for (const rule of series.rules) {
    const own = { left: Math.min(budget.left, STEPS_PER_EVENT) };
    const given = own.left;
    const found = recurrences(rule, series.start, walls, own);
    budget.left -= given - Math.max(0, own.left);
    cut ||= found.cut;
    for (const start of found.starts) starts.set(start, series.lengthMs);
  }
  for (const { start, lengthMs } of series.added) starts.set(start, lengthMs);
  const taken = new Set(replacements.map(({ of }) => of));
  const instances = [...starts]
    .filter(([start]) => walls.from <= start && start <= walls.to)
    .filter(([start]) => !taken.has(start))
    .filter(([start]) => !series.removed.has(start) && !series.removedDays.has(midnightOf(start)))
    .flatMap(([start, lengthMs]) => asReplaced(series, start, lengthMs, later));
  return { instances, cut };
};

/** Everything that takes place in the window; `cut`: some rule was not followed to its end. */
export const instancesIn = (
  events: readonly Event[],
  window: Interval,
  budget: Budget,
): { readonly instances: readonly Instance[]; readonly cut: boolean } => {
  const replacing = new Map<string | null, Event[]>();
  for (const event of events) {
    if (event.replaces !== null) replacing.set(event.uid, [...(replacing.get(event.uid) ?? []), event]);
  }
  const all = events.map((event) => {
    if (event.replaces === null)
      return seriesInstances(event, replacementsOf(event, replacing.get(event.uid) ?? []), window, budget);
    const instances = event.cancelled ? [] : [instanceOf(event, event.start, event.lengthMs)];
    return { instances, cut: false };
  });
  return {
    instances: all
      .flatMap(({ instances }) => instances)
      .filter(({ interval }) => meeting([interval], window).length > 0),
    cut: all.some(({ cut }) => cut),
  };
};

import { type Interval, joined } from "../../src/core/policy/interval.ts";
import { DAY } from "../../src/core/time.ts";
import type { CalendarSource, ShiftsByRep } from "../../src/ports-calendars.ts";
import type { Component } from "./component.ts";
import { type Event, eventIn } from "./event.ts";
import { instancesIn } from "./instances.ts";
import { repsOf } from "./names.ts";
import { zoneNamed, zonesIn } from "./zones.ts";

/** What a calendar says of a window. */
export interface Shifts {
  readonly byRep: ShiftsByRep;
  /** Events in the window that name no rep; the title of one of them. */
  readonly unnamed: number;
  readonly unnamedTitle: string | null;
  /** Events whose time, zone or rule is not understood. */
  readonly unread: number;
  /** Some rule went on for longer than is followed. */
  readonly cut: boolean;
}

/** For all the rules of one calendar together: a fraction of a second. */
const STEPS = 500_000;

const eventsOf = (calendar: Component): readonly Component[] =>
  calendar.parts.filter(({ name }) => name === "vevent");

export const countEvents = (calendars: readonly Component[]): number => calendars.flatMap(eventsOf).length;

/** Shifts between two moments, by rep. Whether an event blocks time (TRANSP) means nothing here: a shift is a shift. */
export const shiftsIn = (
  calendars: readonly Component[],
  source: CalendarSource,
  window: Interval,
): Shifts => {
  const read = calendars.flatMap((calendar) => {
    const zones = { floating: zoneNamed(source.zone), named: zonesIn(calendar, window.to + 366 * DAY) };
    return eventsOf(calendar).map((component) => eventIn(component, zones));
  });
  const events = read.flatMap((event) => event ?? []);
  const { instances, cut } = instancesIn(events, window, { left: STEPS });

  const seriesByUid = new Map(
    events.filter(({ replaces }) => replaces === null).map((one) => [one.uid, one]),
  );
  const named = new Map<Event, readonly string[]>();
  const byRep = new Map<string, Interval[]>();
  const unnamed = new Set<Event>();
  for (const { event, interval } of instances) {
    const reps = named.get(event) ?? repsOf(event, seriesByUid.get(event.uid) ?? null, source);
    named.set(event, reps);
    if (reps.length === 0) unnamed.add(event);
    for (const rep of reps) {
      const intervals = byRep.get(rep) ?? [];
      intervals.push(interval);
      byRep.set(rep, intervals);
    }
  }
  return {
    byRep: new Map([...byRep].map(([rep, intervals]) => [rep, joined(intervals)])),
    unnamed: unnamed.size,
    unnamedTitle: [...unnamed][0]?.summary ?? null,
    unread: read.filter((event) => event === null).length,
    cut,
  };
};

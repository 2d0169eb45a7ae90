import type { WallTime } from "../../src/calendar/zone.ts";
import { DAY } from "../../src/core/time.ts";
import { type Component, type Property, parameterOf, propertiesOf, propertyOf, textOf } from "./component.ts";
import { type Rule, ruleIn } from "./rule.ts";
import { durationIn, wallTimeIn } from "./written-time.ts";
import type { Zone } from "./zones.ts";

/** One VEVENT, its times on the clocks of its own zone. */
export interface Event {
  /** Instances that were moved or cancelled share it with the series they belong to. */
  readonly uid: string | null;
  readonly zone: Zone;
  readonly start: WallTime;
  /** On the wall's clock: 22:00 to 06:00 is eight hours even in the night on which the clocks change. */
  readonly lengthMs: number;
  readonly rules: readonly Rule[];
  /** Further times, each with a length of its own or the event's. */
  readonly added: readonly { readonly start: WallTime; readonly lengthMs: number }[];
  readonly removed: ReadonlySet<WallTime>;
  /** Whole days on which nothing of it begins. */
  readonly removedDays: ReadonlySet<WallTime>;
  /** Which instance of the series this one stands for; null: it is the series, or alone. */
  readonly replaces: { readonly wall: WallTime; readonly zone: Zone } | null;
  /** It stands for all that come after, too. */
  readonly andLater: boolean;
  readonly cancelled: boolean;
  readonly summary: string | null;
  readonly attendees: readonly Property[];
}

/** Finds the zone of a time that names none (the calendar's), or one that it names. */
export interface ZoneFinder {
  readonly floating: Zone;
  readonly named: (id: string) => Zone | null;
}

const zoneOf = (property: Property, value: unknown, zones: ZoneFinder): Zone | null => {
  if (String(value).endsWith("Z")) return zones.named("UTC");
  const id = parameterOf(property, "tzid");
  return id === null ? zones.floating : zones.named(id);
};

/** The same moment on the clocks of another zone. */
export const translated = (wall: WallTime, from: Zone, to: Zone): WallTime =>
  from.id === to.id ? wall : to.wallTimeAt(from.momentOf(wall));

interface Reading {
  readonly zone: Zone;
  readonly zones: ZoneFinder;
}

/** A day is the same day in every zone; a time is the same moment. */
const readIn = ({ zone, zones }: Reading, property: Property, value: unknown): WallTime | null => {
  const wall = wallTimeIn(value);
  if (wall === null || String(value).length === 10) return wall;
  const from = zoneOf(property, value, zones);
  return from === null ? null : translated(wall, from, zone);
};

const lengthOf = (component: Component, start: WallTime, reading: Reading): number | null => {
  const end = propertyOf(component, "dtend");
  if (end !== null) {
    const until = readIn(reading, end, end.values[0]);
    return until === null ? null : until - start;
  }
  const duration = propertyOf(component, "duration");
  if (duration !== null) return durationIn(duration.values[0]);
  return propertyOf(component, "dtstart")?.type === "date" ? DAY : null;
};

const addedIn = (component: Component, lengthMs: number, reading: Reading): Event["added"] =>
  propertiesOf(component, "rdate").flatMap((property) =>
    property.values.flatMap((value) => {
      const [from, until]: readonly unknown[] = Array.isArray(value) ? value : [value];
      const start = readIn(reading, property, from);
      if (start === null) return [];
      const end = readIn(reading, property, until);
      const own = end === null ? durationIn(until) : end - start;
      return [{ start, lengthMs: own ?? lengthMs }];
    }),
  );

const replacedIn = (property: Property, { zone, zones }: Reading): Event["replaces"] => {
  const [value] = property.values;
  const wall = wallTimeIn(value);
  const from = String(value).length === 10 ? zone : zoneOf(property, value, zones);
  return wall === null || from === null ? null : { wall, zone: from };
};

/** Null: its time or its rule is not understood. */
export const eventIn = (component: Component, zones: ZoneFinder): Event | null => {
  const startProperty = propertyOf(component, "dtstart");
  const start = wallTimeIn(startProperty?.values[0]);
  const zone = startProperty === null ? null : zoneOf(startProperty, startProperty.values[0], zones);
  if (start === null || zone === null) return null;
  const reading = { zone, zones };
  const cancelled = textOf(component, "status")?.toUpperCase() === "CANCELLED";
  const lengthMs = lengthOf(component, start, reading) ?? 0;
  if (lengthMs <= 0 && !cancelled) return null;
  const rules = propertiesOf(component, "rrule").map(({ values }) =>
    ruleIn(values[0], (text) => {
      const wall = wallTimeIn(text);
      if (wall === null) return null;
      if (text.endsWith("Z")) return zone.wallTimeAt(wall);
      return text.length === 10 ? wall + DAY - 1 : wall;
    }),
  );
  if (rules.includes(null)) return null;
  const exceptions = propertiesOf(component, "exdate").flatMap((property) =>
    property.values.flatMap((value) => {
      const wall = readIn(reading, property, value);
      return wall === null ? [] : [{ wall, isDay: String(value).length === 10 }];
    }),
  );
  const replaced = propertyOf(component, "recurrence-id");
  return {
    uid: textOf(component, "uid"),
    zone,
    start,
    lengthMs,
    rules: rules.filter((rule) => rule !== null),
    added: addedIn(component, lengthMs, reading),
    removed: new Set(exceptions.filter(({ isDay }) => !isDay).map(({ wall }) => wall)),
    removedDays: new Set(exceptions.filter(({ isDay }) => isDay).map(({ wall }) => wall)),
    replaces: replaced === null ? null : replacedIn(replaced, reading),
    andLater: replaced !== null && parameterOf(replaced, "range")?.toUpperCase() === "THISANDFUTURE",
    cancelled,
    summary: textOf(component, "summary"),
    attendees: propertiesOf(component, "attendee"),
  };
};

import { isZone, momentBy, momentOf, type WallTime, wallTimeAt } from "../../src/calendar/zone.ts";
import { MINUTE, SECOND, type Timestamp } from "../../src/core/time.ts";
import { type Component, propertiesOf, propertyOf, textOf } from "./component.ts";
import { recurrences } from "./recurrence.ts";
import { ruleIn } from "./rule.ts";
import { wallTimeIn } from "./written-time.ts";

/** What is asked of a time zone. */
export interface Zone {
  readonly id: string;
  readonly momentOf: (wall: WallTime) => Timestamp;
  readonly wallTimeAt: (at: Timestamp) => WallTime;
}

/** Every event of a calendar asks for the same few moments (where the window begins and ends), and zones are slow. */
export const zoneNamed = (id: string): Zone => {
  const asked = new Map<Timestamp, WallTime>();
  return {
    id,
    momentOf: (wall) => momentOf(id, wall),
    wallTimeAt: (at) => {
      const wall = asked.get(at) ?? wallTimeAt(id, at);
      asked.set(at, wall);
      return wall;
    },
  };
};

/** From this moment on the clocks are so far from UTC, ms. */
interface Change {
  readonly at: Timestamp;
  readonly before: number;
  readonly after: number;
}

/** Changes of clocks are asked for in our time only; some calendars count theirs from 1601. */
const EARLIEST = Date.UTC(1970, 0);
const STEPS_PER_RULE = 50_000;

/** +0200 or +02:00:30 → ms */
const offsetIn = (text: string | null): number | null => {
  const [, sign, hours, minutes, seconds = "0"] = /^([+-])(\d{2}):?(\d{2}):?(\d{2})?$/.exec(text ?? "") ?? [];
  if (hours === undefined) return null;
  const ms = (Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * SECOND;
  return sign === "-" ? -ms : ms;
};

const changesOf = (observance: Component, until: WallTime): readonly Change[] => {
  const before = offsetIn(textOf(observance, "tzoffsetfrom"));
  const after = offsetIn(textOf(observance, "tzoffsetto"));
  const start = wallTimeIn(propertyOf(observance, "dtstart")?.values[0]);
  if (before === null || after === null || start === null) return [];
  const window = { from: EARLIEST, to: until };
  const ruled = propertiesOf(observance, "rrule").flatMap(({ values }) => {
    const rule = ruleIn(values[0], (text) => {
      const end = wallTimeIn(text);
      return end !== null && text.endsWith("Z") ? end + before : end;
    });
    return rule === null ? [] : recurrences(rule, start, window, { left: STEPS_PER_RULE }).starts;
  });
  const dated = propertiesOf(observance, "rdate").flatMap(({ values }) =>
    values.flatMap((value) => wallTimeIn(value) ?? []),
  );
  return [...new Set([start, ...ruled, ...dated])].map((wall) => ({ at: wall - before, before, after }));
};

/** A zone as the calendar itself describes it (VTIMEZONE); null where it describes nothing. */
const described = (timezone: Component, until: WallTime): Zone | null => {
  const changes = timezone.parts
    .flatMap((observance) => changesOf(observance, until))
    .sort((a, b) => a.at - b.at);
  const [first] = changes;
  if (first === undefined) return null;
  const wallTimeOf = (at: Timestamp): WallTime =>
    at + (changes.findLast((change) => change.at <= at)?.after ?? first.before);
  return {
    id: textOf(timezone, "tzid") ?? "",
    momentOf: (wall) => momentBy(wallTimeOf, wall),
    wallTimeAt: wallTimeOf,
  };
};

/**
 * The zones that a calendar's times may name. A name of the IANA database wins over the calendar's own description,
 * which is often shortened; for other names (Outlook's) the description is all there is. Null: neither.
 */
export const zonesIn = (calendar: Component, until: WallTime): ((id: string) => Zone | null) => {
  const known = new Map<string, Zone | null>();
  const found = (id: string): Zone | null => {
    if (isZone(id)) return zoneNamed(id);
    const timezone = calendar.parts.find((one) => one.name === "vtimezone" && textOf(one, "tzid") === id);
    return timezone === undefined ? null : described(timezone, until);
  };
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const zone = found(id);
    known.set(id, zone);
    return zone;
  };
};

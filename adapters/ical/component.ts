import ICAL from "ical.js";
import { CalendarError } from "./calendar-error.ts";

/** One line of a calendar: `DTSTART;TZID=Europe/Berlin:20260301T090000`. Names are in lower case. */
export interface Property {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  /** How the values are written: date, date-time, period, recur, text… */
  readonly type: string;
  readonly values: readonly unknown[];
}

export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly parts: readonly Component[];
}

// The parser's own form: [name, properties, parts], a property being [name, parameters, type, value, value…].
type RawProperty = readonly [string, Readonly<Record<string, string>>, string, ...unknown[]];
type RawComponent = readonly [string, readonly RawProperty[], readonly RawComponent[]];

const componentOf = ([name, properties, parts]: RawComponent): Component => ({
  name,
  properties: properties.map(([of, parameters, type, ...values]) => ({ name: of, parameters, type, values })),
  parts: parts.map(componentOf),
});

const parsed = (text: string): unknown => {
  try {
    return ICAL.parse(text);
  } catch (cause) {
    throw new CalendarError("malformed", "it is no iCalendar, or breaks off in the middle", { cause });
  }
};

/** The calendars of a file, mostly one. Throws CalendarError. */
export const parseCalendars = (text: string): readonly Component[] => {
  const raw = parsed(text.replace(/^\uFEFF/, "")) as RawComponent | readonly RawComponent[];
  const all = (typeof raw[0] === "string" ? [raw] : raw) as readonly RawComponent[];
  const calendars = all.map(componentOf).filter(({ name }) => name === "vcalendar");
  if (calendars.length === 0) throw new CalendarError("malformed", "there is no VCALENDAR in it");
  return calendars;
};

export const propertyOf = ({ properties }: Component, name: string): Property | null =>
  properties.find((one) => one.name === name) ?? null;

export const propertiesOf = ({ properties }: Component, name: string): readonly Property[] =>
  properties.filter((one) => one.name === name);

export const textOf = (component: Component, name: string): string | null => {
  const value = propertyOf(component, name)?.values[0];
  return typeof value === "string" ? value : null;
};

export const parameterOf = ({ parameters }: Property, name: string): string | null => {
  const value = parameters[name];
  return typeof value === "string" ? value : (value?.[0] ?? null);
};

import type { Timestamp } from "../../../src/core/time.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const DATE =
  /^(?:[a-z]{3}\s*,\s*)?(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s+(?:([+-])(\d{2})(\d{2})|(?:gmt|utc?|z))\s*(?:\(.*\))?$/i;

/** A Date field's moment (RFC 5322, 3.3), ms since 1970; null: it is no date, or names no zone. */
export const readDate = (value: string): Timestamp | null => {
  const found = value.length > 200 ? null : DATE.exec(value.trim());
  if (found === null) return null;
  const [, day, monthName = "", year, hour, minute, second = "0", sign, zoneHours = "0", zoneMinutes = "0"] =
    found;
  const month = MONTHS.indexOf(monthName.toLowerCase());
  if (month < 0) return null;
  const local = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  const offsetMs = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return local - (sign === "-" ? -offsetMs : offsetMs);
};

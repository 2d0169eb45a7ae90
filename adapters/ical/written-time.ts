import ICAL from "ical.js";
import type { WallTime } from "../../src/calendar/zone.ts";
import { SECOND } from "../../src/core/time.ts";

const WRITTEN = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?Z?$/;

/** What a date or date-time shows, its zone aside; null: no such time. */
export const wallTimeIn = (value: unknown): WallTime | null => {
  if (typeof value !== "string" || !WRITTEN.test(value)) return null;
  const wall = Date.parse(value.length === 10 || value.endsWith("Z") ? value : `${value}Z`);
  return Number.isNaN(wall) ? null : wall;
};

/** P1D, PT8H, -PT5M → ms on the wall's clock; null: no duration. */
export const durationIn = (value: unknown): number | null => {
  if (typeof value !== "string" || !ICAL.Duration.isValueString(value)) return null;
  return ICAL.Duration.fromString(value).toSeconds() * SECOND;
};

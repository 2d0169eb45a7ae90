import { DAY, HOUR, MINUTE, SECOND } from "../../time.ts";

interface Units {
  readonly second: (n: string) => string;
  readonly minute: (n: number) => string;
  readonly hour: (n: number) => string;
  readonly day: (n: number) => string;
}

const plural = (n: number | string, unit: string): string => `${n} ${unit}${String(n) === "1" ? "" : "s"}`;

const SHORT: Units = {
  second: (n) => `${n} s`,
  minute: (n) => `${n} min`,
  hour: (n) => `${n} h`,
  day: (n) => plural(n, "day"),
};

const LONG: Units = {
  second: (n) => plural(n, "second"),
  minute: (n) => plural(n, "minute"),
  hour: (n) => plural(n, "hour"),
  day: (n) => plural(n, "day"),
};

/** Up to this, people count in seconds: the promise is "60 seconds", not "1 minute". */
const COUNTED_IN_SECONDS_MS = 90 * SECOND;

const two = (ms: number, unitMs: number, restMs: number): readonly [number, number] => {
  const rounded = Math.round(ms / restMs) * restMs;
  return [Math.floor(rounded / unitMs), Math.round((rounded % unitMs) / restMs)];
};

const write = (ms: number, units: Units): string => {
  const length = Math.max(0, ms);
  // Policies are also played at 60 times their speed: there half a second is not nothing.
  if (length < 9.95 * SECOND) return units.second(String(Number((length / SECOND).toFixed(1))));
  if (length <= COUNTED_IN_SECONDS_MS) return units.second(String(Math.round(length / SECOND)));
  if (length < HOUR) {
    const [minutes, seconds] = two(length, MINUTE, SECOND);
    return seconds === 0
      ? units.minute(minutes)
      : `${units.minute(minutes)} ${units.second(String(seconds))}`;
  }
  if (length < 2 * DAY) {
    const [hours, minutes] = two(length, HOUR, MINUTE);
    return minutes === 0 ? units.hour(hours) : `${units.hour(hours)} ${units.minute(minutes)}`;
  }
  return units.day(Math.round(length / DAY));
};

/** `30 s`, `2 min`, `1 min 45 s`, `0.5 s`: where every character counts. */
export const short = (ms: number): string => write(ms, SHORT);

/** `60 seconds`, `2 minutes`: in a sentence. */
export const long = (ms: number): string => write(ms, LONG);

/** `3 years`, `5 months`, `12 days`: how old something is, where only the size matters. */
export const age = (ms: number): string => {
  const days = Math.floor(Math.max(0, ms) / DAY);
  if (days >= 730) return plural(Math.floor(days / 365), "year");
  if (days >= 60) return plural(Math.floor(days / 30), "month");
  return days === 0 ? "less than a day" : plural(days, "day");
};

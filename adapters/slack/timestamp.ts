import type { Timestamp } from "../../src/core/time.ts";

/** A message's id and time in one: seconds, a dot, six digits. https://docs.slack.dev/reference/events/message */
export const TS = /^\d{1,12}\.\d{1,9}$/;

/** Whole milliseconds; from the digits, since a float of seconds may round up into the next one. */
export const tsToMs = (ts: string): Timestamp => {
  const [seconds = "0", fraction = ""] = ts.split(".");
  return Number(seconds) * 1000 + Number(fraction.padEnd(3, "0").slice(0, 3));
};

export const msToTs = (at: Timestamp): string => {
  const whole = Math.max(0, Math.floor(at));
  return `${Math.floor(whole / 1000)}.${String(whole % 1000).padStart(3, "0")}000`;
};

/** By time, not as text: the number of digits before the dot may differ. */
export const isAfter = (one: string, other: string): boolean => {
  const [a = "0", b = ""] = one.split(".");
  const [c = "0", d = ""] = other.split(".");
  return a === c ? b.padEnd(6, "0") > d.padEnd(6, "0") : Number(a) > Number(c);
};

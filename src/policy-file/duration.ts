import { z } from "zod";
import { DAY, HOUR, MINUTE, SECOND } from "../core/time.ts";

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(s|sec|secs|second|seconds)$/, SECOND],
  [/^(m|min|mins|minute|minutes)$/, MINUTE],
  [/^(h|hour|hours)$/, HOUR],
  [/^(d|day|days)$/, DAY],
];

const PART = /(\d+(?:\.\d+)?)\s*([a-z]+)/g;

/** `60s`, `2m`, `20 min`, `1h 30m`, or a number of seconds → ms; null when it is none of these. */
export const readDuration = (value: string | number): number | null => {
  if (typeof value === "number") return Number.isFinite(value) ? value * SECOND : null;
  const text = value.trim().toLowerCase();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * SECOND;
  const parts = [...text.matchAll(PART)];
  if (parts.length === 0 || text.replace(PART, "").trim() !== "") return null;
  let total = 0;
  for (const [, amount, unit = ""] of parts) {
    const found = UNITS.find(([name]) => name.test(unit));
    if (found === undefined) return null;
    total += Number(amount) * found[1];
  }
  return total;
};

const EXPECTED = "a duration such as 60s, 2m or 20 min";

/** A duration in the file, ms in the policy. */
export const duration = (limits: {
  readonly leastMs: number;
  readonly mostMs: number;
  readonly said: string;
}) =>
  z.union([z.string(), z.number()], { error: EXPECTED }).transform((value, ctx): number => {
    const ms = readDuration(value);
    if (ms !== null && ms >= limits.leastMs && ms <= limits.mostMs) return Math.round(ms);
    ctx.addIssue(ms === null ? EXPECTED : `a duration ${limits.said}`);
    return z.NEVER;
  });

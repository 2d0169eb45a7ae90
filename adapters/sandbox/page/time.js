// @ts-check
import { useEffect, useState } from "preact/hooks";

/** The desk's now, again and again; `lead` is how far its clock is ahead of this machine's.
 * @param {number} lead @param {number} [everyMs] */
export const useNow = (lead, everyMs = 250) => {
  const [now, setNow] = useState(Date.now() + lead);
  useEffect(() => {
    const tick = () => setNow(Date.now() + lead);
    tick();
    const timer = window.setInterval(tick, everyMs);
    return () => window.clearInterval(timer);
  }, [lead, everyMs]);
  return now;
};

/** `0:42`, `12:05`, `1:02:00`; below ten seconds with a tenth, because policies are also played fast.
 * @param {number} ms */
export const countdown = (ms) => {
  const left = Math.abs(ms);
  if (left < 10_000) return `${(Math.floor(left / 100) / 10).toFixed(1)} s`;
  const seconds = Math.floor(left / 1000);
  const pad = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
};

/** `48 s`, `120 s`, `15 min`: a moment of a target as the policy names it. @param {number} ms */
export const policyTime = (ms) =>
  ms <= 120_000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms / 6000) / 10} min`;

const CLOCK = new Intl.DateTimeFormat(undefined, { hourCycle: "h23", hour: "2-digit", minute: "2-digit" });
const EXACT = new Intl.DateTimeFormat(undefined, {
  hourCycle: "h23",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const DAY = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hourCycle: "h23",
  hour: "2-digit",
  minute: "2-digit",
});

/** @param {number} at */
export const timeOfDay = (at) =>
  Math.abs(Date.now() - at) > 20 * 3_600_000 ? DAY.format(at) : CLOCK.format(at);

/** @param {number} at */
export const exactTime = (at) => EXACT.format(at);

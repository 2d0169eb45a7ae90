import { HOUR, MINUTE, SECOND, type Timestamp } from "../core/time.ts";

const two = (n: number): string => String(n).padStart(2, "0");

/** `2026-11-25 10:00:30.000`, in UTC. */
export const utc = (at: Timestamp): string => new Date(at).toISOString().replace("T", " ").replace("Z", "");

/** `10:00:30.000`; with its date where that is not the day of `from`. */
export const timeSince = (from: Timestamp, at: Timestamp): string => {
  const [day, time] = utc(at).split(" ");
  return utc(from).startsWith(day ?? "") ? (time ?? "") : `${day} ${time}`;
};

/** `+00:30.000` after `from`; hours where there are any. */
export const offset = (from: Timestamp, at: Timestamp): string => {
  const ms = Math.abs(at - from);
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const seconds = ((ms % MINUTE) / SECOND).toFixed(3).padStart(6, "0");
  return `${at < from ? "-" : "+"}${hours > 0 ? `${hours}:` : ""}${two(minutes)}:${seconds}`;
};

/** `2 min 4.25 s`, `9 ms`: to the ms: what is disputed may be less than a second. */
export const exactly = (ms: number): string => {
  const length = Math.max(0, ms);
  if (length < SECOND) return length === 0 ? "0 s" : `${length} ms`;
  const parts = [
    [Math.floor(length / HOUR), "h"],
    [Math.floor((length % HOUR) / MINUTE), "min"],
    [Number(((length % MINUTE) / SECOND).toFixed(3)), "s"],
  ] as const;
  return parts.flatMap(([n, unit]) => (n > 0 ? [`${n} ${unit}`] : [])).join(" ");
};

/** `2026-11-25 11:00:30 CET` as people there read it. Throws RangeError when there is no such zone. */
export const inZone = (zone: string): ((at: Timestamp) => string) => {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const of = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
    return `${of("year")}-${of("month")}-${of("day")} ${of("hour")}:${of("minute")}:${of("second")} ${of("timeZoneName")}`;
  };
};

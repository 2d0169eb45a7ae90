import { DAY } from "../core/time.ts";
import type { WallTime } from "./zone.ts";

const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME_TEXT = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** The beginning of a day written YYYY-MM-DD; null where there is no such day. */
export const dayIn = (text: string): WallTime | null => {
  const [, year, month, day] = DAY_TEXT.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const wall = Date.UTC(year, month - 1, day);
  return dayText(wall) === text ? wall : null;
};

/** YYYY-MM-DD */
export const dayText = (wall: WallTime): string => new Date(wall).toISOString().slice(0, 10);

/** Seconds after midnight in a time of day, 09:00 or 09:00:30, up to 24:00; null where there is no such time. */
export const secondsIn = (text: string): number | null => {
  const [, hour, minute, second = 0] = TIME_TEXT.exec(text)?.map((part) => Number(part ?? 0)) ?? [];
  if (hour === undefined || minute === undefined || minute > 59 || second > 59) return null;
  const all = (hour * 60 + minute) * 60 + second;
  return all <= DAY / 1000 ? all : null;
};

/** 09:00, 09:00:30 where the seconds matter, 24:00 at the end of a day. */
export const timeText = (seconds: number): string => {
  const two = (n: number): string => String(n).padStart(2, "0");
  const hoursAndMinutes = `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}`;
  return seconds % 60 === 0 ? hoursAndMinutes : `${hoursAndMinutes}:${two(seconds % 60)}`;
};

/** 0 is Monday, as in WEEKDAYS. */
export const weekdayOf = (wall: WallTime): number => (Math.floor(wall / DAY) + 3) % 7;

export const midnightOf = (wall: WallTime): WallTime => Math.floor(wall / DAY) * DAY;

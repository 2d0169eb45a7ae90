import { deskCalendarId, repCalendarId } from "../../calendar/sources.ts";
import type { Desk, Rep } from "../../core/policy/policy.ts";
import { gapsIn, nextOn, type Roster, whoIsOn } from "../../core/policy/roster.ts";
import { DAY, type Timestamp } from "../../core/time.ts";
import type { CalendarTrouble } from "../../ports-calendars.ts";
import { listed } from "./listed.ts";
import { momentInWords, scheduleInWords } from "./schedule.ts";

/** Who is on duty, as far as the calendars could be read. */
export interface Cover {
  readonly now: Timestamp;
  /** By desk id; each known for at least 14 days ahead. */
  readonly rosters: ReadonlyMap<string, Roster>;
  /** What is wrong with calendars, by their source's id. */
  readonly troubles: ReadonlyMap<string, CalendarTrouble>;
}

const GAPS_WITHIN_DAYS = 7;
const SHOWN_GAPS = 20;

const whenInWords = (rep: Rep, desk: Desk): string => {
  const sources = [
    ...(rep.shifts === null ? [] : [scheduleInWords(rep.shifts)]),
    ...(rep.calendar === null ? [] : ["by their own calendar"]),
    ...(desk.calendar === null ? [] : ["by the desk's calendar"]),
  ];
  return sources.length === 0 ? "around the clock" : sources.join(", and ");
};

const repInWords = (rep: Rep, desk: Desk): string => {
  const may = rep.permissions.length === 0 ? "no special permission" : listed(rep.permissions);
  return `${rep.name}${rep.lead ? " (lead)" : ""}: ${may}; works ${whenInWords(rep, desk)}`;
};

/** Each rep, with what they may do and when they work, and what changes it. */
export const repsInWords = (desk: Desk): readonly string[] => {
  if (desk.reps.length === 0) return ["Reps: none named; everybody in the staff channel is one"];
  const nameOf = (id: string): string => desk.reps.find((rep) => rep.id === id)?.name ?? id;
  return [
    `Reps: ${listed(desk.reps.map((rep) => (rep.lead ? `${rep.name} (lead)` : rep.name)))}`,
    ...desk.reps.map((rep) => `  ${repInWords(rep, desk)}`),
    ...desk.overrides.map(
      ({ rep, from, to, on }) =>
        `  ${nameOf(rep)} is ${on ? "on" : "off"} duty from ${momentInWords(from, desk.zone)} ` +
        `to ${momentInWords(to, desk.zone)} (${desk.zone})`,
    ),
  ];
};

const calendarsInWords = (desk: Desk, troubles: Cover["troubles"]): readonly string[] =>
  [
    { id: deskCalendarId(desk), whose: "The desk's calendar" },
    ...desk.reps.map(({ id, name }) => ({ id: repCalendarId(desk, id), whose: `${name}'s calendar` })),
  ].flatMap(({ id, whose }) => {
    const trouble = troubles.get(id);
    if (trouble === undefined) return [];
    const isPart = trouble.code === "unnamed" || trouble.code === "unread";
    return [`${whose} ${isPart ? "is read only in part" : "cannot be read"}: ${trouble.detail}`];
  });

const nextInWords = (desk: Desk, roster: Roster, permission: string | null, now: Timestamp): string => {
  const next = nextOn(roster, permission, now);
  const what = permission === null ? "Next on duty" : `Next with ${permission}`;
  if (next === null) return `${what}: nobody within 14 days`;
  const who = desk.reps.find(({ id }) => id === next.rep)?.name ?? next.rep;
  return `${what}: ${who}, ${next.at === now ? "now" : momentInWords(next.at, desk.zone)}`;
};

/** `asFar`: what the claim rests on where not all of it could be read. */
const gapsInWords = (desk: Desk, roster: Roster, now: Timestamp, asFar: string): readonly string[] => {
  const gaps = gapsIn(roster, now, now + GAPS_WITHIN_DAYS * DAY);
  if (gaps.length === 0) return [`Somebody is on duty at every moment of the next 7 days${asFar}`];
  const rest = gaps.length - SHOWN_GAPS;
  return [
    `Nobody is on duty in the next 7 days${asFar}`,
    ...gaps
      .slice(0, SHOWN_GAPS)
      .map(({ from, to }) => `  from ${momentInWords(from, desk.zone)} to ${momentInWords(to, desk.zone)}`),
    ...(rest > 0 ? [`  and ${rest} times more`] : []),
  ];
};

/** Who is on duty now, who is next for what, and when nobody is. */
export const coverInWords = (desk: Desk, { now, rosters, troubles }: Cover): readonly string[] => {
  const roster = rosters.get(desk.id);
  if (roster === undefined || desk.reps.length === 0) return [];
  const on = whoIsOn(roster, now).map((id) => desk.reps.find((rep) => rep.id === id)?.name ?? id);
  const permissions = [...new Set(desk.reps.flatMap((rep) => rep.permissions))].sort();
  const unread = calendarsInWords(desk, troubles);
  const asFar = unread.length === 0 ? "" : ", as far as the calendars could be read";
  return [
    ...unread,
    `On duty now (${momentInWords(now, desk.zone)}, ${desk.zone}): ${listed(on) || "nobody"}${asFar}`,
    ...[...(on.length === 0 ? [null] : []), ...permissions].map((one) => nextInWords(desk, roster, one, now)),
    ...gapsInWords(desk, roster, now, asFar),
  ];
};

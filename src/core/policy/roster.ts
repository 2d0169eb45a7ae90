import { DAY, type Timestamp } from "../time.ts";
import { type Interval, joined, without } from "./interval.ts";

export type { Interval } from "./interval.ts";

/** One rep's hours of duty, already expanded from schedules, calendars, overrides and holidays. */
export interface RosterRep {
  readonly id: string;
  readonly permissions: readonly string[];
  /** Sorted; intervals that touch are one shift. Null: around the clock. */
  readonly duty: readonly Interval[] | null;
}

/** Who is on duty when, as far as it is known. The core sees intervals only. */
export interface Roster {
  readonly reps: readonly RosterRep[];
}

/** Somebody's shift begins or ends. */
export interface ShiftChange {
  readonly rep: string;
  readonly at: Timestamp;
  readonly type: "start" | "end";
}

/** How far ahead somebody is looked for: nobody within it, and no time is promised. */
export const NEXT_ON_WITHIN_MS = 14 * DAY;

const isOn = ({ duty }: RosterRep, at: Timestamp): boolean =>
  duty === null || duty.some(({ from, to }) => from <= at && at < to);

/** The first moment from `at` on at which they are on duty; null: none is known. */
const onFrom = (rep: RosterRep, at: Timestamp): Timestamp | null => {
  if (isOn(rep, at)) return at;
  const starts = (rep.duty ?? []).filter(({ from, to }) => at < from && from < to).map(({ from }) => from);
  return starts.length === 0 ? null : Math.min(...starts);
};

/** Ids of the reps on duty, in the roster's order. */
export const whoIsOn = (roster: Roster, at: Timestamp): readonly string[] =>
  roster.reps.filter((rep) => isOn(rep, at)).map(({ id }) => id);

/**
 * Who is on duty first from `at` on, with the permission (null: any rep). Somebody on duty now is next at `at` itself;
 * of two at the same moment the first in the roster. Null: nobody within NEXT_ON_WITHIN_MS.
 */
export const nextOn = (
  roster: Roster,
  permission: string | null,
  at: Timestamp,
): { readonly rep: string; readonly at: Timestamp } | null =>
  roster.reps
    .filter(({ permissions }) => permission === null || permissions.includes(permission))
    .flatMap((rep) => {
      const on = onFrom(rep, at);
      return on === null || on - at > NEXT_ON_WITHIN_MS ? [] : [{ rep: rep.id, at: on }];
    })
    .reduce<{ rep: string; at: Timestamp } | null>(
      (first, one) => (first === null || one.at < first.at ? one : first),
      null,
    );

/** When nobody is on duty between the two moments. */
export const gapsIn = (roster: Roster, from: Timestamp, to: Timestamp): readonly Interval[] => {
  if (from >= to) return [];
  if (roster.reps.some(({ duty }) => duty === null)) return [];
  return joined(roster.reps.flatMap(({ duty }) => duty ?? [])).reduce<readonly Interval[]>(without, [
    { from, to },
  ]);
};

/** Shifts that begin or end after `after` and up to `upTo`, in order; at one moment ends come before starts. */
export const shiftChanges = (roster: Roster, after: Timestamp, upTo: Timestamp): readonly ShiftChange[] =>
  roster.reps
    .flatMap(({ id, duty }) =>
      joined(duty ?? []).flatMap(({ from, to }): readonly ShiftChange[] => [
        { rep: id, at: from, type: "start" },
        { rep: id, at: to, type: "end" },
      ]),
    )
    .filter(({ at }) => after < at && at <= upTo)
    .sort((a, b) => a.at - b.at || a.type.localeCompare(b.type));

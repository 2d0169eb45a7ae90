import { rosterOf } from "../../calendar/roster-of.ts";
import { expandSchedule } from "../../calendar/schedule.ts";
import type { Hours } from "../../core/policy/hours.ts";
import type { Desk, Rep } from "../../core/policy/policy.ts";
import { nextOn, type Roster, shiftChanges, whoIsOn } from "../../core/policy/roster.ts";
import type { Staff, StaffRep, Unreachable } from "../../core/staff.ts";
import { DAY, HOUR, type Timestamp } from "../../core/time.ts";
import type { Clock } from "../../ports.ts";
import type { Calendars } from "../../ports-calendars.ts";
import type { DutyRow, Tx } from "../../ports-store.ts";
import type { Chats } from "../address.ts";

export interface BoardOptions {
  readonly chats: Chats;
  readonly calendars: Pick<Calendars, "current">;
  readonly clock: Clock;
}

/** Who is on duty, by shifts and by their own word, and whether a ping reaches them. */
export interface Board {
  /** The roster of a month around now; expanded anew every hour. */
  readonly roster: (desk: Desk) => Roster;
  /** Calendars or the policy file changed. */
  readonly forget: () => void;
  readonly staff: (tx: Tx, desk: Desk, withLoad: boolean) => Promise<Staff>;
  /** The rep's own word counts until their next shift begins or ends; null: until they say otherwise. */
  readonly wordHoldsUntil: (desk: Desk, rep: string, at: Timestamp) => Timestamp | null;
  readonly isOn: (desk: Desk, row: DutyRow, at: Timestamp) => boolean;
  /** By the desk's id of the person; null: nobody within 14 days. */
  readonly nextOn: (
    tx: Tx,
    desk: Desk,
    permission: string | null,
  ) => Promise<{ readonly rep: string; readonly at: Timestamp } | null>;
  /** Opening hours, as far ahead as a conversation that opens now can need them. */
  readonly hoursFrom: (desk: Desk, at: Timestamp) => Hours;
}

const BEHIND_MS = 2 * DAY;
const AHEAD_MS = 16 * DAY;
const HOURS_AHEAD_MS = 35 * DAY;

/** The account by which a rep of this desk answers. */
export const accountOf = (desk: Desk, rep: Rep): string | null => rep[desk.staff.platform];

export const createBoard = ({ chats, calendars, clock }: BoardOptions): Board => {
  let rosters = new WeakMap<Desk, { readonly hour: number; readonly roster: Roster }>();

  const roster = (desk: Desk): Roster => {
    const now = clock.now();
    const hour = Math.floor(now / HOUR);
    const known = rosters.get(desk);
    if (known !== undefined && known.hour === hour) return known.roster;
    const [from, to] = [now - BEHIND_MS, now + AHEAD_MS];
    const made = rosterOf(desk, calendars.current(from, to), from, to);
    rosters.set(desk, { hour, roster: made });
    return made;
  };

  const changesOf = (desk: Desk, rep: string, after: Timestamp, upTo: Timestamp) =>
    shiftChanges(roster(desk), after, upTo).filter((one) => one.rep === rep);

  const isOn = (desk: Desk, { rep, word, wordAt, wordUntil }: DutyRow, at: Timestamp): boolean => {
    // The end that was known at the time counts for ever; the roster of today reaches only so far back.
    const isOver = wordUntil !== null && at >= wordUntil;
    if (word !== null && wordAt !== null && !isOver && changesOf(desk, rep, wordAt, at).length === 0) {
      return word === "on";
    }
    return whoIsOn(roster(desk), at).includes(rep);
  };

  const unreachable = (desk: Desk, rows: readonly DutyRow[], now: Timestamp) => {
    const users = desk.reps.flatMap((rep) => accountOf(desk, rep) ?? []);
    const said = chats.get(desk.alerts.platform)?.unreachable(users, desk.alerts.channel);
    const twice = new Set(
      rows.flatMap(({ rep, pings }) => {
        const second = pings[1];
        return second !== undefined && second + desk.policy.ackTimeoutMs <= now ? [rep] : [];
      }),
    );
    return (rep: Rep): Unreachable | null => {
      const account = accountOf(desk, rep);
      return (
        (account === null ? undefined : said?.get(account)) ?? (twice.has(rep.id) ? "unacknowledged" : null)
      );
    };
  };

  return {
    roster,
    isOn,
    forget: () => {
      rosters = new WeakMap();
    },
    staff: async (tx, desk, withLoad) => {
      if (desk.reps.length === 0) return [];
      const now = clock.now();
      const [rows, load] = await Promise.all([
        tx.duty(desk.id),
        withLoad ? tx.openByRep(desk.id) : new Map<string, number>(),
      ]);
      const why = unreachable(desk, rows, now);
      return desk.reps.flatMap((rep): StaffRep[] => {
        const row = rows.find((one) => one.rep === rep.id);
        if (row === undefined) return [];
        const { personId: person, seenAt: busyAt } = row;
        return [
          {
            id: rep.id,
            person,
            lead: rep.lead,
            permissions: rep.permissions,
            onDuty: isOn(desk, row, now),
            unreachable: why(rep),
            open: load.get(person) ?? 0,
            busyAt,
          },
        ];
      });
    },
    wordHoldsUntil: (desk, rep, at) => changesOf(desk, rep, at, at + AHEAD_MS)[0]?.at ?? null,
    nextOn: async (tx, desk, permission) => {
      const next = nextOn(roster(desk), permission, clock.now());
      if (next === null) return null;
      const row = (await tx.duty(desk.id)).find((one) => one.rep === next.rep);
      return row === undefined ? null : { rep: row.personId, at: next.at };
    },
    hoursFrom: ({ policy }, at) =>
      policy.hours === null ? null : expandSchedule(policy.hours, at - DAY, at + HOURS_AHEAD_MS),
  };
};

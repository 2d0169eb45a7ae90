import type { Effect } from "../../core/effect.ts";
import type { Desk } from "../../core/policy/policy.ts";
import { shiftChanges, whoIsOn } from "../../core/policy/roster.ts";
import { MINUTE, type Timestamp } from "../../core/time.ts";
import type { Clock } from "../../ports.ts";
import type { DutyRow, Tx } from "../../ports-store.ts";
import type { Chats } from "../address.ts";
import { type Task, task } from "../engine/apply.ts";
import { itemOf } from "../tickets/list.ts";
import type { Board } from "./board.ts";
import { dutyButton, listFor } from "./commands.ts";
import { noteOnShift } from "./on-shift.ts";

export interface ShiftsOptions {
  readonly board: Board;
  readonly chats: Chats;
  readonly clock: Clock;
}

/** What the changes of shift since the last look ask for. */
export interface ShiftWork {
  readonly tasks: readonly Task[];
  /** What is said once the tasks are done: a list shows what was offered just now. */
  readonly effects: () => Promise<readonly Effect[]>;
}

export const nothingToSay = async (): Promise<readonly Effect[]> => [];

/** A list that comes much later than the shift began tells nobody anything. */
const LIST_WITHIN_MS = 10 * MINUTE;

const cursorKey = (desk: Desk): string => `shifts:${desk.id}`;

/**
 * Ten minutes before a shift ends the rep is asked to finish or transfer; at its end what they have is offered on; at
 * its start they get their list. A roster that is edited so that a shift is over already ends it now. The cursor is kept in the same transaction: each change is handled once, by one
 * process, whatever was down in between.
 */
export const createShifts = ({ board, chats, clock }: ShiftsOptions) => {
  const warn = async (tx: Tx, desk: Desk, after: Timestamp, now: Timestamp): Promise<readonly Task[]> => {
    const noticeMs = desk.policy.shiftNoticeMs;
    const ends = shiftChanges(board.roster(desk), after + noticeMs, now + noticeMs).filter(
      (one) => one.type === "end" && one.at > now,
    );
    const rows = ends.length === 0 ? [] : await tx.duty(desk.id);
    const tasks = await Promise.all(
      ends.map(async ({ rep, at: endsAt }) => {
        const row = rows.find((one) => one.rep === rep);
        if (row === undefined || !board.isOn(desk, row, now)) return [];
        const open = await tx.openOf(desk.id, row.personId);
        return open.map((one) =>
          task(one, { type: "WarnOfShiftEnd", at: now, person: row.personId, endsAt }),
        );
      }),
    );
    return tasks.flat();
  };

  const peopleOn = (desk: Desk, rows: readonly DutyRow[], now: Timestamp): readonly string[] => {
    const on = whoIsOn(board.roster(desk), now);
    return rows.filter((row) => on.includes(row.rep)).map((row) => row.personId);
  };

  const change = async (tx: Tx, desk: Desk, after: Timestamp, now: Timestamp): Promise<ShiftWork> => {
    const rows = await tx.duty(desk.id);
    const changes = shiftChanges(board.roster(desk), after, now);
    const beginning: string[] = [];
    const endedAt = new Map<string, Timestamp>();
    // Ends that are no change since the last look: the roster was edited, and they lie before it or nowhere.
    for (const person of await noteOnShift(tx, desk, peopleOn(desk, rows, now))) {
      const row = rows.find((one) => one.personId === person);
      if (row === undefined || !board.isOn(desk, row, now)) endedAt.set(person, now);
    }
    for (const rep of new Set(changes.map((one) => one.rep))) {
      const row = rows.find((one) => one.rep === rep);
      const last = changes.findLast((one) => one.rep === rep);
      if (row === undefined || last === undefined) continue;
      if (!board.isOn(desk, row, now)) endedAt.set(row.personId, last.at);
      else if (last.type === "start" && now - last.at < LIST_WITHIN_MS) beginning.push(row.personId);
    }
    const tasks: Task[] = [];
    for (const [person, at] of endedAt) {
      const open = await tx.openOf(desk.id, person);
      tasks.push(...open.map((one) => task(one, { type: "EndDuty", at, person, cause: "shift_ended" })));
    }
    const begin = async (): Promise<readonly Effect[]> => {
      // A shift begins with a clean record: pings of the last one say nothing about this one.
      await tx.repsSeen(beginning, now);
      const lists = await Promise.all(beginning.map((person) => listOf(tx, desk, person)));
      const tickets = await Promise.all(beginning.map((person) => ticketsOf(tx, desk, person)));
      return [...lists, ...tickets.flat()];
    };
    return { tasks, effects: begin };
  };

  /** Whoever is next on staff learns what is confirmed and waits for them (policy §2). */
  const ticketsOf = async (tx: Tx, desk: Desk, person: string): Promise<readonly Effect[]> => {
    const waiting = await tx.ticketsToStart(desk.id, person);
    if (waiting.length === 0) return [];
    const items = waiting.map((one) => itemOf(one, desk, chats));
    return [
      {
        type: "SayToReps",
        sentence: { key: "ticket_shift_list", person, items },
        buttons: [],
        mention: [person],
      },
    ];
  };

  const listOf = async (tx: Tx, desk: Desk, person: string): Promise<Effect> => ({
    type: "SayToReps",
    sentence: {
      key: "your_list",
      person,
      begins: true,
      items: await listFor(tx, desk, person, chats),
    },
    buttons: [dutyButton(desk, false)],
    mention: [person],
  });

  return {
    /** Everything since the last look, once; the cursor moves with it. */
    look: async (tx: Tx, desk: Desk): Promise<ShiftWork> => {
      await tx.serialize(cursorKey(desk));
      const now = clock.now();
      const last = await tx.setting(cursorKey(desk));
      // A clock that was set back a little waits until it is where it was; one that was set back far begins anew.
      if (typeof last === "number" && last >= now && last - now < DAY_AHEAD_MS) {
        return { tasks: [], effects: nothingToSay };
      }
      await tx.setSetting(cursorKey(desk), now);
      if (typeof last !== "number" || last >= now) {
        await noteOnShift(tx, desk, peopleOn(desk, await tx.duty(desk.id), now));
        return { tasks: [], effects: nothingToSay };
      }
      const warned = await warn(tx, desk, last, now);
      const changed = await change(tx, desk, last, now);
      return { effects: changed.effects, tasks: [...warned, ...changed.tasks] };
    },
    /** The next moment at which a look would find something; null: none within a day. */
    nextAt: (desk: Desk): Timestamp | null => {
      const now = clock.now();
      const noticeMs = desk.policy.shiftNoticeMs;
      const ahead = shiftChanges(board.roster(desk), now, now + DAY_AHEAD_MS).flatMap(({ at, type }) =>
        type === "end" && at - noticeMs > now ? [at - noticeMs, at] : [at],
      );
      return ahead.length === 0 ? null : Math.min(...ahead);
    },
  };
};

const DAY_AHEAD_MS = 24 * 60 * MINUTE;

export type Shifts = ReturnType<typeof createShifts>;

import type { Desk } from "../../core/policy/policy.ts";
import type { NextOn } from "../../core/ticket/event.ts";
import type { Clock } from "../../ports.ts";
import type { Tx } from "../../ports-store.ts";
import type { StoredTicket } from "../../ports-tickets.ts";
import type { Desks } from "../desks.ts";
import type { Board } from "../duty/board.ts";
import type { MakeDraft } from "../engine/apply.ts";
import { type AppliedTicket, applyTicket, type TicketTask, writeTickets } from "./apply.ts";

export interface TicketDeskOptions {
  readonly desks: Desks;
  readonly board: Board;
  readonly clock: Clock;
  readonly draft: MakeDraft;
  /** The desk can send mail, and receive it. */
  readonly mail: boolean;
}

/** Decides on tickets inside a transaction, and knows who takes them on. */
export interface TicketDesk {
  readonly run: (tx: Tx, tasks: readonly TicketTask[]) => Promise<readonly AppliedTicket[]>;
  /**
   * Who may do what needs this permission (null: any rep), on duty now or next; of several on duty the one with the
   * fewest open conversations. Null: nobody within 14 days.
   */
  readonly nextOn: (tx: Tx, desk: Desk, permission: string | null) => Promise<NextOn | null>;
  readonly deskOf: (tx: Tx, stored: Pick<StoredTicket, "desk" | "policyVersion">) => Promise<Desk>;
}

export const createTicketDesk = ({ desks, board, clock, draft, mail }: TicketDeskOptions): TicketDesk => {
  const deskOf: TicketDesk["deskOf"] = (tx, { desk, policyVersion }) =>
    desks.asPromised(desk, policyVersion, tx.policy);

  return {
    deskOf,
    run: async (tx, tasks) => {
      // One inbound may say two things to a ticket: the second is decided on what the first left.
      const latest = new Map<string, StoredTicket>();
      const applied: AppliedTicket[] = [];
      for (const task of tasks) {
        const desk = await deskOf(tx, task.stored);
        const staff = await board.staff(tx, desk, false);
        const stored = latest.get(task.stored.id) ?? task.stored;
        const result = applyTicket({ ...task, stored }, { now: clock.now(), desk, staff, mail }, draft);
        latest.set(stored.id, result.next);
        applied.push(result);
      }
      await writeTickets(tx, applied);
      return applied;
    },
    nextOn: async (tx, desk, permission) => {
      const staff = await board.staff(tx, desk, true);
      const there = staff
        .filter((one) => one.onDuty && (permission === null || one.permissions.includes(permission)))
        .sort((a, b) => a.open - b.open || a.busyAt - b.busyAt);
      const [first] = there;
      return first === undefined
        ? board.nextOn(tx, desk, permission)
        : { rep: first.person, at: clock.now() };
    },
  };
};

import { staffNeeded } from "../../core/conversation/needs.ts";
import type { Desk } from "../../core/policy/policy.ts";
import type { Staff } from "../../core/staff.ts";
import type { Clock } from "../../ports.ts";
import type { Tx } from "../../ports-store.ts";
import type { Desks } from "../desks.ts";
import type { Board } from "../duty/board.ts";
import type { KnownFor } from "./apply.ts";

export interface KnownOptions {
  readonly desks: Desks;
  readonly board: Board;
  readonly clock: Clock;
  readonly mail: boolean;
}

/** What a decision knows, made in one place: inside the transaction that decides by it. */
export const createKnownFor = ({ desks, board, clock, mail }: KnownOptions): KnownFor => {
  /** The staff as one transaction sees them: asked for once, however many conversations are decided on. */
  const seen = new WeakMap<Tx, Map<string, Promise<Staff>>>();
  const staffFor = (tx: Tx, desk: Desk, withLoad: boolean): Promise<Staff> => {
    const ofTx = seen.get(tx) ?? new Map<string, Promise<Staff>>();
    seen.set(tx, ofTx);
    const key = `${desk.id}:${withLoad}`;
    const staff = ofTx.get(key) ?? board.staff(tx, desk, withLoad);
    ofTx.set(key, staff);
    return staff;
  };

  return async (tx, { stored, command }) => {
    const now = clock.now();
    const desk = await desks.asPromised(stored.desk, stored.policyVersion, tx.policy);
    const needed = staffNeeded(command, stored.state, now);
    // Two that open at the same moment must not both be offered to whoever had the fewest before.
    if (needed === "load" && desk.reps.length > 0) await tx.serialize(`offers:${desk.id}`);
    const staff = needed === "nothing" ? [] : await staffFor(tx, desk, needed === "load");
    return { now, desk, staff, mail };
  };
};

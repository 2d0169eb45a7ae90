import type { Target } from "../../../src/core/policy/policy.ts";
import type { Timestamp } from "../../../src/core/time.ts";

/** One promise, as the facts known so far show it. */
export interface Clock {
  readonly target: Target;
  /** Counts the clocks of one target, from 1 (decision 14). */
  readonly cycle: number;
  startedAt: Timestamp;
  dueAt: Timestamp;
  fulfilledAt: Timestamp | null;
  cancelledAt: Timestamp | null;
  /** From then on nothing happens to it: it was answered or cancelled, or the conversation ended past its deadline. */
  closedAt: Timestamp | null;
}

export const startClock = (
  clocks: Clock[],
  target: Target,
  startedAt: Timestamp,
  lengthMs: number,
): Clock => {
  const cycle = 1 + clocks.filter((clock) => clock.target === target).length;
  const dueAt = startedAt + lengthMs;
  const clock = { target, cycle, startedAt, dueAt, fulfilledAt: null, cancelledAt: null, closedAt: null };
  clocks.push(clock);
  return clock;
};

/** Past due: a moment exactly at the deadline is not (decision 7). */
export const isPastDue = ({ dueAt }: Clock, at: Timestamp): boolean => at > dueAt;

export const fulfil = (clock: Clock, at: Timestamp): void => {
  clock.fulfilledAt = at;
  clock.closedAt = at;
};

/** Decision 13: what is past due stays breached; the rest is cancelled. */
export const cancelUnlessPastDue = (clock: Clock, at: Timestamp): void => {
  if (!isPastDue(clock, at)) clock.cancelledAt = at;
  clock.closedAt = at;
};

export const revive = (clock: Clock): void => {
  clock.cancelledAt = null;
  clock.closedAt = null;
};

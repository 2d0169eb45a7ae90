import { addOpenTime, type Hours } from "../../policy/hours.ts";
import type { Target, Targets } from "../../policy/policy.ts";
import type { Interval } from "../../policy/roster.ts";
import type { Timestamp } from "../../time.ts";
import type { CancelCause, Clock } from "../clock.ts";
import type { Outcome } from "../timeline.ts";

/** What a conversation was promised when it opened: an edited policy changes new conversations only. */
export interface Promised {
  readonly targets: Targets;
  /** How long a closed conversation may be continued, ms. */
  readonly reopenMs: number;
  /** Abandoned within so long, and before any answer, it is a short abandon, ms (sla.md, decision 15). */
  readonly shortAbandonMs: number;
  readonly hours: Hours;
}

interface Unanswered {
  readonly id: string;
  readonly at: Timestamp;
}

/** The fold's working memory. It is private to `foldClocks`, which alone has it mutated. */
export interface Fold {
  readonly promised: Promised;
  readonly clocks: Clock[];
  /** How many clocks of each target there were. */
  readonly cycles: Map<Target, number>;
  unanswered: Unanswered[];
  /** Index of the one reply clock that is open, or -1 (decision 3). */
  reply: number;
  /** Index of an update clock that a sooner next_response took over, or -1. */
  superseded: number;
  resolution: number;
  answered: boolean;
  firstMessageAt: Timestamp | null;
  lastResponseAt: Timestamp | null;
  lastResponseAsks: boolean;
  /** The last response since the conversation was opened or reopened: nothing is measured across the gap. */
  updateFrom: Timestamp | null;
  endedAt: Timestamp | null;
  outcome: Outcome | null;
  /** A message was unanswered when the conversation ended: a rep who reopens it owes the answer. */
  owedAtEnd: boolean;
  /** Since when the ball has been with the customer; null while it is the rep's. */
  customersSince: Timestamp | null;
  readonly withCustomer: Interval[];
}

export const emptyFold = (promised: Promised): Fold => ({
  promised,
  clocks: [],
  cycles: new Map(),
  unanswered: [],
  reply: -1,
  superseded: -1,
  resolution: -1,
  answered: false,
  firstMessageAt: null,
  lastResponseAt: null,
  lastResponseAsks: false,
  updateFrom: null,
  endedAt: null,
  outcome: null,
  owedAtEnd: false,
  customersSince: null,
  withCustomer: [],
});

/** Starts the next clock of this target and gives its index. */
export const start = (
  fold: Fold,
  target: Target,
  startedAt: Timestamp,
  lengthMs = fold.promised.targets[target],
): number => {
  const cycle = (fold.cycles.get(target) ?? 0) + 1;
  fold.cycles.set(target, cycle);
  return (
    fold.clocks.push({
      target,
      cycle,
      startedAt,
      lengthMs,
      dueAt: addOpenTime(fold.promised.hours, startedAt, lengthMs),
      fulfilledAt: null,
      fulfilledBy: null,
      cancelledAt: null,
      cause: null,
      endedAt: null,
    }) - 1
  );
};

export const change = (fold: Fold, index: number, fields: Partial<Clock>): void => {
  const clock = fold.clocks[index];
  if (clock !== undefined) fold.clocks[index] = { ...clock, ...fields };
};

/** next_response exists only after first_response was answered, in time or late (decision 3). */
export const replyTarget = (fold: Fold): Target => (fold.answered ? "next_response" : "first_response");

export const ballOf = (fold: Fold): "rep" | "customer" =>
  fold.unanswered.length > 0 || fold.reply !== -1 ? "rep" : "customer";

/** Ends the open reply clock without an answer: cancelled before its deadline, a breach for ever after it. */
export const endReply = (fold: Fold, at: Timestamp, cause: CancelCause): void => {
  const running = fold.clocks[fold.reply];
  if (running === undefined) return;
  change(fold, fold.reply, at <= running.dueAt ? { cancelledAt: at, cause } : { endedAt: at });
  fold.reply = -1;
  fold.superseded = -1;
};

import type { Interval } from "../policy/roster.ts";
import type { Timestamp } from "../time.ts";
import type { Clock } from "./clock.ts";
import { onEnded, reopen } from "./fold/ends.ts";
import { ballOf, emptyFold, type Fold, type Promised } from "./fold/memory.ts";
import { onBallKept, onCustomer, onDeleted, onReplyWaived, onResponse } from "./fold/replies.ts";
import type { Moment, Outcome } from "./timeline.ts";

export { LEAST_RESOLUTION_MS } from "./fold/ends.ts";
export type { Promised } from "./fold/memory.ts";

/** What the clocks of a conversation say, folded from its moments. */
export interface Clocks {
  readonly all: readonly Clock[];
  /** The oldest unanswered customer message's time; null when nothing waits. */
  readonly waitingSince: Timestamp | null;
  /** Whose turn it is. */
  readonly ball: "rep" | "customer";
  readonly firstMessageAt: Timestamp | null;
  readonly lastResponseAt: Timestamp | null;
  readonly lastResponseAsks: boolean;
  readonly endedAt: Timestamp | null;
  /** Null while it is open. */
  readonly outcome: Outcome | null;
  /** When the ball was the customer's, kept beside the resolution clock that does not stop for it (decision 12). */
  readonly withCustomer: readonly Interval[];
  /** Since when it is theirs now; null: it is not, or the conversation is over. */
  readonly customersSince: Timestamp | null;
}

const apply = (fold: Fold, moment: Moment): void => {
  if (moment.kind === "customer") onCustomer(fold, moment);
  else if (moment.kind === "response") onResponse(fold, moment);
  else if (moment.kind === "deleted") onDeleted(fold, moment);
  else if (moment.kind === "ball_kept") onBallKept(fold);
  else if (moment.kind === "reply_waived") onReplyWaived(fold, moment.at);
  else if (moment.kind === "ended") onEnded(fold, moment);
  else reopen(fold, moment.at, moment.id);
};

/** Before the customer spoke nobody waits for anybody. */
const noteBall = (fold: Fold, at: Timestamp): void => {
  const customers = fold.firstMessageAt !== null && fold.endedAt === null && ballOf(fold) === "customer";
  if (customers) fold.customersSince ??= at;
  else if (fold.customersSince !== null) {
    fold.withCustomer.push({ from: fold.customersSince, to: at });
    fold.customersSince = null;
  }
};

/**
 * Judges a whole history. A pure function of the moments and of what was promised: the same moments give the same
 * verdicts, whatever the order in which they arrived.
 */
export const foldClocks = (moments: readonly Moment[], promised: Promised): Clocks => {
  const folding = foldingOf(promised);
  moments.forEach(folding.add);
  return folding.read();
};

/** The same, one moment after the other; what is added comes after all that was. */
export const foldingOf = (promised: Promised) => {
  const fold = emptyFold(promised);
  const add = (moment: Moment): void => {
    apply(fold, moment);
    noteBall(fold, moment.at);
  };
  return { add, read: (): Clocks => readFold(fold) };
};

const readFold = (fold: Fold): Clocks => ({
  all: fold.clocks,
  waitingSince: fold.unanswered[0]?.at ?? null,
  ball: ballOf(fold),
  firstMessageAt: fold.firstMessageAt,
  lastResponseAt: fold.lastResponseAt,
  lastResponseAsks: fold.lastResponseAsks,
  endedAt: fold.endedAt,
  outcome: fold.outcome,
  withCustomer: fold.withCustomer,
  customersSince: fold.customersSince,
});

import type { Target, Targets } from "../policy/policy.ts";
import { MINUTE, type Timestamp } from "../time.ts";
import type { CancelCause, Clock } from "./clock.ts";
import type { Moment } from "./timeline.ts";

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
}

/** A reopened conversation always gets at least this much of its resolution target (sla.md, decision 14), ms. */
export const LEAST_RESOLUTION_MS = 2 * MINUTE;

interface Unanswered {
  readonly id: string;
  readonly at: Timestamp;
}

/** The fold's working memory. It is private to `foldClocks`, which alone mutates it. */
interface Fold {
  readonly targets: Targets;
  readonly clocks: Clock[];
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
  endedAt: Timestamp | null;
  /** A message was unanswered when the conversation ended: a rep who reopens it owes the answer. */
  owedAtEnd: boolean;
}

const start = (fold: Fold, target: Target, startedAt: Timestamp, lengthMs = fold.targets[target]): number => {
  const cycle = fold.clocks.filter((clock) => clock.target === target).length + 1;
  return (
    fold.clocks.push({
      target,
      cycle,
      startedAt,
      dueAt: startedAt + lengthMs,
      fulfilledAt: null,
      cancelledAt: null,
      cause: null,
      endedAt: null,
    }) - 1
  );
};

const change = (fold: Fold, index: number, fields: Partial<Clock>): void => {
  const clock = fold.clocks[index];
  if (clock !== undefined) fold.clocks[index] = { ...clock, ...fields };
};

const replyTarget = (fold: Fold): Target => (fold.answered ? "next_response" : "first_response");

const counts = (fold: Fold, pleasantry: boolean): boolean =>
  !(pleasantry && fold.answered && !fold.lastResponseAsks);

const onCustomer = (fold: Fold, moment: Extract<Moment, { kind: "customer" }>): void => {
  if (fold.endedAt !== null) return;
  if (fold.firstMessageAt === null) {
    fold.firstMessageAt = moment.at;
    fold.resolution = start(fold, "resolution", moment.at);
  }
  if (!counts(fold, moment.pleasantry)) return;
  fold.unanswered.push({ id: moment.id, at: moment.at });
  const running = fold.clocks[fold.reply];
  if (running === undefined) {
    fold.reply = start(fold, replyTarget(fold), moment.at);
  } else if (
    running.target === "update" &&
    moment.at <= running.dueAt &&
    moment.at + fold.targets.next_response < running.dueAt
  ) {
    change(fold, fold.reply, { cancelledAt: moment.at, cause: "superseded" });
    fold.superseded = fold.reply;
    fold.reply = start(fold, "next_response", moment.at);
  }
};

const onResponse = (fold: Fold, moment: Extract<Moment, { kind: "response" }>): void => {
  if (fold.endedAt !== null) return;
  change(fold, fold.reply, { fulfilledAt: moment.at });
  fold.reply = -1;
  fold.superseded = -1;
  fold.unanswered = [];
  // A rep who speaks first has answered nobody: first_response still lies ahead (decision 2).
  if (fold.firstMessageAt !== null) fold.answered = true;
  fold.lastResponseAt = moment.at;
  fold.lastResponseAsks = moment.asks;
  if (moment.holdsBall && fold.answered) fold.reply = start(fold, "update", moment.at);
};

/** Decision 11: before the deadline a deleted message was never sent; after it nothing changes. */
const onDeleted = (fold: Fold, moment: Extract<Moment, { kind: "deleted" }>): void => {
  const left = fold.unanswered.filter((one) => one.id !== moment.of);
  const running = fold.clocks[fold.reply];
  if (running === undefined || left.length === fold.unanswered.length || moment.at >= running.dueAt) return;
  fold.unanswered = left;
  if (running.target === "update") return;
  const oldest = left[0];
  if (oldest !== undefined) {
    change(fold, fold.reply, { startedAt: oldest.at, dueAt: oldest.at + fold.targets[running.target] });
    return;
  }
  change(fold, fold.reply, { cancelledAt: moment.at, cause: "message_deleted" });
  fold.reply = fold.superseded;
  change(fold, fold.superseded, { cancelledAt: null, cause: null });
  fold.superseded = -1;
};

/** *Working on it*: keeps the ball; the update clock counts from the last response, not from the button. */
const onBallKept = (fold: Fold): void => {
  if (fold.endedAt !== null || fold.reply !== -1 || !fold.answered || fold.lastResponseAt === null) return;
  fold.reply = start(fold, "update", fold.lastResponseAt);
};

/** Ends the open reply clock without an answer: cancelled before its deadline, a breach for ever after it. */
const endReply = (fold: Fold, at: Timestamp, cause: CancelCause): void => {
  const running = fold.clocks[fold.reply];
  if (running === undefined) return;
  change(fold, fold.reply, at <= running.dueAt ? { cancelledAt: at, cause } : { endedAt: at });
  fold.reply = -1;
  fold.superseded = -1;
};

const onReplyWaived = (fold: Fold, at: Timestamp): void => {
  if (fold.endedAt !== null || !fold.answered) return;
  endReply(fold, at, "no_reply_needed");
  fold.unanswered = [];
};

const onEnded = (fold: Fold, moment: Extract<Moment, { kind: "ended" }>): void => {
  if (fold.endedAt !== null) return;
  const unanswered = !fold.answered && moment.by !== "customer" && moment.outcome !== "abandoned";
  endReply(fold, moment.at, unanswered ? "ended_unanswered" : moment.outcome);
  fold.owedAtEnd = fold.unanswered.length > 0;
  fold.unanswered = [];
  fold.endedAt = moment.at;
  const resolution = fold.clocks[fold.resolution];
  if (resolution === undefined) return;
  if (moment.outcome !== "abandoned") change(fold, fold.resolution, { fulfilledAt: moment.at });
  else if (moment.at <= resolution.dueAt) {
    change(fold, fold.resolution, { cancelledAt: moment.at, cause: "abandoned" });
  } else change(fold, fold.resolution, { endedAt: moment.at });
  fold.resolution = -1;
};

/** Decision 14: the same conversation goes on; nothing is measured across the closed gap. */
const onReopened = (fold: Fold, moment: Extract<Moment, { kind: "reopened" }>): void => {
  if (fold.endedAt === null) return;
  fold.endedAt = null;
  // Nobody was promised anything before the customer spoke.
  if (moment.id === null && fold.firstMessageAt === null) return;
  fold.firstMessageAt ??= moment.at;
  const spentMs = fold.clocks
    .filter((clock) => clock.target === "resolution")
    .reduce((sum, clock) => sum + (overAt(clock) - clock.startedAt), 0);
  const leastMs = Math.min(LEAST_RESOLUTION_MS, fold.targets.resolution);
  fold.resolution = start(
    fold,
    "resolution",
    moment.at,
    Math.max(fold.targets.resolution - spentMs, leastMs),
  );
  if (moment.id === null && !fold.owedAtEnd) return;
  fold.unanswered = [{ id: moment.id ?? "", at: moment.at }];
  fold.reply = start(fold, replyTarget(fold), moment.at);
};

const overAt = (clock: Clock): Timestamp =>
  clock.fulfilledAt ?? clock.cancelledAt ?? clock.endedAt ?? clock.startedAt;

/**
 * Judges a whole history. A pure function of the moments and the targets: the same moments give the same
 * verdicts, whatever the order in which they arrived.
 */
export const foldClocks = (moments: readonly Moment[], targets: Targets): Clocks => {
  const fold: Fold = {
    targets,
    clocks: [],
    unanswered: [],
    reply: -1,
    superseded: -1,
    resolution: -1,
    answered: false,
    firstMessageAt: null,
    lastResponseAt: null,
    lastResponseAsks: false,
    endedAt: null,
    owedAtEnd: false,
  };
  for (const moment of moments) {
    if (moment.kind === "customer") onCustomer(fold, moment);
    else if (moment.kind === "response") onResponse(fold, moment);
    else if (moment.kind === "deleted") onDeleted(fold, moment);
    else if (moment.kind === "ball_kept") onBallKept(fold);
    else if (moment.kind === "reply_waived") onReplyWaived(fold, moment.at);
    else if (moment.kind === "ended") onEnded(fold, moment);
    else onReopened(fold, moment);
  }
  return {
    all: fold.clocks,
    waitingSince: fold.unanswered[0]?.at ?? null,
    ball: fold.unanswered.length > 0 || fold.reply !== -1 ? "rep" : "customer",
    firstMessageAt: fold.firstMessageAt,
    lastResponseAt: fold.lastResponseAt,
    lastResponseAsks: fold.lastResponseAsks,
    endedAt: fold.endedAt,
  };
};

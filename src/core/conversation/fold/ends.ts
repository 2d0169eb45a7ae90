import { openTimeBetween } from "../../policy/hours.ts";
import { MINUTE, type Timestamp } from "../../time.ts";
import type { CancelCause, Clock } from "../clock.ts";
import type { Moment } from "../timeline.ts";
import { change, endReply, type Fold, replyTarget, start } from "./memory.ts";

/** A reopened conversation always gets at least this much of its resolution target (sla.md, decision 14), ms. */
export const LEAST_RESOLUTION_MS = 2 * MINUTE;

type Ended = Extract<Moment, { kind: "ended" }>;

const causeOf = (fold: Fold, { at, outcome, by }: Ended): CancelCause => {
  if (fold.answered) return outcome;
  if (outcome === "abandoned") {
    const firstAt = fold.firstMessageAt ?? at;
    return at - firstAt <= fold.promised.shortAbandonMs ? "short_abandon" : "abandoned";
  }
  return by === "customer" ? outcome : "ended_unanswered";
};

/** Decision 13: reply clocks not past due are cancelled; resolution is met or breached, by abandonment cancelled. */
export const onEnded = (fold: Fold, moment: Ended): void => {
  if (fold.endedAt !== null) return;
  endReply(fold, moment.at, causeOf(fold, moment));
  fold.owedAtEnd = fold.unanswered.length > 0;
  fold.unanswered = [];
  fold.endedAt = moment.at;
  fold.outcome = moment.outcome;
  const resolution = fold.clocks[fold.resolution];
  if (resolution === undefined) return;
  if (moment.outcome !== "abandoned") {
    change(fold, fold.resolution, { fulfilledAt: moment.at, fulfilledBy: "end" });
  } else if (moment.at <= resolution.dueAt) {
    change(fold, fold.resolution, { cancelledAt: moment.at, cause: causeOf(fold, moment) });
  } else change(fold, fold.resolution, { endedAt: moment.at });
  fold.resolution = -1;
};

const overAt = (clock: Clock): Timestamp =>
  clock.fulfilledAt ?? clock.cancelledAt ?? clock.endedAt ?? clock.startedAt;

/**
 * Decision 14: the same conversation goes on; nothing is measured across the closed gap. `messageId` is what the
 * customer wrote or pressed; null when a rep reopens it after a mis-tap.
 */
export const reopen = (fold: Fold, at: Timestamp, messageId: string | null): void => {
  if (fold.endedAt === null) return;
  fold.endedAt = null;
  fold.outcome = null;
  fold.updateFrom = null;
  // Nobody was promised anything before the customer spoke.
  if (messageId === null && fold.firstMessageAt === null) return;
  fold.firstMessageAt ??= at;
  const { targets, hours } = fold.promised;
  const spentMs = fold.clocks
    .filter((clock) => clock.target === "resolution")
    .reduce((sum, clock) => sum + openTimeBetween(hours, clock.startedAt, overAt(clock)), 0);
  const leastMs = Math.min(LEAST_RESOLUTION_MS, targets.resolution);
  fold.resolution = start(fold, "resolution", at, Math.max(targets.resolution - spentMs, leastMs));
  if (messageId === null && !fold.owedAtEnd) return;
  fold.unanswered = [{ id: messageId ?? "", at }];
  fold.reply = start(fold, replyTarget(fold), at);
};

import type { Target } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";
import type { Outcome } from "./timeline.ts";

/** One run of one target (sla.md, Clocks). */
export interface Clock {
  readonly target: Target;
  /** Counts the clocks of one target in this conversation, from 1. */
  readonly cycle: number;
  readonly startedAt: Timestamp;
  readonly dueAt: Timestamp;
  /** When it was answered, in time or late. */
  readonly fulfilledAt: Timestamp | null;
  readonly cancelledAt: Timestamp | null;
  readonly cause: CancelCause | null;
  /** Past due and over without an answer (the conversation ended, or no reply was needed). */
  readonly endedAt: Timestamp | null;
}

export type CancelCause = Outcome | "ended_unanswered" | "no_reply_needed" | "message_deleted" | "superseded";

export const isOpen = (clock: Clock): boolean =>
  clock.fulfilledAt === null && clock.cancelledAt === null && clock.endedAt === null;

/** The verdict at `now` (decision 7): met if and only if answered at or before the due time. */
export const clockState = (clock: Clock, now: Timestamp): "running" | "met" | "breached" | "cancelled" => {
  if (clock.cancelledAt !== null) return "cancelled";
  if (clock.fulfilledAt !== null) return clock.fulfilledAt <= clock.dueAt ? "met" : "breached";
  return clock.endedAt !== null || now > clock.dueAt ? "breached" : "running";
};

import { addOpenTime, type Hours } from "../policy/hours.ts";
import type { Target } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";
import type { Outcome } from "./timeline.ts";

/** One run of one target (sla.md, Clocks). */
export interface Clock {
  readonly target: Target;
  /** Counts the clocks of one target in this conversation, from 1. */
  readonly cycle: number;
  readonly startedAt: Timestamp;
  /** What was promised, ms of open time; a reopened resolution has what was left of it. */
  readonly lengthMs: number;
  readonly dueAt: Timestamp;
  /** When it was answered, in time or late. */
  readonly fulfilledAt: Timestamp | null;
  /** A *Still on it* is a human response, and counted apart. */
  readonly fulfilledBy: "response" | "still_on_it" | "end" | null;
  readonly cancelledAt: Timestamp | null;
  readonly cause: CancelCause | null;
  /** Past due and over without an answer (the conversation ended, or no reply was needed). */
  readonly endedAt: Timestamp | null;
}

export type CancelCause =
  | Outcome
  | "short_abandon"
  | "ended_unanswered"
  | "no_reply_needed"
  | "message_deleted"
  | "superseded";

export const isOpen = (clock: Clock): boolean =>
  clock.fulfilledAt === null && clock.cancelledAt === null && clock.endedAt === null;

export type ClockState = "running" | "met" | "breached" | "cancelled";

/** The verdict at `now` (decision 7): met if and only if answered at or before the due time. */
export const clockState = (clock: Clock, now: Timestamp): ClockState => {
  if (clock.cancelledAt !== null) return "cancelled";
  if (clock.fulfilledAt !== null) return clock.fulfilledAt <= clock.dueAt ? "met" : "breached";
  return clock.endedAt !== null || now > clock.dueAt ? "breached" : "running";
};

/** When this fraction of the target has passed; a whole ms, as every moment: what was left of a target may be odd. */
export const levelAt = (clock: Clock, level: number, hours: Hours): Timestamp =>
  level === 1 ? clock.dueAt : addOpenTime(hours, clock.startedAt, Math.round(level * clock.lengthMs));

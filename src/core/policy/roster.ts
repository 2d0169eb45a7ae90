import type { Timestamp } from "../time.ts";

/** `from` belongs to it, `to` does not. */
export interface Interval {
  readonly from: Timestamp;
  readonly to: Timestamp;
}

/** One rep's hours of duty, already expanded from schedules, calendars, overrides and holidays. */
export interface RosterRep {
  readonly id: string;
  readonly permissions: readonly string[];
  /** Sorted, apart from one another; null: around the clock. */
  readonly duty: readonly Interval[] | null;
}

/** Who is on duty when, as far as it is known. The core sees intervals only. */
export interface Roster {
  readonly reps: readonly RosterRep[];
}

import type { Rep } from "../../src/core/policy/policy.ts";
import type { Staff } from "../../src/core/staff.ts";
import type { Timestamp } from "../../src/core/time.ts";
import type { ConversationOverview } from "../../src/ports.ts";

/** The speeds that the page offers: policy durations are divided by them. */
export const SPEEDS = [1, 10, 60] as const;

/** What the page may do to the desk behind it, and what it shows of it. main.ts implements it. */
export interface SandboxControls {
  /** By what policy durations are divided now. */
  readonly speed: () => number;
  readonly setSpeed: (speed: number) => Promise<void> | void;
  /** Moves the clock to the next moment at which anything must happen; `to` is null when nothing lies ahead. */
  readonly skipToNextDeadline: () => Promise<SkipResult>;
  /** Forgets every conversation of the desk. The sandbox empties its own store itself, right after. */
  readonly reset: () => Promise<void>;
  /** Every conversation that is not archived, and the latest archived ones. */
  readonly overview: () => Promise<readonly ConversationOverview[]>;
  /** Who is on duty, whom a ping reaches, and how much each has. */
  readonly staff: () => Promise<Staff>;
  /** The people on the rep side, as whom the page may act: their `sandbox` id is their user id here. */
  readonly reps: () => readonly Rep[];
}

export interface SkipResult {
  readonly to: Timestamp | null;
  readonly what: string;
}

import type { Timestamp } from "./time.ts";

/**
 * Why a ping would not reach a rep: their status says so, the platform has deactivated them, they are not in the
 * alerts channel, or two pings in a row were left without any sign of them.
 */
export type Unreachable = "do_not_disturb" | "deactivated" | "not_in_channel" | "unacknowledged";

/** A rep of the desk as a decision sees them, at its moment. */
export interface StaffRep {
  /** Their id in the policy file. */
  readonly id: string;
  /** The desk's id of them as a person: who claims and writes. */
  readonly person: string;
  readonly lead: boolean;
  readonly permissions: readonly string[];
  readonly onDuty: boolean;
  /** Null: a ping reaches them. */
  readonly unreachable: Unreachable | null;
  /** Open conversations that they have, or were offered and nobody has. */
  readonly open: number;
  /** When they last had something to do; the longest idle is asked first. */
  readonly busyAt: Timestamp;
}

export type Staff = readonly StaffRep[];

import type { Target, Targets } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";
import { type Clocks, foldClocks } from "./clocks.ts";
import type { Door, HoldReason, PlaceKind } from "./event.ts";
import type { Moment, Outcome } from "./timeline.ts";

/** A message of the rep's that is not delivered yet. */
export interface PendingReply {
  readonly by: string;
  readonly holdsBall: boolean;
  readonly asks: boolean;
}

export interface Conversation {
  readonly status: "none" | "open" | "closed" | "archived";
  readonly id: string;
  readonly number: number;
  readonly desk: string;
  readonly customer: string;
  readonly door: Door;
  readonly place: PlaceKind | null;
  readonly reachable: boolean;
  readonly policyVersion: string;
  readonly targets: Targets;
  readonly reopenMs: number;
  readonly openedAt: Timestamp;
  readonly rep: string | null;
  readonly claimedAt: Timestamp | null;
  readonly outcome: Outcome | null;
  readonly cardPosted: boolean;
  /** A ping of this conversation could not be posted in its channel. */
  readonly alertsLost: boolean;
  readonly moments: readonly Moment[];
  readonly clocks: Clocks;
  /** Clock levels already told, as `target:cycle:level` (decision 9). */
  readonly told: readonly string[];
  readonly corrected: readonly string[];
  readonly held: Readonly<Record<string, HoldReason>>;
  readonly pending: Readonly<Record<string, PendingReply>>;
  readonly idleAskedAt: Timestamp | null;
  /** Last message or reaction of the customer's, for the idle countdown. */
  readonly lastHeardAt: Timestamp | null;
  /** Last public message either way, for the mention after a silence. */
  readonly lastSaidAt: Timestamp | null;
}

const NO_TARGETS: Targets = { first_response: 0, next_response: 0, update: 0, resolution: 0 };

export const NO_CONVERSATION: Conversation = {
  status: "none",
  id: "",
  number: 0,
  desk: "",
  customer: "",
  door: "panel",
  place: null,
  reachable: true,
  policyVersion: "",
  targets: NO_TARGETS,
  reopenMs: 0,
  openedAt: 0,
  rep: null,
  claimedAt: null,
  outcome: null,
  cardPosted: false,
  alertsLost: false,
  moments: [],
  clocks: foldClocks([], NO_TARGETS),
  told: [],
  corrected: [],
  held: {},
  pending: {},
  idleAskedAt: null,
  lastHeardAt: null,
  lastSaidAt: null,
};

export const levelKey = (level: { target: Target; cycle: number; level: number }): string =>
  `${level.target}:${level.cycle}:${level.level}`;

export const clockKey = (clock: { target: Target; cycle: number }): string =>
  `${clock.target}:${clock.cycle}`;

/** True when a message of this time no longer belongs to the conversation: the reopen window is over. */
export const isOver = (state: Conversation, at: Timestamp): boolean =>
  state.status === "archived" ||
  (state.clocks.endedAt !== null && at > state.clocks.endedAt + state.reopenMs);

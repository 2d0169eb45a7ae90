import type { Category } from "../gate/category.ts";
import type { Target, Targets } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";
import { type Clock, isOpen } from "./clock.ts";
import { type Clocks, foldClocks, type Promised } from "./clocks.ts";
import type { DeferredEnd, Door, HoldReason, PlaceKind } from "./event.ts";
import type { Moment, Outcome } from "./timeline.ts";

/** A message of the rep's that is not delivered yet. */
export interface PendingReply {
  readonly by: string;
  readonly holdsBall: boolean;
  readonly asks: boolean;
  readonly stillOnIt?: boolean;
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
  readonly promised: Promised;
  readonly plan: string | null;
  readonly openedAt: Timestamp;
  readonly rep: string | null;
  readonly claimedAt: Timestamp | null;
  /** The rep who was asked first while nobody has it. */
  readonly offeredTo: string | null;
  /** The permission that whoever answers needs. */
  readonly needs: string | null;
  readonly outcome: Outcome | null;
  readonly cardPosted: boolean;
  /** A ping of this conversation could not be posted in its channel. */
  readonly alertsLost: boolean;
  readonly moments: readonly Moment[];
  readonly clocks: Clocks;
  /** Who was called for each clock, by `target:cycle`: only somebody new is worth a new message. */
  readonly called: Readonly<Record<string, readonly string[]>>;
  /** The highest level that was told in the alerts channel, by `target:cycle`. */
  readonly alerted: Readonly<Record<string, number>>;
  /** Levels that a claim keeps from the others for now, by `target:cycle`. */
  readonly silenced: Readonly<Record<string, number>>;
  /** When breaches were noticed, by `target:cycle`. */
  readonly detected: Readonly<Record<string, Timestamp>>;
  /** Clock levels already told, as `target:cycle:level` (decision 9). */
  readonly told: readonly string[];
  readonly corrected: readonly string[];
  /** What the gate, or a rep after it, said of messages, by their ids. */
  readonly gated: Readonly<
    Record<string, { readonly verdict: "chat" | "ticket" | "ask"; readonly category: Category }>
  >;
  /** Numbers of the tickets that came out of it. */
  readonly tickets: readonly number[];
  readonly held: Readonly<Record<string, HoldReason>>;
  readonly pending: Readonly<Record<string, PendingReply>>;
  /** The end that waits for replies on their way. */
  readonly ending: (DeferredEnd & { readonly at: Timestamp }) | null;
  readonly idleAskedAt: Timestamp | null;
  /** *Wait for customer until…* */
  readonly waitUntil: Timestamp | null;
  /** *Still on it* presses since the last word that a rep wrote. */
  readonly stillOnItInRow: number;
  /** Shift ends of which the rep was warned, by their moment. */
  readonly shiftEndWarned: Timestamp | null;
  /** Last message or reaction of the customer's, for the idle countdown. */
  readonly lastHeardAt: Timestamp | null;
  /** Last public message either way, for the mention after a silence. */
  readonly lastSaidAt: Timestamp | null;
}

const NO_TARGETS: Targets = { first_response: 0, next_response: 0, update: 0, resolution: 0 };
const NOTHING_PROMISED: Promised = { targets: NO_TARGETS, reopenMs: 0, shortAbandonMs: 0, hours: null };

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
  promised: NOTHING_PROMISED,
  plan: null,
  openedAt: 0,
  rep: null,
  claimedAt: null,
  offeredTo: null,
  needs: null,
  outcome: null,
  cardPosted: false,
  alertsLost: false,
  moments: [],
  clocks: foldClocks([], NOTHING_PROMISED),
  called: {},
  alerted: {},
  silenced: {},
  detected: {},
  told: [],
  corrected: [],
  gated: {},
  tickets: [],
  held: {},
  pending: {},
  ending: null,
  idleAskedAt: null,
  waitUntil: null,
  stillOnItInRow: 0,
  shiftEndWarned: null,
  lastHeardAt: null,
  lastSaidAt: null,
};

export const levelKey = (level: { target: Target; cycle: number; level: number }): string =>
  `${level.target}:${level.cycle}:${level.level}`;

export const clockKey = (clock: { target: Target; cycle: number }): string =>
  `${clock.target}:${clock.cycle}`;

/** The clock under which an offer stands: the reply clock that runs, else resolution. */
export const offeredUnder = ({ clocks }: Conversation): Clock | undefined =>
  clocks.all.findLast((clock) => clock.target !== "resolution" && isOpen(clock)) ??
  clocks.all.findLast(isOpen);

/** True when a message of this time no longer belongs to the conversation: the reopen window is over. */
export const isOver = (state: Conversation, at: Timestamp): boolean =>
  state.status === "archived" ||
  (state.clocks.endedAt !== null && at > state.clocks.endedAt + state.promised.reopenMs);

import type { Interval } from "../policy/roster.ts";
import type { Timestamp } from "../time.ts";
import type { Clock } from "./clock.ts";
import { type Conversation, clockKey } from "./state.ts";

/**
 * One clock as reports read it, a row each of `sla_clocks`. It follows from the journal alone: `npm run rebuild`
 * computes the same rows again.
 */
export interface SlaClock extends Omit<Clock, "endedAt"> {
  readonly conversationId: string;
  readonly desk: string;
  /** Past due and over without an answer. */
  readonly endedAt: Timestamp | null;
  /** The deadline itself, once it is known to have passed unanswered; never the moment of detection (decision 7). */
  readonly breachedAt: Timestamp | null;
  /** When the ball was with the customer while it ran; an open end is now. */
  readonly withCustomer: readonly { readonly from: Timestamp; readonly to: Timestamp | null }[];
  /** Who had the conversation when this clock last changed. */
  readonly rep: string | null;
  readonly plan: string | null;
  readonly policyVersion: string;
  /** When the breach was noticed; its distance to `breachedAt` is our own lateness. */
  readonly detectedAt: Timestamp | null;
}

const overlap = (one: Interval, clock: Clock, until: Timestamp): Interval | null => {
  const from = Math.max(one.from, clock.startedAt);
  const to = Math.min(one.to, until);
  return from < to ? { from, to } : null;
};

const overAt = (clock: Clock): Timestamp | null => clock.fulfilledAt ?? clock.cancelledAt ?? clock.endedAt;

const waitingIn = ({ clocks }: Conversation, clock: Clock): SlaClock["withCustomer"] => {
  if (clock.target !== "resolution") return [];
  const until = overAt(clock) ?? Number.POSITIVE_INFINITY;
  const past = clocks.withCustomer.flatMap((one) => overlap(one, clock, until) ?? []);
  return clocks.customersSince === null || overAt(clock) !== null
    ? past
    : [...past, { from: Math.max(clocks.customersSince, clock.startedAt), to: null }];
};

const breachedAt = (state: Conversation, clock: Clock): Timestamp | null => {
  const { fulfilledAt, dueAt, endedAt, cancelledAt } = clock;
  if (cancelledAt !== null) return null;
  if (fulfilledAt !== null) return fulfilledAt > dueAt ? dueAt : null;
  return endedAt !== null || state.detected[clockKey(clock)] !== undefined ? dueAt : null;
};

const rowOf = (state: Conversation, clock: Clock): SlaClock => {
  const breach = breachedAt(state, clock);
  return {
    ...clock,
    conversationId: state.id,
    desk: state.desk,
    breachedAt: breach,
    withCustomer: waitingIn(state, clock),
    rep: state.rep ?? state.offeredTo,
    plan: state.plan,
    policyVersion: state.policyVersion,
    detectedAt: breach === null ? null : (state.detected[clockKey(clock)] ?? null),
  };
};

/** What an event changed in the rows of a conversation; a late arrival may leave fewer clocks than there were. */
export interface SlaChange {
  readonly rows: readonly SlaClock[];
  readonly gone: readonly {
    readonly conversationId: string;
    readonly target: string;
    readonly cycle: number;
  }[];
}

/** In one order of names: a state that was stored and loaded has another, and has not changed by that. */
const facts = (row: SlaClock): string => {
  const named: Readonly<Record<string, unknown>> = { ...row, rep: null };
  return JSON.stringify(
    Object.keys(named)
      .sort()
      .map((name) => [name, named[name]]),
  );
};

/** Compares the conversation on either side of one event. */
export const slaChange = (before: Conversation, after: Conversation): SlaChange => {
  if (before.clocks === after.clocks && before.detected === after.detected) return { rows: [], gone: [] };
  const was = new Map(before.clocks.all.map((clock) => [clockKey(clock), facts(rowOf(before, clock))]));
  const rows = after.clocks.all
    .map((clock) => rowOf(after, clock))
    .filter((row) => facts(row) !== was.get(clockKey(row)));
  const is = new Set(after.clocks.all.map(clockKey));
  const gone = before.clocks.all
    .filter((clock) => !is.has(clockKey(clock)))
    .map(({ target, cycle }) => ({ conversationId: after.id, target, cycle }));
  return { rows, gone };
};

/** The changes of several events as one: the last word on each clock. */
export const mergedChange = (changes: readonly SlaChange[]): SlaChange => {
  const rows = new Map<string, SlaClock>();
  const gone = new Map<string, SlaChange["gone"][number]>();
  for (const change of changes) {
    for (const one of change.gone) {
      rows.delete(clockKeyOf(one));
      gone.set(clockKeyOf(one), one);
    }
    for (const row of change.rows) {
      rows.set(clockKeyOf(row), row);
      gone.delete(clockKeyOf(row));
    }
  }
  return { rows: [...rows.values()], gone: [...gone.values()] };
};

const clockKeyOf = (one: { conversationId: string; target: string; cycle: number }): string =>
  `${one.conversationId}:${one.target}:${one.cycle}`;

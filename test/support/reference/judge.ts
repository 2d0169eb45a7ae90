import { DEFAULT_POLICY, type Policy, type Target } from "../../../src/core/policy/policy.ts";
import type { Timestamp } from "../../../src/core/time.ts";
import { chaptersOf, type Outcome } from "./chapters.ts";
import { type Clock, isPastDue } from "./clock.ts";
import { arrivalsOf, factsOf, type Line, msOf } from "./history.ts";
import { replyClocksOf } from "./reply-clocks.ts";
import { resolutionClocksOf } from "./resolution-clocks.ts";

/** The answer of issue 3, point 8; times are ISO 8601 UTC with ms. */
export interface Judgement {
  readonly outcome: Outcome;
  readonly ball: "rep" | "customer";
  readonly waitingSince: string | null;
  readonly nextWakeAt: string | null;
  readonly clocks: readonly JudgedClock[];
  readonly alerts: readonly JudgedAlert[];
}

export interface JudgedClock {
  readonly target: Target;
  readonly cycle: number;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly state: "running" | "met" | "breached" | "cancelled";
  readonly fulfilledAt: string | null;
  readonly breachedAt: string | null;
  readonly cancelledAt: string | null;
}

export interface JudgedAlert {
  readonly at: string;
  readonly target: Target;
  readonly cycle: number;
  readonly level: number;
  readonly corrected?: true;
}

interface Alert {
  readonly at: Timestamp;
  readonly target: Target;
  readonly cycle: number;
  readonly level: number;
}

interface Options {
  /** Only what arrived up to and including it counts. Default: the last arrival. */
  readonly until?: string | number;
  readonly policy?: Policy;
}

/** What the facts known so far say, from nothing, every time. */
const readFacts = (lines: readonly Line[], policy: Policy) => {
  const facts = factsOf(lines);
  const chapters = chaptersOf(facts, policy);
  const { clocks: replyClocks, waitingSince } = replyClocksOf(chapters, facts, policy);
  const clocks = [...replyClocks, ...resolutionClocksOf(chapters, policy)];
  const outcome = chapters.at(-1)?.outcome ?? "open";
  // Breached and never answered, a clock is nobody's business after the end.
  const open = outcome === "open" ? clocks.filter(({ closedAt }) => closedAt === null) : [];
  return { outcome, waitingSince, clocks, open };
};

/** Each fraction of the clock's length; the offer at 0 is no alert of it. */
const alertsOf = ({ target, cycle, startedAt, dueAt }: Clock, policy: Policy): readonly Alert[] =>
  policy.steps[target]
    .filter(({ at }) => at > 0)
    .map(({ at }) => ({
      at: Math.round(startedAt + at * (dueAt - startedAt)),
      target,
      cycle,
      level: at,
    }));

const isSame = (one: Alert, other: Alert): boolean =>
  one.target === other.target && one.cycle === other.cycle && one.level === other.level;

/** Judges a conversation by everything that has arrived (sla.md); slow and plain on purpose. */
export const judgeHistory = (lines: readonly Line[], options: Options = {}): Judgement => {
  const { policy = DEFAULT_POLICY } = options;
  const all = arrivalsOf(lines);
  const now = options.until === undefined ? (all.at(-1)?.at ?? 0) : msOf(options.until);
  const arrived = all.filter(({ at }) => at <= now);
  const knownAfter = (count: number) =>
    readFacts(
      arrived.slice(0, count).map(({ line }) => line),
      policy,
    );

  // Decision 9: told once. Decision 8: by what was known then; arrivals of one ms come before its alerts.
  const told: Alert[] = [];
  const untold = (clocks: readonly Clock[]) =>
    clocks
      .flatMap((clock) => alertsOf(clock, policy).filter(({ at }) => at < (clock.closedAt ?? Infinity)))
      .filter((alert) => !told.some((one) => isSame(one, alert)));
  arrived.forEach((arrival, index) => {
    const next = arrived[index + 1];
    // What arrived in the same ms arrived together.
    if (next?.at === arrival.at) return;
    const isReached = ({ at }: Alert) => (next === undefined ? at <= now : at < next.at);
    told.push(...untold(knownAfter(index + 1).clocks).filter(isReached));
  });

  const { outcome, waitingSince, clocks, open } = knownAfter(arrived.length);
  const hasReplyClock = open.some(({ target }) => target !== "resolution");
  const wakes = untold(open).map(({ at }) => at);
  return {
    outcome,
    // Decision 6.
    ball: waitingSince !== null || hasReplyClock ? "rep" : "customer",
    waitingSince: isoOf(waitingSince),
    nextWakeAt: isoOf(wakes.length === 0 ? null : Math.min(...wakes)),
    clocks: [...clocks].sort(byStart).map((clock) => judgeClock(clock, now)),
    alerts: [...told].sort(byTime).map((alert) => judgeAlert(alert, clocks)),
  };
};

/** Decisions 7 and 12: answered by the deadline, or it is breached, at the deadline itself. */
const judgeClock = (clock: Clock, now: Timestamp): JudgedClock => {
  const { target, cycle, startedAt, dueAt, fulfilledAt, cancelledAt } = clock;
  const isBreached =
    cancelledAt === null && isPastDue(clock, fulfilledAt ?? Math.max(now, clock.closedAt ?? now));
  const state =
    cancelledAt !== null ? "cancelled" : isBreached ? "breached" : fulfilledAt !== null ? "met" : "running";
  return {
    target,
    cycle,
    startedAt: new Date(startedAt).toISOString(),
    dueAt: new Date(dueAt).toISOString(),
    state,
    fulfilledAt: isoOf(fulfilledAt),
    breachedAt: isBreached ? isoOf(dueAt) : null,
    cancelledAt: isoOf(cancelledAt),
  };
};

/** Decision 10: told before an earlier response was known of, it stays, and says so. */
const judgeAlert = (alert: Alert, clocks: readonly Clock[]): JudgedAlert => {
  const clock = clocks.find(({ target, cycle }) => target === alert.target && cycle === alert.cycle);
  const fulfilledAt = clock?.fulfilledAt ?? null;
  // A late response may have told the story anew, so that its clock is another one or none.
  const isGone = clock === undefined;
  return {
    ...alert,
    at: new Date(alert.at).toISOString(),
    ...(isGone || (fulfilledAt !== null && fulfilledAt <= alert.at) ? { corrected: true as const } : {}),
  };
};

const isoOf = (at: Timestamp | null): string | null => (at === null ? null : new Date(at).toISOString());

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byStart = (a: Clock, b: Clock): number =>
  a.startedAt - b.startedAt || byName(a.target, b.target) || a.cycle - b.cycle;

const byTime = (a: Alert, b: Alert): number =>
  a.at - b.at || byName(a.target, b.target) || a.cycle - b.cycle || a.level - b.level;

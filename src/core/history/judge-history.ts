import { type Clock, type ClockState, clockState, isOpen, levelAt } from "../conversation/clock.ts";
import { type Clocks, foldingOf, type Promised } from "../conversation/clocks.ts";
import { clockKey, levelKey } from "../conversation/state.ts";
import { insertMoment, type Moment, type Outcome } from "../conversation/timeline.ts";
import type { Hours } from "../policy/hours.ts";
import { readCustomer, readReply } from "../policy/phrases.ts";
import type { Phrases, Policy, Target } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";
import { type Arrival, arrivalsOf, type HistoryLine } from "./line.ts";

/** What the clocks say of a history at a moment, by what had arrived until then. */
export interface Judgement {
  readonly now: Timestamp;
  readonly outcome: Outcome | "open";
  readonly ball: "rep" | "customer";
  readonly waitingSince: Timestamp | null;
  /** The next fraction of an open clock; a history holds only what its lines say, so nothing else wakes it. */
  readonly nextWakeAt: Timestamp | null;
  /** By start, then target. */
  readonly clocks: readonly JudgedClock[];
  /** By time. */
  readonly alerts: readonly JudgedAlert[];
}

export interface JudgedClock extends Clock {
  readonly state: ClockState;
  /** The deadline itself, never the moment of detection; null: not breached. */
  readonly breachedAt: Timestamp | null;
}

export interface JudgedAlert {
  readonly at: Timestamp;
  readonly target: Target;
  readonly cycle: number;
  readonly level: number;
  /** Told before a response was known of that had come in time to spare it. */
  readonly corrected: boolean;
}

/** What a clock can care about; null: notes, edits, claims and the desk's own words touch none (decisions 5, 11, 16). */
const momentOf = (line: HistoryLine, phrases: Phrases): Moment | null => {
  const { at, id } = line;
  switch (line.kind) {
    case "customer_message":
      return { kind: "customer", at, id, ...readCustomer(line.text, phrases) };
    case "rep_message":
      return line.deliveredAt === null
        ? null
        : { kind: "response", at: line.deliveredAt, id, ...readReply(line.text, phrases) };
    case "delete":
      return { kind: "deleted", at, of: line.of };
    case "working_on_it":
      return { kind: "ball_kept", at };
    case "no_reply_needed":
      return { kind: "reply_waived", at };
    case "resolve":
      return { kind: "ended", at, outcome: "resolved", by: "rep" };
    case "handoff":
      return { kind: "ended", at, outcome: "handed_off", by: "rep" };
    case "abandon":
      return { kind: "ended", at, outcome: "abandoned", by: "customer" };
    default:
      return null;
  }
};

/** A message is itself by its id; what has none is the same when kind, time and subject are (decision 10). */
const sameAs = (moment: Moment): string =>
  moment.kind === "customer" || moment.kind === "response"
    ? `${moment.kind} ${moment.id}`
    : `${moment.kind} ${"of" in moment ? moment.of : ""} ${"outcome" in moment ? moment.outcome : ""} ${moment.at}`;

const overAt = (clock: Clock): Timestamp =>
  clock.fulfilledAt ?? clock.cancelledAt ?? clock.endedAt ?? Number.POSITIVE_INFINITY;

interface Level extends Omit<JudgedAlert, "corrected"> {
  readonly key: string;
}

const levelsOf = ({ all }: Clocks, { steps }: Policy, { hours }: Promised): readonly Level[] =>
  all.flatMap((clock) =>
    steps[clock.target].flatMap(({ at: level }) => {
      if (level <= 0) return [];
      const { target, cycle } = clock;
      const at = levelAt(clock, level, hours);
      return at < overAt(clock)
        ? [{ at, target, cycle, level, key: levelKey({ target, cycle, level }) }]
        : [];
    }),
  );

/** Lines that arrived in the same ms arrived together: nothing was told between them. */
const inGroups = (arrivals: readonly Arrival[]): readonly (readonly Arrival[])[] => {
  const groups: Arrival[][] = [];
  for (const arrival of arrivals) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.at === arrival.at) last.push(arrival);
    else groups.push([arrival]);
  }
  return groups;
};

/** `until`: only what has arrived by then counts; default: the last arrival. A history is taken at its word. */
export const judgeHistory = (
  lines: readonly HistoryLine[],
  policy: Policy,
  until: Timestamp | null = null,
  hours: Hours = null,
): Judgement => {
  const promised: Promised = { ...policy, hours };
  const arrivals = arrivalsOf(lines);
  const now = until ?? arrivals.at(-1)?.at ?? 0;
  const groups = inGroups(arrivals.filter(({ at }) => at <= now));
  const seen = new Set<string>();
  const told = new Map<string, Level>();
  let moments: readonly Moment[] = [];
  let folding = foldingOf(promised);
  let clocks: Clocks = folding.read();
  let since = Number.NEGATIVE_INFINITY;
  groups.forEach((group, index) => {
    for (const { line } of group) {
      const moment = momentOf(line, policy.phrases);
      if (moment === null || seen.has(sameAs(moment))) continue;
      seen.add(sameAs(moment));
      moments = insertMoment(moments, moment);
      if (moments.at(-1) === moment) folding.add(moment);
      else {
        folding = foldingOf(promised);
        moments.forEach(folding.add);
        since = Number.NEGATIVE_INFINITY;
      }
    }
    clocks = folding.read();
    const next = groups[index + 1]?.[0]?.at;
    // What was over before all that is new, and before it arrived, was looked at already.
    const recent = { ...clocks, all: clocks.all.filter((clock) => overAt(clock) >= since) };
    since = Math.min(moments.at(-1)?.at ?? since, next ?? since);
    for (const level of levelsOf(recent, policy, promised)) {
      // What arrives in the very ms of an alert comes before it.
      const isReached = next === undefined ? level.at <= now : level.at < next;
      if (isReached && !told.has(level.key)) told.set(level.key, level);
    }
  });
  const running = { ...clocks, all: clocks.endedAt === null ? clocks.all.filter(isOpen) : [] };
  const ahead = levelsOf(running, policy, promised).filter(({ key }) => !told.has(key));
  const byKey = new Map(clocks.all.map((clock) => [clockKey(clock), clock]));
  /** An answer that came before it is known of now; or the clock is gone, since that answer tells the story anew. */
  const isCorrected = (level: Level): boolean => {
    const clock = byKey.get(clockKey(level));
    return clock === undefined || (clock.fulfilledAt !== null && clock.fulfilledAt <= level.at);
  };
  return {
    now,
    outcome: clocks.outcome ?? "open",
    ball: clocks.ball,
    waitingSince: clocks.waitingSince,
    nextWakeAt: ahead.length === 0 ? null : Math.min(...ahead.map(({ at }) => at)),
    clocks: clocks.all.map((clock) => judged(clock, now)).sort(byStart),
    alerts: [...told.values()]
      .map(({ key, ...level }) => ({ ...level, corrected: isCorrected({ key, ...level }) }))
      .sort(byTime),
  };
};

export const judged = (clock: Clock, now: Timestamp): JudgedClock => {
  const state = clockState(clock, now);
  return { ...clock, state, breachedAt: state === "breached" ? clock.dueAt : null };
};

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byStart = (a: Clock, b: Clock): number =>
  a.startedAt - b.startedAt || byName(a.target, b.target) || a.cycle - b.cycle;

export const byTime = (a: JudgedAlert, b: JudgedAlert): number =>
  a.at - b.at || byName(a.target, b.target) || a.cycle - b.cycle || a.level - b.level;

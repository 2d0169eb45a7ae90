import {
  DEFAULT_POLICY,
  type Policy,
  type Target,
  type Targets,
} from "../../../../src/core/policy/policy.ts";
import { SECOND } from "../../../../src/core/time.ts";
import type { Line } from "../history.ts";
import type { JudgedAlert, JudgedClock, Judgement } from "../judge.ts";

/** A history and what sla.md says of it; `expected` leaves out what the sentence is not about. */
export interface Case {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly until?: string;
  /** Default: the built-in one. */
  readonly policy?: Policy;
  readonly expected: Partial<Judgement>;
}

const NOON = Date.UTC(2026, 0, 5, 12);

/** Seconds after noon: every history of the cases begins about then. */
export const t = (seconds: number): string => new Date(NOON + Math.round(seconds * SECOND)).toISOString();

type More = Partial<Pick<Line, "text" | "receivedAt" | "deliveredAt" | "by" | "of" | "to" | "reason">>;

export const customer = (id: string, at: number, more: More = {}): Line => ({
  kind: "customer_message",
  id,
  at: t(at),
  text: "My site is down",
  ...more,
});

export const rep = (id: string, at: number, more: More = {}): Line => ({
  kind: "rep_message",
  id,
  at: t(at),
  by: "ana",
  text: "It is back.",
  ...more,
});

/** Any other line: a button, a note, an edit. */
export const line = (kind: string, at: number, more: More = {}): Line => ({ kind, at: t(at), ...more });

const clock = (
  state: JudgedClock["state"],
  [target, cycle, startedAt, dueAt]: readonly [Target, number, number, number],
  times: Partial<JudgedClock> = {},
): JudgedClock => ({
  target,
  cycle,
  startedAt: t(startedAt),
  dueAt: t(dueAt),
  state,
  fulfilledAt: null,
  breachedAt: null,
  cancelledAt: null,
  ...times,
});

type Span = readonly [target: Target, cycle: number, startedAt: number, dueAt: number];

export const running = (...span: Span): JudgedClock => clock("running", span);
export const met = (at: number, ...span: Span): JudgedClock => clock("met", span, { fulfilledAt: t(at) });
export const cancelled = (at: number, ...span: Span): JudgedClock =>
  clock("cancelled", span, { cancelledAt: t(at) });
/** `at`: when it was answered after all, or null. */
export const breached = (at: number | null, ...span: Span): JudgedClock =>
  clock("breached", span, { fulfilledAt: at === null ? null : t(at), breachedAt: t(span[3]) });

/** `resolution` from 0, in its 20 minutes. */
export const resolving = running("resolution", 1, 0, 1200);

/** Alerts of one clock: pairs of level and seconds. */
export const told = (
  target: Target,
  cycle: number,
  ...levels: readonly (readonly [level: number, at: number, corrected?: "corrected"])[]
): readonly JudgedAlert[] =>
  levels.map(([level, at, corrected]) => ({
    at: t(at),
    target,
    cycle,
    level,
    ...(corrected === undefined ? {} : { corrected: true as const }),
  }));

export const withTargets = (targets: Partial<Targets>): Policy => ({
  ...DEFAULT_POLICY,
  version: "other-targets",
  targets: { ...DEFAULT_POLICY.targets, ...targets },
});

/** Nobody waits and nothing is due but `resolution`. */
export const answered = { ball: "customer", waitingSince: null } as const;
export const waitingFrom = (at: number) => ({ ball: "rep", waitingSince: t(at) }) as const;

import type { Judgement } from "../core/history/judge-history.ts";
import type { Timestamp } from "../core/time.ts";

const iso = (at: Timestamp): string => new Date(at).toISOString();
const isoOrNull = (at: Timestamp | null): string | null => (at === null ? null : iso(at));

/** What `npm run explain -- --json` prints: times ISO 8601 UTC with ms. Programs rely on every name of it. */
export const inJson = ({ outcome, ball, waitingSince, nextWakeAt, clocks, alerts }: Judgement) => ({
  outcome,
  ball,
  waitingSince: isoOrNull(waitingSince),
  nextWakeAt: isoOrNull(nextWakeAt),
  clocks: clocks.map((clock) => ({
    target: clock.target,
    cycle: clock.cycle,
    startedAt: iso(clock.startedAt),
    dueAt: iso(clock.dueAt),
    state: clock.state,
    fulfilledAt: isoOrNull(clock.fulfilledAt),
    breachedAt: isoOrNull(clock.breachedAt),
    cancelledAt: isoOrNull(clock.cancelledAt),
  })),
  alerts: alerts.map(({ at, target, cycle, level, corrected }) => ({
    at: iso(at),
    target,
    cycle,
    level,
    ...(corrected ? { corrected: true as const } : {}),
  })),
});

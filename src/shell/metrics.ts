import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Count, CountName } from "../ports.ts";
import type { MetricsReading, MetricsSource } from "../ports-store.ts";

/** Our own lateness (sla.md, decision 7). */
export type Lag = "ingest" | "detection" | "notification";

export interface Metrics {
  readonly count: Count;
  readonly lag: (lag: Lag, ms: number) => void;
  readonly sent: (send: { readonly type: string; readonly outcome: string; readonly ms: number }) => void;
  /** From now on a scrape reads this. */
  readonly watch: (source: MetricsSource) => void;
  readonly contentType: string;
  /** Prometheus' text format. */
  readonly text: () => Promise<string>;
}

/** Seconds: from what nobody feels to a whole missed first response. */
const LAG_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

const COUNTED: Readonly<Record<CountName, string>> = {
  inbound_refused: "Requests that were refused: malformed, unsigned, stale or replayed",
  inbound_ignored: "Events or fields that the desk does not know",
  clamped: "Timestamps that could not be true, and were taken as the moment of arrival",
  rate_limited: "Times that a platform told us to slow down",
  feed: "Times that an event feed was lost or came back",
};
const LABELS = ["platform", "reason", "scope", "state"] as const;

const known = (labels: Readonly<Record<string, string>>): Partial<Record<(typeof LABELS)[number], string>> =>
  Object.fromEntries(LABELS.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])));

export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[]): Gauge<T> =>
    new Gauge({ name: `deskclock_${name}`, help, labelNames, registers });
  const open = gauge("open_conversations", "Conversations that are open", ["desk"]);
  const clocks = gauge("clocks", "Clocks of conversations that are not archived", ["target", "state"]);
  const depth = gauge("outbox_depth", "Effects not yet done", []);
  const age = gauge("outbox_oldest_age_seconds", "Age of the oldest effect not yet done", []);
  const readable = gauge("database_readable", "1 when the last scrape could read the database", []);

  const lags = new Histogram({
    name: "deskclock_lag_seconds",
    help: "Our own lateness: ingest (from an event to its handling), detection (from a deadline to noticing it), notification (from noticing to telling)",
    labelNames: ["lag"] as const,
    buckets: LAG_BUCKETS,
    registers,
  });
  const sends = new Histogram({
    name: "deskclock_sends_seconds",
    help: "Attempts to do an effect, by type and outcome, and how long each took",
    labelNames: ["type", "outcome"] as const,
    buckets: LAG_BUCKETS,
    registers,
  });
  const counters = Object.fromEntries(
    Object.entries(COUNTED).map(([name, help]) => [
      name,
      new Counter({ name: `deskclock_${name}_total`, help, labelNames: LABELS, registers }),
    ]),
  ) as Record<CountName, Counter<(typeof LABELS)[number]>>;

  const show = (reading: MetricsReading): void => {
    for (const { desk, count } of reading.openConversations) open.set({ desk }, count);
    for (const { target, state, count } of reading.clocks) clocks.set({ target, state }, count);
    depth.set(reading.outbox.depth);
    age.set(reading.outbox.oldestAgeMs / 1000);
  };

  let source: MetricsSource | null = null;
  /** A database that is away must not take the process's own numbers with it. */
  const refresh = async (from: MetricsSource): Promise<void> => {
    const reading = await from.read().catch(() => null);
    for (const one of [open, clocks, depth, age]) one.reset();
    readable.set(reading === null ? 0 : 1);
    if (reading !== null) show(reading);
  };

  return {
    count: (name, labels = {}) => counters[name].inc(known(labels)),
    lag: (lag, ms) => lags.observe({ lag }, Math.max(0, ms) / 1000),
    sent: ({ type, outcome, ms }) => sends.observe({ type, outcome }, ms / 1000),
    watch: (from) => {
      source = from;
    },
    contentType: registry.contentType,
    text: async () => {
      if (source !== null) await refresh(source);
      return registry.metrics();
    },
  };
};

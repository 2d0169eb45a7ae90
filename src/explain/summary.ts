import { type Clock, clockState } from "../core/conversation/clock.ts";
import type { SlaRow } from "../core/conversation/sla-fold.ts";
import type { Timestamp } from "../core/time.ts";
import { causeInWords, named } from "./clock-words.ts";
import type { Writer } from "./entry.ts";
import { exactly } from "./times.ts";

const verdict = (clock: Clock, now: Timestamp, { time }: Writer): string => {
  const { dueAt, fulfilledAt, cause } = clock;
  switch (clockState(clock, now)) {
    case "met":
      return `met, ${exactly(dueAt - (fulfilledAt ?? dueAt))} before it was due`;
    case "cancelled":
      return `cancelled: ${causeInWords(cause)}`;
    case "running":
      return `running, due at ${time(dueAt)}`;
    default:
      return fulfilledAt === null
        ? "breached, never answered"
        : `breached, answered ${exactly(fulfilledAt - dueAt)} late`;
  }
};

/** Our own lateness is no rep's: noticed after the deadline, told after it. */
const lag = ({ breachedAt, detectedAt, notifiedAt }: SlaRow): string => {
  if (breachedAt === null) return "";
  const noticed =
    detectedAt === null ? [] : [`noticed ${exactly(detectedAt - breachedAt)} after the deadline`];
  const told =
    notifiedAt === null ? ["no alert arrived"] : [`told ${exactly(notifiedAt - breachedAt)} after it`];
  return ` (${[...noticed, ...told].join(", ")})`;
};

/** Every clock with its verdict, one a line. */
export const clockSummary = (clocks: readonly Clock[], now: Timestamp, writer: Writer): readonly string[] =>
  clocks.map((clock) => `${named(clock)}: ${verdict(clock, now, writer)}`);

export const rowSummary = (rows: readonly SlaRow[], now: Timestamp, writer: Writer): readonly string[] =>
  rows.map((row) => `${named(row)}: ${verdict(row, now, writer)}${lag(row)}`);

import { expandSchedule } from "../calendar/schedule.ts";
import { judgeHistory } from "../core/history/judge-history.ts";
import type { HistoryLine } from "../core/history/line.ts";
import type { Hours } from "../core/policy/hours.ts";
import type { Policy } from "../core/policy/policy.ts";
import { DAY, type Timestamp } from "../core/time.ts";
import type { Writer } from "./entry.ts";
import type { Asked } from "./explain-journal.ts";
import { historyTimeline } from "./history-timeline.ts";
import { inJson } from "./json.ts";
import { pageOf } from "./page.ts";
import { clockSummary } from "./summary.ts";
import { inZone, timeSince } from "./times.ts";

/** As far as its clocks can run: none is longer than a month of open time. */
const HOURS_AHEAD_MS = 35 * DAY;

/** Opening hours of the policy around a history; null: it is open around the clock. */
const hoursOf = (lines: readonly HistoryLine[], { hours }: Policy): Hours => {
  if (hours === null || lines.length === 0) return null;
  const times = lines.map(({ at }) => at);
  const from = times.reduce((first, at) => Math.min(first, at));
  const to = times.reduce((last, at) => Math.max(last, at));
  return expandSchedule(hours, from - DAY, to + HOURS_AHEAD_MS);
};

/** A history that somebody wrote down, explained by what has arrived up to `until` (null: all of it). */
export const explainHistory = (
  lines: readonly HistoryLine[],
  policy: Policy,
  until: Timestamp | null,
  { json, zone }: Asked,
): string => {
  const judged = judgeHistory(lines, policy, until, hoursOf(lines, policy));
  if (json) return JSON.stringify(inJson(judged), null, 2);
  const from = lines.reduce((first, { at }) => Math.min(first, at), judged.now);
  const writer: Writer = { time: (at) => timeSince(from, at), person: (id) => id };
  return pageOf({
    title: `A history of ${lines.length} lines, as of ${timeSince(0, judged.now)} UTC; offsets count from its first moment.`,
    from,
    entries: historyTimeline(lines, judged, writer),
    summary: clockSummary(judged.clocks, judged.now, writer),
    local: zone === null ? null : inZone(zone),
  });
};

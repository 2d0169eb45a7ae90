import { judgeHistory } from "../core/history/judge-history.ts";
import type { HistoryLine } from "../core/history/line.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { Timestamp } from "../core/time.ts";
import type { Writer } from "./entry.ts";
import type { Asked } from "./explain-journal.ts";
import { historyTimeline } from "./history-timeline.ts";
import { inJson } from "./json.ts";
import { pageOf } from "./page.ts";
import { clockSummary } from "./summary.ts";
import { inZone, timeSince } from "./times.ts";

/** A history that somebody wrote down, explained by what has arrived up to `until` (null: all of it). */
export const explainHistory = (
  lines: readonly HistoryLine[],
  policy: Policy,
  until: Timestamp | null,
  { json, zone }: Asked,
): string => {
  const judged = judgeHistory(lines, policy, until);
  if (json) return JSON.stringify(inJson(judged), null, 2);
  const from = Math.min(judged.now, ...lines.map(({ at }) => at));
  const writer: Writer = { time: (at) => timeSince(from, at), person: (id) => id };
  return pageOf({
    title: `A history of ${lines.length} lines, as of ${timeSince(0, judged.now)} UTC; offsets count from its first moment.`,
    from,
    entries: historyTimeline(lines, judged, writer),
    summary: clockSummary(judged.clocks, judged.now, writer),
    local: zone === null ? null : inZone(zone),
  });
};

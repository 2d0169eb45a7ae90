import { foldSlaClocks } from "../core/conversation/sla-fold.ts";
import { judgeJournal } from "../core/history/judge-journal.ts";
import { DEFAULT_POLICY, type Policy } from "../core/policy/policy.ts";
import type { Timestamp } from "../core/time.ts";
import type { Writer } from "./entry.ts";
import { type Journalled, journalTimeline } from "./journal-timeline.ts";
import { inJson } from "./json.ts";
import { pageOf } from "./page.ts";
import { rowSummary } from "./summary.ts";
import { inZone, timeSince } from "./times.ts";

export interface Asked {
  readonly json: boolean;
  /** One more zone (IANA) for moments; null: UTC alone. */
  readonly zone: string | null;
}

/** A conversation of the database's, explained as of `now`: what was recorded later is left out. */
export const explainJournal = (
  story: {
    readonly journal: readonly Journalled[];
    readonly names: ReadonlyMap<string, string>;
    readonly policy: Policy | null;
  },
  now: Timestamp,
  { json, zone }: Asked,
): string => {
  const journal = story.journal.filter(({ recordedAt }) => recordedAt <= now);
  const events = journal.map(({ event }) => event);
  if (json) return JSON.stringify(inJson(judgeJournal(events, story.policy ?? DEFAULT_POLICY, now)), null, 2);
  const opened = events.find((event) => event.type === "ConversationOpened");
  const from = opened?.at ?? now;
  const writer: Writer = {
    time: (at) => timeSince(from, at),
    person: (id) => story.names.get(id) ?? "somebody (erased)",
  };
  return pageOf({
    title: `Conversation #${opened?.number ?? "?"}: every time is the platforms' own; offsets count from its opening.`,
    from,
    entries: journalTimeline(journal, writer),
    summary: rowSummary(foldSlaClocks(events), now, writer),
    local: zone === null ? null : inZone(zone),
  });
};

import type { Timestamp } from "../time.ts";
import type { ConversationEvent } from "./event.ts";
import { evolve } from "./evolve.ts";
import { type SlaClock, slaChange } from "./sla.ts";
import { clockKey, NO_CONVERSATION } from "./state.ts";

/** A row of `sla_clocks` as it stands in the database. */
export interface SlaRow extends SlaClock {
  /** When the first alert of the breach arrived. */
  readonly notifiedAt: Timestamp | null;
}

/** What one conversation's journal, from its first event on, says of its clocks. */
export const foldSlaClocks = (journal: readonly ConversationEvent[]): readonly SlaRow[] => {
  const rows = new Map<string, SlaRow>();
  let state = NO_CONVERSATION;
  for (const event of journal) {
    const after = evolve(state, event);
    const { rows: changed, gone } = slaChange(state, after);
    for (const { target, cycle } of gone) rows.delete(`${target}:${cycle}`);
    for (const row of changed) {
      const key = clockKey(row);
      rows.set(key, { ...row, notifiedAt: rows.get(key)?.notifiedAt ?? null });
    }
    if (event.type === "AlertTold" && event.level >= 1) {
      const told = rows.get(clockKey(event));
      if (told !== undefined && told.notifiedAt === null) {
        rows.set(clockKey(event), { ...told, notifiedAt: event.at });
      }
    }
    state = after;
  }
  return [...rows.values()];
};

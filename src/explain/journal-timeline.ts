import type { ConversationEvent } from "../core/conversation/event.ts";
import { evolve } from "../core/conversation/evolve.ts";
import { NO_CONVERSATION } from "../core/conversation/state.ts";
import { SECOND, type Timestamp } from "../core/time.ts";
import { clockEntries } from "./clock-words.ts";
import type { Entry, Writer } from "./entry.ts";
import { eventInWords } from "./event-words.ts";
import { exactly } from "./times.ts";

/** One row of the journal. */
export interface Journalled {
  readonly event: ConversationEvent;
  /** When the desk learnt of it. */
  readonly recordedAt: Timestamp;
}

/** Later than this, and when the desk heard of it explains something. */
const WORTH_SAYING_MS = 2 * SECOND;

/** Their own words say when they were noticed; alarms and answers of platforms are told by what follows. */
const SAYS_IT_ITSELF: ReadonlySet<ConversationEvent["type"]> = new Set<ConversationEvent["type"]>([
  "WarningReached",
  "ClockBreached",
  "ChainResumed",
]);

const heardLate = ({ event, recordedAt }: Journalled): string => {
  const ms = recordedAt - event.at;
  return ms < WORTH_SAYING_MS || SAYS_IT_ITSELF.has(event.type) ? "" : ` (heard of ${exactly(ms)} later)`;
};

/** The story of one conversation, by the platforms' own times; what has the same time stands as it became known. */
export const journalTimeline = (journal: readonly Journalled[], writer: Writer): readonly Entry[] => {
  const entries: Entry[] = [];
  let state = NO_CONVERSATION;
  for (const row of journal) {
    const { event, recordedAt } = row;
    const said = eventInWords(event, state, writer);
    if (said !== null) entries.push({ at: event.at, text: `${said.text}${heardLate(row)}`, rule: said.rule });
    const after = evolve(state, event);
    if (after.clocks !== state.clocks) {
      entries.push(...clockEntries(state.clocks.all, after.clocks.all, recordedAt, writer));
    }
    state = after;
  }
  // Stable: among equals the order of the journal stays.
  return entries.sort((a, b) => a.at - b.at);
};

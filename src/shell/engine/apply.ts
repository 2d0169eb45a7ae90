import type { Command } from "../../core/conversation/command.ts";
import { nextWakeAt } from "../../core/conversation/deadlines.ts";
import { decide } from "../../core/conversation/decide.ts";
import type { ConversationEvent } from "../../core/conversation/event.ts";
import { evolve } from "../../core/conversation/evolve.ts";
import type { Known } from "../../core/conversation/known.ts";
import { react } from "../../core/conversation/react.ts";
import { mergedChange, type SlaChange, slaChange } from "../../core/conversation/sla.ts";
import type { Effect } from "../../core/effect.ts";
import type { Desk } from "../../core/policy/policy.ts";
import type { Timestamp } from "../../core/time.ts";
import type { OutboxDraft, StoredConversation, Tx, Wake } from "../../ports-store.ts";

/** What is asked of one conversation whose row is locked, or not there yet. */
export interface Task {
  readonly stored: StoredConversation;
  readonly command: Command;
  /** Where the answer to a press or a form goes; null: nowhere. */
  readonly reply: string | null;
  /** Wishes beside those that the events bring. */
  readonly also: readonly Effect[];
  /** Not in the database yet. */
  readonly fresh: boolean;
}

/** What came of it, before it is written. */
export interface Applied {
  readonly next: StoredConversation;
  readonly events: readonly ConversationEvent[];
  readonly drafts: readonly OutboxDraft[];
  readonly sla: SlaChange;
  readonly at: Timestamp;
  readonly row: "insert" | "update" | "keep";
  /** The alarm to set; null: the one that stands is right. */
  readonly wake: Wake | null;
}

export type KnownFor = (tx: Tx, task: Task) => Promise<Known>;

export type MakeDraft = (
  effect: Effect,
  desk: Desk,
  /** The conversation that it is about, or the ticket; null: neither. */
  about: { readonly id: string; readonly customerId: string } | null,
  now: Timestamp,
) => OutboxDraft;

export const task = (stored: StoredConversation, command: Command): Task => ({
  stored,
  command,
  reply: null,
  also: [],
  fresh: false,
});

/** Decides, folds and reacts: everything that follows from a command, without a word to anybody. */
export const apply = (
  { stored, command, reply, also, fresh }: Task,
  known: Known,
  how: { readonly draft: MakeDraft; readonly decided: () => void },
): Applied => {
  const events = decide(command, stored.state, known);
  how.decided();
  const effects: Effect[] = [];
  const changes: SlaChange[] = [];
  let state = stored.state;
  for (const event of events) {
    const after = evolve(state, event);
    effects.push(...react(event, state, after, known, { reply }));
    changes.push(slaChange(state, after));
    state = after;
  }
  const wakeAt = nextWakeAt(state, known.desk.policy);
  const next: StoredConversation = { ...stored, state, nextWakeAt: wakeAt };
  const same = wakeAt === stored.nextWakeAt;
  return {
    next,
    events,
    drafts: [...effects, ...also].map((effect) => how.draft(effect, known.desk, next, known.now)),
    sla: mergedChange(changes),
    at: known.now,
    row: fresh ? "insert" : events.length === 0 && same ? "keep" : "update",
    // An alarm that came a moment too early is set again.
    wake: wakeAt === null || (same && command.type !== "CheckDeadlines") ? null : { id: next.id, at: wakeAt },
  };
};

/** Writes what came of one or many, each table in one statement. */
export const write = async (tx: Tx, applied: readonly Applied[]): Promise<void> => {
  for (const { next, row } of applied) if (row === "insert") await tx.insertConversation(next);
  // Of a conversation that occurs twice, the last state.
  const saved = new Map(applied.filter(({ row }) => row === "update").map(({ next }) => [next.id, next]));
  // Sent together: one round trip for the three writes, in the order of this list.
  await Promise.all([
    tx.saveConversations([...saved.values()]),
    tx.appendJournal(
      applied.flatMap(({ next, events, at }) =>
        events.map((event) => ({ conversation: next, event, recordedAt: at })),
      ),
    ),
    tx.saveSlaClocks(mergedChange(applied.map(({ sla }) => sla))),
    tx.putOutbox(applied.flatMap(({ drafts }) => drafts)),
  ]);
};

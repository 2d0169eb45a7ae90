import { isOpen } from "../src/core/conversation/clock.ts";
import { upToDate } from "../src/core/conversation/upgrade.ts";
import type { MessageRef, Person, Place } from "../src/core/platform.ts";
import type { OutboxRow, StoredConversation, StoredMessage } from "../src/ports-store.ts";
import type { conversations, deliveries, messages, outbox, people } from "./schema.ts";

/** An empty string stands for "no thread" in keys, because a null is equal to nothing in a unique index. */
export const threadOf = (place: Place): string => place.thread ?? "";

export const placeOf = (row: { platform: Place["platform"]; channel: string; thread: string }): Place => ({
  platform: row.platform,
  channel: row.channel,
  thread: row.thread === "" ? null : row.thread,
});

export const toConversation = (row: typeof conversations.$inferSelect): StoredConversation => ({
  id: row.id,
  number: row.number,
  desk: row.desk,
  customerId: row.customerId,
  policyVersion: row.policyVersion,
  nextWakeAt: row.nextWakeAt,
  customerPlace: row.customerPlace,
  staffPlace: row.staffPlace,
  state: upToDate(row.state),
});

const firstDueAt = ({ clocks }: StoredConversation["state"]): number | null => {
  const due = clocks.all.filter(isOpen).map((clock) => clock.dueAt);
  return due.length === 0 ? null : Math.min(...due);
};

export const fromConversation = (stored: StoredConversation): typeof conversations.$inferInsert => ({
  id: stored.id,
  number: stored.number,
  desk: stored.desk,
  status: stored.state.status === "none" ? "open" : stored.state.status,
  customerId: stored.customerId,
  repId: stored.state.rep,
  offeredTo: stored.state.rep === null ? stored.state.offeredTo : null,
  policyVersion: stored.policyVersion,
  openedAt: stored.state.openedAt,
  nextWakeAt: stored.nextWakeAt,
  clockDueAt: firstDueAt(stored.state),
  customerPlace: stored.customerPlace,
  staffPlace: stored.staffPlace,
  state: stored.state,
});

export const toMessage = (row: typeof messages.$inferSelect): StoredMessage => ({
  id: row.id,
  conversationId: row.conversationId,
  side: row.side,
  personId: row.personId,
  text: row.text,
  subject: row.subject,
  attachments: row.attachments,
  at: row.at,
  ref: { place: placeOf(row), id: row.platformMessageId },
});

export const toOutboxRow = (row: typeof outbox.$inferSelect): OutboxRow => ({
  id: row.id,
  seq: row.seq,
  conversationId: row.conversationId,
  desk: row.desk,
  stream: row.stream,
  type: row.type,
  effect: row.effect,
  attempts: row.attempts,
  maybeSent: row.maybeSent,
  batch: row.batch,
  createdAt: row.createdAt,
});

export const toPerson = (row: typeof people.$inferSelect): Person => ({
  platform: row.platform,
  userId: row.userId,
  name: row.name,
  accountCreatedAt: row.accountCreatedAt,
});

export const toRef = (row: typeof deliveries.$inferSelect): MessageRef => ({
  place: placeOf(row),
  id: row.platformMessageId,
});

import { and, desc, eq, inArray, ne, or, sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { PRIORITY } from "../src/core/effect.ts";
import type { Lane } from "../src/ports.ts";
import type { Tx } from "../src/ports-store.ts";
import { fromConversation, threadOf, toConversation, toMessage, toOutboxRow } from "./rows.ts";
import {
  conversations,
  deliveries,
  inbox,
  journal,
  lanes,
  messages,
  outbox,
  places,
  policies,
} from "./schema.ts";

export type Database = PostgresJsDatabase;

/** What a process remembers of rows that never change, so that it need not write them again. */
export interface Known {
  readonly lanes: Map<string, string>;
  readonly policies: Set<string>;
  /** Said when the transaction is committed: what was undone must not be remembered. */
  readonly afterCommit: (remember: () => void) => void;
}

const limits = (lane: Lane): string => `${lane.intervalMs}/${lane.concurrency}`;

/** The engine's transaction (architecture.md: inbox, state, journal and outbox in one). */
export const createTx = (db: Database, known: Known): Tx => {
  const saveLanes = async (wanted: readonly Lane[]): Promise<void> => {
    const fresh = new Map(
      wanted.filter((lane) => known.lanes.get(lane.key) !== limits(lane)).map((lane) => [lane.key, lane]),
    );
    if (fresh.size === 0) return;
    await db
      .insert(lanes)
      // In one order for everybody: two transactions that lock lanes crosswise would wait for each other.
      .values([...fresh.values()].sort((a, b) => (a.key < b.key ? -1 : 1)))
      .onConflictDoUpdate({
        target: lanes.key,
        set: { intervalMs: sql`excluded.interval_ms`, concurrency: sql`excluded.concurrency` },
      });
    known.afterCommit(() => {
      for (const lane of fresh.values()) known.lanes.set(lane.key, limits(lane));
    });
  };

  return {
    claimKey: async (key, at) => {
      const rows = await db
        .insert(inbox)
        .values({ key, receivedAt: at, status: "done" })
        // A key whose inbound failed before is taken over by the attempt that succeeds.
        .onConflictDoUpdate({
          target: inbox.key,
          set: { status: "done", inbound: null },
          setWhere: eq(inbox.status, "failed"),
        })
        .returning({ key: inbox.key });
      return rows.length > 0;
    },
    releaseKey: async (key) => {
      await db.delete(inbox).where(eq(inbox.key, key));
    },
    serialize: async (name) => {
      await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
    },
    conversation: async (id) => {
      const rows = await db.select().from(conversations).where(eq(conversations.id, id)).for("update");
      return rows[0] === undefined ? null : toConversation(rows[0]);
    },
    conversationAt: async (place) => {
      const rows = await db
        .select({ conversation: conversations, role: places.role })
        .from(places)
        .innerJoin(conversations, eq(conversations.id, places.conversationId))
        .where(
          and(
            eq(places.platform, place.platform),
            eq(places.channel, place.channel),
            eq(places.thread, threadOf(place)),
          ),
        )
        .for("update", { of: conversations });
      const row = rows[0];
      return row === undefined ? null : { stored: toConversation(row.conversation), role: row.role };
    },
    newestOf: async (personId, desk) => {
      const rows = await db
        .select()
        .from(conversations)
        .where(
          and(
            eq(conversations.customerId, personId),
            ne(conversations.status, "archived"),
            desk === null ? undefined : eq(conversations.desk, desk),
          ),
        )
        .orderBy(desc(conversations.number))
        .limit(1)
        .for("update");
      return rows[0] === undefined ? null : toConversation(rows[0]);
    },
    nextNumber: async () => {
      const rows = await db.execute<{ n: string }>(sql`select nextval('conversation_number') as n`);
      return Number(rows[0]?.n);
    },
    insertConversation: async (stored) => {
      await db.insert(conversations).values(fromConversation(stored));
    },
    saveConversation: async (stored) => {
      const { id, ...fields } = fromConversation(stored);
      await db.update(conversations).set(fields).where(eq(conversations.id, id));
    },
    bindPlace: async (place, conversationId, role) => {
      await db
        .insert(places)
        .values({
          platform: place.platform,
          channel: place.channel,
          thread: threadOf(place),
          conversationId,
          role,
        })
        // Direct messages are one place for ever: the newest conversation has it.
        .onConflictDoUpdate({
          target: [places.platform, places.channel, places.thread],
          set: { conversationId, role },
        });
    },
    savePolicy: async (policy) => {
      if (known.policies.has(policy.version)) return;
      await db.insert(policies).values({ version: policy.version, policy }).onConflictDoNothing();
      known.afterCommit(() => known.policies.add(policy.version));
    },
    insertMessage: async (message) => {
      const { ref, ...fields } = message;
      await db
        .insert(messages)
        .values({
          ...fields,
          platform: ref.place.platform,
          channel: ref.place.channel,
          thread: threadOf(ref.place),
          platformMessageId: ref.id,
        })
        .onConflictDoNothing();
    },
    message: async (id) => {
      const rows = await db.select().from(messages).where(eq(messages.id, id));
      return rows[0] === undefined ? null : toMessage(rows[0]);
    },
    messageByRef: async ({ place, id }) => {
      const rows = await db
        .select()
        .from(messages)
        .where(
          and(
            eq(messages.platform, place.platform),
            eq(messages.channel, place.channel),
            eq(messages.platformMessageId, id),
          ),
        );
      return rows[0] === undefined ? null : toMessage(rows[0]);
    },
    changeText: async (id, text) => {
      await db.update(messages).set({ text }).where(eq(messages.id, id));
    },
    markDeleted: async (id, at) => {
      await db.update(messages).set({ deletedAt: at }).where(eq(messages.id, id));
    },
    appendJournal: async (stored, events, recordedAt) => {
      if (events.length === 0) return;
      await db.insert(journal).values(
        events.map((event) => ({
          conversationId: stored.id,
          type: event.type,
          at: event.at,
          recordedAt,
          policyVersion: stored.policyVersion,
          event,
        })),
      );
    },
    putOutbox: async (drafts) => {
      if (drafts.length === 0) return;
      await saveLanes(drafts.map((draft) => draft.lane));
      await db
        .insert(outbox)
        .values(
          drafts.map((draft) => ({
            id: draft.id,
            conversationId: draft.conversationId,
            desk: draft.desk,
            stream: draft.stream,
            lane: draft.lane.key,
            priority: PRIORITY[draft.effect.type],
            type: draft.effect.type,
            effect: draft.effect,
            createdAt: draft.createdAt,
            availableAt: draft.createdAt,
          })),
        )
        .onConflictDoNothing();
    },
    finishOutbox: async (id, status, at, failure) => {
      const rows = await db
        .update(outbox)
        .set({ status, finishedAt: at, failure, owner: null })
        .where(
          and(or(eq(outbox.id, id), eq(outbox.batch, id)), inArray(outbox.status, ["pending", "sending"])),
        )
        .returning();
      const head = rows.find((row) => row.id === id);
      return head === undefined ? null : toOutboxRow(head);
    },
    replaceEffect: async (id, effect, lane) => {
      await saveLanes([lane]);
      await db
        .update(outbox)
        .set({
          effect,
          lane: lane.key,
          status: "pending",
          owner: null,
          maybeSent: false,
          attempts: 0,
          finishedAt: null,
          failure: null,
        })
        .where(eq(outbox.id, id));
    },
    recordLanded: async (row, what, side, receipt) => {
      if (receipt.messages.length === 0) return;
      await db
        .insert(deliveries)
        .values(
          receipt.messages.map((message, part) => ({
            outboxId: row.id,
            part,
            conversationId: row.conversationId,
            what,
            side,
            platform: message.place.platform,
            channel: message.place.channel,
            thread: threadOf(message.place),
            platformMessageId: message.id,
            at: receipt.at,
          })),
        )
        .onConflictDoNothing();
    },
  };
};

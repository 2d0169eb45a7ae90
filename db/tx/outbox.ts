import { and, eq, inArray, ne, or, sql } from "drizzle-orm";
import { PRIORITY } from "../../src/core/effect.ts";
import type { Lane } from "../../src/ports.ts";
import type { OutboxDraft, Tx } from "../../src/ports-store.ts";
import { insertMany } from "../many.ts";
import { threadOf, toOutboxRow } from "../rows.ts";
import { deliveries, lanes, outbox } from "../schema.ts";
import type { Database, Known } from "./known.ts";

const limits = (lane: Lane): string => `${lane.intervalMs}/${lane.concurrency}`;

/** Effects, their lanes, and where they landed. */
/** A ticket's card shows what is true when it is sent: an update that still waits says nothing that this one will not. */
const dropOlderCardUpdates = async (db: Database, drafts: readonly OutboxDraft[]): Promise<void> => {
  const updates = drafts.filter(({ effect }) => effect.type === "UpdateTicketCard");
  const newest = new Map(updates.map((one) => [one.stream, one]));
  for (const { id, stream, createdAt } of newest.values()) {
    await db
      .update(outbox)
      .set({ status: "dropped", finishedAt: createdAt })
      .where(
        and(
          eq(outbox.stream, stream),
          eq(outbox.type, "UpdateTicketCard"),
          eq(outbox.status, "pending"),
          ne(outbox.id, id),
        ),
      );
  }
};

export const outboxInTx = (
  db: Database,
  known: Known,
): Pick<Tx, "putOutbox" | "finishOutbox" | "replaceEffect" | "recordLanded" | "forgetLanded"> => {
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
    putOutbox: async (drafts) => {
      if (drafts.length === 0) return;
      await saveLanes(drafts.map((draft) => draft.lane));
      await insertMany(
        db,
        outbox,
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
        "skip",
      );
      await dropOlderCardUpdates(db, drafts);
    },
    finishOutbox: async (id, status, at, failure) => {
      const rows = await db
        .update(outbox)
        .set({ status, finishedAt: at, failure, owner: null })
        .where(
          and(or(eq(outbox.id, id), eq(outbox.batch, id)), inArray(outbox.status, ["pending", "sending"])),
        )
        .returning();
      return rows.map(toOutboxRow).sort((a, b) => a.seq - b.seq);
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
    recordLanded: (landed, receipt) =>
      insertMany(
        db,
        deliveries,
        landed.flatMap(({ row, what, side }) =>
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
        ),
        "skip",
      ),
    forgetLanded: async (conversationId, messages) => {
      for (const { place, id } of messages) {
        await db
          .delete(deliveries)
          .where(
            and(
              eq(deliveries.conversationId, conversationId),
              eq(deliveries.platform, place.platform),
              eq(deliveries.channel, place.channel),
              eq(deliveries.platformMessageId, id),
            ),
          );
      }
    },
  };
};

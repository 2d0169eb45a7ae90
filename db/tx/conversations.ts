import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Tx } from "../../src/ports-store.ts";
import { among, insertMany, updateMany } from "../many.ts";
import { policyOf } from "../policy.ts";
import { fromConversation, threadOf, toConversation } from "../rows.ts";
import { conversations, journal, places, policies } from "../schema.ts";
import type { Database, Known } from "./known.ts";

/** State and journal of conversations, the places that belong to them, the policies they were promised. */
export const conversationsInTx = (
  db: Database,
  known: Known,
): Pick<
  Tx,
  | "conversation"
  | "conversations"
  | "conversationAt"
  | "newestOf"
  | "nextNumber"
  | "insertConversation"
  | "saveConversations"
  | "bindPlace"
  | "savePolicy"
  | "policy"
  | "appendJournal"
  | "appendTold"
> => ({
  conversation: async (id) => {
    const rows = await db.select().from(conversations).where(eq(conversations.id, id)).for("update");
    return rows[0] === undefined ? null : toConversation(rows[0]);
  },
  conversations: async (ids) => {
    const rows = await db
      .select()
      .from(conversations)
      .where(inArray(conversations.id, among(ids)))
      // In one order for everybody: two batches that lock rows crosswise would wait for each other.
      .orderBy(asc(conversations.id))
      .for("update", { of: conversations });
    return rows.map(toConversation);
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
    if (row === undefined || row.role === "ticket") return null;
    return { stored: toConversation(row.conversation), role: row.role };
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
  saveConversations: (all) => updateMany(db, conversations, all.map(fromConversation)),
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
  policy: (version) => policyOf(db, version),
  appendTold: async (told, recordedAt) => {
    if (told.length === 0) return;
    const ids = [...new Set(told.map((one) => one.conversationId))];
    const found = await db
      .select({ id: conversations.id, policyVersion: conversations.policyVersion })
      .from(conversations)
      .where(inArray(conversations.id, among(ids)));
    const versions = new Map(found.map((one) => [one.id, one.policyVersion]));
    await insertMany(
      db,
      journal,
      told.map(({ conversationId, event }) => ({
        conversationId,
        type: event.type,
        at: event.at,
        recordedAt,
        policyVersion: versions.get(conversationId) ?? "",
        event,
      })),
      "refuse",
    );
  },
  appendJournal: (entries) =>
    insertMany(
      db,
      journal,
      entries.map(({ conversation, event, recordedAt }) => ({
        conversationId: conversation.id,
        type: event.type,
        at: event.at,
        recordedAt,
        policyVersion: conversation.policyVersion,
        event,
      })),
      "refuse",
    ),
});

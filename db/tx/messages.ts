import { and, eq } from "drizzle-orm";
import type { Tx } from "../../src/ports-store.ts";
import { threadOf, toMessage } from "../rows.ts";
import { messages } from "../schema.ts";
import type { Database } from "./known.ts";

/** What people wrote: the only words there are. */
export const messagesInTx = (
  db: Database,
): Pick<Tx, "insertMessage" | "message" | "messageByRef" | "changeText" | "markDeleted"> => ({
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
});

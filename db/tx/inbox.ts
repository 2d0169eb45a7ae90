import { eq, sql } from "drizzle-orm";
import type { Tx } from "../../src/ports-store.ts";
import { inbox } from "../schema.ts";
import type { Database } from "./known.ts";

/** Keys already handled, and taking turns. */
export const inboxInTx = (db: Database): Pick<Tx, "claimKey" | "releaseKey" | "serialize"> => ({
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
});

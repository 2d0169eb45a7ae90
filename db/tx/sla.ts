import { sql } from "drizzle-orm";
import type { Tx } from "../../src/ports-store.ts";
import { relationOf, upsertMany } from "../many.ts";
import { slaClocks } from "../schema.ts";
import type { Database } from "./known.ts";

const KEY = [sql`conversation_id`, sql`target`, sql`cycle`];
const keys = sql`"conversationId" text, target text, cycle integer`;
const matches = sql`${slaClocks.conversationId} = given."conversationId" and ${slaClocks.target} = given.target
  and ${slaClocks.cycle} = given.cycle`;

/** The reports' rows, written with the state that they follow from. */
export const slaInTx = (db: Database): Pick<Tx, "saveSlaClocks" | "recordNotified"> => ({
  saveSlaClocks: async ({ rows, gone }) => {
    if (gone.length > 0) {
      await db.execute(sql`delete from ${slaClocks} using ${relationOf(keys, gone)} where ${matches}`);
    }
    await upsertMany(
      db,
      slaClocks,
      rows.map((row) => ({ ...row })),
      KEY,
    );
  },
  recordNotified: async (clocks, at) => {
    if (clocks.length === 0) return;
    await db.execute(sql`
      update ${slaClocks} set notified_at = ${at}::bigint from ${relationOf(keys, clocks)}
      where ${matches} and notified_at is null`);
  },
});

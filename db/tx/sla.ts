import { sql } from "drizzle-orm";
import type { Tx } from "../../src/ports-store.ts";
import { relationOf, upsertMany } from "../many.ts";
import { slaClocks } from "../schema.ts";
import type { Database } from "./known.ts";

export const SLA_KEY = [sql`conversation_id`, sql`target`, sql`cycle`];
const keys = sql`"conversationId" text, target text, cycle integer`;
const matches = sql`${slaClocks.conversationId} = given."conversationId" and ${slaClocks.target} = given.target
  and ${slaClocks.cycle} = given.cycle`;

export const deleteSlaClocks = async (
  db: Database,
  clocks: readonly { readonly conversationId: string; readonly target: string; readonly cycle: number }[],
): Promise<void> => {
  if (clocks.length === 0) return;
  const named = clocks.map(({ conversationId, target, cycle }) => ({ conversationId, target, cycle }));
  await db.execute(sql`delete from ${slaClocks} using ${relationOf(keys, named)} where ${matches}`);
};

/** The reports' rows, written with the state that they follow from. */
export const slaInTx = (db: Database): Pick<Tx, "saveSlaClocks" | "recordNotified"> => ({
  saveSlaClocks: async ({ rows, gone }) => {
    await deleteSlaClocks(db, gone);
    await upsertMany(
      db,
      slaClocks,
      rows.map((row) => ({ ...row })),
      SLA_KEY,
    );
  },
  recordNotified: async (clocks, at) => {
    if (clocks.length === 0) return;
    await db.execute(sql`
      update ${slaClocks} set notified_at = ${at}::bigint from ${relationOf(keys, clocks)}
      where ${matches} and notified_at is null`);
  },
});

import { sql } from "drizzle-orm";
import type { Tx } from "../../src/ports-store.ts";
import { relationOf, upsertMany } from "../many.ts";
import { slaClocks } from "../schema.ts";
import type { Database } from "./known.ts";

interface Key {
  readonly conversationId: string;
  readonly target: string;
  readonly cycle: number;
}

export const SLA_KEY = [sql`conversation_id`, sql`target`, sql`cycle`];
const keys = sql`"conversationId" text, target text, cycle integer`;
const matches = sql`${slaClocks.conversationId} = given."conversationId" and ${slaClocks.target} = given.target
  and ${slaClocks.cycle} = given.cycle`;

export const deleteSlaClocks = async (db: Database, clocks: readonly Key[]): Promise<void> => {
  if (clocks.length === 0) return;
  const named = clocks.map(({ conversationId, target, cycle }) => ({ conversationId, target, cycle }));
  await db.execute(sql`delete from ${slaClocks} using ${relationOf(keys, named)} where ${matches}`);
};

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order in which they are locked: an alert tells of clocks whose conversations it does not lock. */
const byKey = (a: Key, b: Key): number =>
  compared(a.conversationId, b.conversationId) || compared(a.target, b.target) || a.cycle - b.cycle;

/** The reports' rows, written with the state that they follow from. */
export const slaInTx = (db: Database): Pick<Tx, "saveSlaClocks" | "recordNotified"> => ({
  saveSlaClocks: async ({ rows, gone }) => {
    await deleteSlaClocks(db, gone);
    await upsertMany(db, slaClocks, rows.map((row) => ({ ...row })).sort(byKey), SLA_KEY);
  },
  recordNotified: async (clocks, at) => {
    if (clocks.length === 0) return;
    const given = relationOf(keys, clocks);
    await Promise.all([
      db.execute(sql`
        select 1 from ${slaClocks}, ${given} where ${matches}
        order by ${slaClocks.conversationId}, ${slaClocks.target}, ${slaClocks.cycle} for update of ${slaClocks}`),
      db.execute(sql`
        update ${slaClocks} set notified_at = ${at}::bigint from ${given}
        where ${matches} and notified_at is null`),
    ]);
  },
});

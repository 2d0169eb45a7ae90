import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "../../src/ports-store.ts";
import { slaClocks } from "../schema.ts";
import type { Database } from "./known.ts";

type Key = { readonly conversationId: string; readonly target: string; readonly cycle: number };

const is = ({ conversationId, target, cycle }: Key) =>
  and(
    eq(slaClocks.conversationId, conversationId),
    sql`${slaClocks.target} = ${target}`,
    eq(slaClocks.cycle, cycle),
  );

/** The reports' rows, written with the state that they follow from. */
export const slaInTx = (db: Database): Pick<Tx, "saveSlaClocks" | "recordNotified"> => ({
  saveSlaClocks: async ({ rows, gone }) => {
    if (gone.length > 0) await db.delete(slaClocks).where(or(...gone.map(is)));
    if (rows.length === 0) return;
    await db
      .insert(slaClocks)
      .values(rows.map(({ endedAt, ...row }) => ({ ...row, endedAt, withCustomer: [...row.withCustomer] })))
      .onConflictDoUpdate({
        target: [slaClocks.conversationId, slaClocks.target, slaClocks.cycle],
        set: {
          startedAt: sql`excluded.started_at`,
          lengthMs: sql`excluded.length_ms`,
          dueAt: sql`excluded.due_at`,
          fulfilledAt: sql`excluded.fulfilled_at`,
          fulfilledBy: sql`excluded.fulfilled_by`,
          breachedAt: sql`excluded.breached_at`,
          cancelledAt: sql`excluded.cancelled_at`,
          cause: sql`excluded.cause`,
          endedAt: sql`excluded.ended_at`,
          withCustomer: sql`excluded.with_customer`,
          rep: sql`excluded.rep`,
          detectedAt: sql`excluded.detected_at`,
        },
      });
  },
  recordNotified: async (clocks, at) => {
    if (clocks.length === 0) return;
    await db
      .update(slaClocks)
      .set({ notifiedAt: at })
      .where(and(or(...clocks.map(is)), isNull(slaClocks.notifiedAt)));
  },
});

import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type postgres from "postgres";
import type { OutboxStore } from "../src/ports-store.ts";
import { claimRows } from "./claim.ts";
import { among } from "./many.ts";
import { lanes, outbox } from "./schema.ts";
import type { Database } from "./tx.ts";

/** One number space for our advisory locks: the first key says what the second one means. */
const OWNERS = 71_430;

/**
 * A row that goes back to wait. Of card updates one may wait in a stream (outbox_one_card_update): where a newer one
 * stands already, it shows all that this one would have shown.
 */
const waitsAgain = sql<"pending" | "dropped">`case
  when ${outbox.type} = 'UpdateCard' and exists (
    select 1 from outbox newer where newer.stream = ${outbox.stream} and newer.type = 'UpdateCard'
      and newer.status = 'pending'
  ) then 'dropped' else 'pending' end`;

const UNIQUE_VIOLATION = "23505";

const isTaken = (error: unknown): boolean => {
  if (typeof error !== "object" || error === null) return false;
  if ("code" in error && error.code === UNIQUE_VIOLATION) return true;
  // drizzle wraps the driver's error.
  return "cause" in error && isTaken(error.cause);
};

/** A newer one came between the look and the write: the second look sees it. */
const again = async <T>(write: () => PromiseLike<T>): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    if (!isTaken(error)) throw error;
    return write();
  }
};

/**
 * The dispatcher's side of the outbox. A process holds an advisory lock with its owner number for as long as it
 * lives: when the lock is free, the process is gone and its rows are anybody's again, at once and without a lease
 * to wait for.
 *
 * A claim does not wait for the disk (`quick`, docs/adr/0005): when the database's machine fails, a claim of its last
 * moments is forgotten. So what is older than this process may have been sent, whatever its row says.
 */
export const createOutbox = (db: Database, quick: Database, lifeline: postgres.Sql): OutboxStore => {
  let enlistedAt = 0;

  // Taken again by the session that has it, it only counts up; by a new session after a loss, it is had again.
  const hold = async (owner: number): Promise<void> => {
    await lifeline`select pg_try_advisory_lock(${OWNERS}::int, ${owner}::int)`;
  };

  return {
    enlist: async (now) => {
      enlistedAt = now;
      const rows = await lifeline`select nextval('process_owner')::int as owner`;
      const owner = Number(rows[0]?.["owner"]);
      await hold(owner);
      return owner;
    },

    keepEnlisted: hold,

    sending: async (owner) => {
      const rows = await db
        .select({ id: outbox.id })
        .from(outbox)
        .where(and(eq(outbox.status, "sending"), eq(outbox.owner, owner)));
      return rows.map((row) => row.id);
    },

    claim: async (lane, owner, now) => {
      const rows = await claimRows(quick, { lane, owner, now });
      const head = rows[0];
      // Which pings are one message must not be forgotten while it may stand in the channel: found there after a
      // crash, it counts for all of them. This commit waits for the disk, and for all that was written before it.
      if (head?.type === "PostAlert") await db.update(outbox).set({ owner }).where(eq(outbox.id, head.id));
      return rows.map((row) => ({ ...row, maybeSent: row.maybeSent || row.createdAt < enlistedAt }));
    },

    nextAt: async (lane, now) => {
      const limits = await db.select({ nextAt: lanes.nextAt }).from(lanes).where(eq(lanes.key, lane));
      const limitedUntil = limits[0]?.nextAt ?? 0;
      // Nothing may leave before: what waits, and for what, is looked into then.
      if (limitedUntil > now) return { at: limitedUntil, limitedUntil };
      const rows = await db.execute<{ at: string | null }>(sql`
        select min(o.available_at) as at
        from outbox o
        where o.lane = ${lane} and o.status = 'pending'
          and not exists (
            select 1 from outbox p where p.stream = o.stream and p.seq < o.seq and p.status in ('pending', 'sending')
          )`);
      const at = rows[0]?.at;
      return at === null || at === undefined ? null : { at: Number(at), limitedUntil };
    },

    waitingLanes: async () => {
      const rows = await db
        .selectDistinct({ lane: outbox.lane })
        .from(outbox)
        .where(eq(outbox.status, "pending"));
      return rows.map((row) => row.lane);
    },

    nextLanes: async (streams) => {
      const rows = await db
        .selectDistinctOn([outbox.stream], { lane: outbox.lane })
        .from(outbox)
        .where(and(inArray(outbox.stream, among(streams)), inArray(outbox.status, ["pending", "sending"])))
        .orderBy(asc(outbox.stream), asc(outbox.seq));
      return [...new Set(rows.map((row) => row.lane))];
    },

    lane: async (key) => {
      const rows = await db.select().from(lanes).where(eq(lanes.key, key));
      const row = rows[0];
      return row === undefined ? null : { key, intervalMs: row.intervalMs, concurrency: row.concurrency };
    },

    retryAt: async (ids, at, maybeSent) => {
      await again(() =>
        db
          .update(outbox)
          .set({
            status: waitsAgain,
            finishedAt: sql`case when ${waitsAgain} = 'dropped' then ${at}::bigint end`,
            owner: null,
            availableAt: at,
            ...(maybeSent ? { maybeSent: true } : {}),
          })
          .where(and(inArray(outbox.id, among(ids)), eq(outbox.status, "sending"))),
      );
    },

    holdLane: async (lane, until) => {
      await db
        .update(lanes)
        .set({ nextAt: sql`greatest(${lanes.nextAt}, ${until}::bigint)` })
        .where(eq(lanes.key, lane));
    },

    drop: async (ids, at) => {
      await db
        .update(outbox)
        .set({ status: "dropped", finishedAt: at, owner: null })
        .where(inArray(outbox.id, among(ids)));
    },

    reclaim: async (owner) => {
      const owners = await db
        .selectDistinct({ owner: outbox.owner })
        .from(outbox)
        .where(and(eq(outbox.status, "sending"), sql`${outbox.owner} <> ${owner}`));
      let freed = 0;
      for (const { owner: other } of owners) {
        if (other === null) continue;
        // The lock is taken and given back in one transaction: a living owner keeps it and nothing happens.
        const rows = await again(() =>
          db.execute<{ id: string }>(sql`
          update outbox set status = ${waitsAgain}, owner = null, maybe_sent = true,
            finished_at = case when ${waitsAgain} = 'dropped' then available_at end
          where status = 'sending' and owner = ${other}
            and pg_try_advisory_xact_lock(${OWNERS}::int, ${other}::int)
          returning id`),
        );
        freed += rows.length;
      }
      return freed;
    },
  };
};

import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type postgres from "postgres";
import type { OutboxRow, OutboxStore } from "../src/ports-store.ts";
import { lanes, outbox } from "./schema.ts";
import type { Database } from "./tx.ts";

/** Bursts of one customer's lines travel as one message, but never as an endless one. */
const BATCH_LIMIT = 20;

/** One number space for our advisory locks: the first key says what the second one means. */
const OWNERS = 71_430;

/** As the driver gives it: a bigint is a text. */
type ClaimedRow = Omit<OutboxRow, "seq" | "createdAt"> &
  Record<"seq" | "createdAt", string> &
  Record<string, unknown>;

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
      // One statement, one commit. The lane's row is the limiter: whoever moves `next_at` on may send. Within a
      // stream only the oldest unfinished row may go, so a conversation's messages keep their order. Rows of an
      // earlier attempt stay together: they are looked for under the first one's id.
      const rows = await quick.execute<ClaimedRow>(sql`
        with lane as (
          select key, interval_ms from lanes where key = ${lane} and next_at <= ${now}::bigint
          for update skip locked
        ), head as (
          select o.id, o.stream, o.type, o.batch from outbox o, lane
          where o.lane = lane.key and o.status = 'pending' and o.available_at <= ${now}::bigint
            and not exists (
              select 1 from outbox p
              where p.stream = o.stream and p.seq < o.seq and p.status in ('pending', 'sending')
            )
          order by o.priority, o.seq limit 1 for update of o skip locked
        ), moved as (
          update lanes set next_at = ${now}::bigint + lane.interval_ms from lane
          where lanes.key = lane.key and lane.interval_ms > 0 and exists (select 1 from head)
        ), companions as (
          select o.id from outbox o, head
          where head.type = 'RelayToStaff' and o.stream = head.stream and o.id <> head.id
            and o.status = 'pending' and o.type = 'RelayToStaff'
            and o.batch is not distinct from head.batch
            and (head.batch is not null or not exists (
              select 1 from outbox p where p.stream = o.stream and p.seq < o.seq
                and p.status in ('pending', 'sending') and p.type <> 'RelayToStaff'
            ))
          order by o.seq limit ${BATCH_LIMIT - 1}::int for update of o skip locked
        ), picked as (
          select id from head union all select id from companions
        )
        update outbox set status = 'sending', owner = ${owner}::int, attempts = outbox.attempts + 1,
          batch = case when head.type = 'RelayToStaff' then coalesce(head.batch, head.id) else outbox.batch end
        from head, picked where outbox.id = picked.id
        returning outbox.id, outbox.seq, outbox.conversation_id as "conversationId", outbox.desk, outbox.stream,
          outbox.type, outbox.effect, outbox.attempts, outbox.maybe_sent as "maybeSent", outbox.batch,
          outbox.created_at as "createdAt"`);
      return rows
        .map((row) => {
          const createdAt = Number(row.createdAt);
          return {
            ...row,
            createdAt,
            seq: Number(row.seq),
            maybeSent: row.maybeSent || createdAt < enlistedAt,
          };
        })
        .sort((a, b) => a.seq - b.seq);
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

    nextLane: async (stream) => {
      const rows = await db
        .select({ lane: outbox.lane })
        .from(outbox)
        .where(and(eq(outbox.stream, stream), inArray(outbox.status, ["pending", "sending"])))
        .orderBy(asc(outbox.seq))
        .limit(1);
      return rows[0]?.lane ?? null;
    },

    lane: async (key) => {
      const rows = await db.select().from(lanes).where(eq(lanes.key, key));
      const row = rows[0];
      return row === undefined ? null : { key, intervalMs: row.intervalMs, concurrency: row.concurrency };
    },

    retryAt: async (ids, at, maybeSent) => {
      await db
        .update(outbox)
        .set({
          status: "pending",
          owner: null,
          availableAt: at,
          ...(maybeSent ? { maybeSent: true } : {}),
        })
        .where(and(inArray(outbox.id, [...ids]), eq(outbox.status, "sending")));
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
        .where(inArray(outbox.id, [...ids]));
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
        const rows = await db.execute<{ id: string }>(sql`
          update outbox set status = 'pending', owner = null, maybe_sent = true
          where status = 'sending' and owner = ${other}
            and pg_try_advisory_xact_lock(${OWNERS}::int, ${other}::int)
          returning id`);
        freed += rows.length;
      }
      return freed;
    },
  };
};

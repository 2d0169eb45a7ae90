import { type SQL, sql } from "drizzle-orm";
import type { Timestamp } from "../src/core/time.ts";
import type { OutboxRow } from "../src/ports-store.ts";
import type { Database } from "./tx.ts";

/** Bursts of one customer's lines travel as one message, but never as an endless one. */
const BURST_LIMIT = 20;
/** Pings that one message stands for: more than fall due while the one before is on its way. */
export const ALERTS_LIMIT = 2_000;

/** As the driver gives it: a bigint is a text. */
type ClaimedRow = Omit<OutboxRow, "seq" | "createdAt"> &
  Record<"seq" | "createdAt", string> &
  Record<string, unknown>;

/**
 * Pings of one desk to one channel; those in conversations' own threads are not one message. Rows of an earlier
 * attempt stay together, and apart from all others: they are looked for under one id.
 */
const travelsWithHead = (row: SQL, now: Timestamp): SQL => sql`(
  ${row}.type = 'PostAlert' and ${row}.status = 'pending' and ${row}.lane = head.lane and ${row}.desk = head.desk
  and ${row}.available_at <= ${now}::bigint and ${row}.batch is not distinct from head.batch
  and ${row}.effect->'alert'->>'channel' = head.channel and head.channel <> 'staff')`;

/**
 * The next row of this lane that may go now, and those that go with it. One statement, one commit. The lane's row is
 * the limiter: whoever moves `next_at` on may send. Within a stream only the oldest unfinished row may go, so a
 * conversation's messages keep their order.
 */
export const claimRows = async (
  db: Database,
  { lane, owner, now }: { readonly lane: string; readonly owner: number; readonly now: Timestamp },
): Promise<readonly OutboxRow[]> => {
  const rows = await db.execute<ClaimedRow>(sql`
    with lane as (
      select key, interval_ms from lanes where key = ${lane} and next_at <= ${now}::bigint
      for update skip locked
    ), head as (
      select o.id, o.stream, o.lane, o.desk, o.priority, o.type, o.batch,
        o.effect->'alert'->>'channel' as channel
      from outbox o, lane
      where o.lane = lane.key and o.status = 'pending' and o.available_at <= ${now}::bigint
        and not exists (
          select 1 from outbox p
          where p.stream = o.stream and p.seq < o.seq and p.status in ('pending', 'sending')
        )
      order by o.priority, o.seq limit 1 for update of o skip locked
    ), moved as (
      update lanes set next_at = ${now}::bigint + lane.interval_ms from lane
      where lanes.key = lane.key and lane.interval_ms > 0 and exists (select 1 from head)
    ), burst as (
      select o.id from outbox o, head
      where head.type = 'RelayToStaff' and o.stream = head.stream and o.id <> head.id
        and o.status = 'pending' and o.type = 'RelayToStaff'
        and o.batch is not distinct from head.batch
        and (head.batch is not null or not exists (
          select 1 from outbox p where p.stream = o.stream and p.seq < o.seq
            and p.status in ('pending', 'sending') and p.type <> 'RelayToStaff'
        ))
      order by o.seq limit ${BURST_LIMIT - 1}::int for update of o skip locked
    ), alerts as (
      -- First in their streams, or behind none but rows that travel too.
      select o.id from outbox o, head
      where head.type = 'PostAlert' and o.priority = head.priority and o.id <> head.id
        and ${travelsWithHead(sql`o`, now)}
        and not exists (
          select 1 from outbox p where p.stream = o.stream and p.seq < o.seq
            and p.status in ('pending', 'sending') and not ${travelsWithHead(sql`p`, now)}
        )
      order by o.seq limit ${ALERTS_LIMIT - 1}::int for update of o skip locked
    ), picked as (
      select id from head union all select id from burst union all select id from alerts
    )
    update outbox set status = 'sending', owner = ${owner}::int, attempts = outbox.attempts + 1,
      batch = case when head.type in ('RelayToStaff', 'PostAlert') then coalesce(head.batch, head.id)
        else outbox.batch end
    from head, picked where outbox.id = picked.id
    returning outbox.id, outbox.seq, outbox.conversation_id as "conversationId", outbox.desk, outbox.stream,
      outbox.type, outbox.effect, outbox.attempts, outbox.maybe_sent as "maybeSent", outbox.batch,
      outbox.created_at as "createdAt"`);
  return rows
    .map((row) => ({ ...row, createdAt: Number(row.createdAt), seq: Number(row.seq) }))
    .sort((a, b) => a.seq - b.seq);
};

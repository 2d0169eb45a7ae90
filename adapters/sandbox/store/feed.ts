import type { Inbound, Receipt } from "../../../src/core/inbound.ts";
import { json, type Queries } from "./schema.ts";

export interface FeedEntry {
  readonly seq: string;
  readonly inbound: Inbound;
}

/** Written in the transaction of the act itself: what a person saw happen is told to the desk, a crash later. */
export const enqueue = async (sql: Queries, inbound: Inbound): Promise<void> => {
  await sql`insert into sandbox.feed (inbound) values (${json(inbound)}::text::jsonb)`;
};

export const untaken = async (sql: Queries): Promise<readonly FeedEntry[]> => {
  const rows = await sql<{ seq: string; inbound: string }[]>`
    select seq::text as seq, inbound::text as inbound from sandbox.feed order by sandbox.feed.seq limit 100`;
  return rows.map((row) => ({ seq: row.seq, inbound: JSON.parse(row.inbound) as Inbound }));
};

/** The desk has it for good. */
export const markTaken = async (sql: Queries, seq: string): Promise<void> => {
  await sql`delete from sandbox.feed where seq = ${seq}::text::bigint`;
};

/** A number never given twice, for the keys of acts that leave no message. */
export const nextTick = async (sql: Queries): Promise<string> => {
  const [row] = await sql<{ tick: string }[]>`select nextval('sandbox.tick')::text as tick`;
  return row?.tick ?? "0";
};

export const findReceipt = async (sql: Queries, orderId: string): Promise<Receipt | null> => {
  const [row] = await sql<{ receipt: string }[]>`
    select receipt::text as receipt from sandbox.delivery where order_id = ${orderId}`;
  return row === undefined ? null : (JSON.parse(row.receipt) as Receipt);
};

export const saveReceipt = async (sql: Queries, orderId: string, receipt: Receipt): Promise<void> => {
  await sql`insert into sandbox.delivery (order_id, receipt) values (${orderId}, ${json(receipt)}::text::jsonb)`;
};

import { asc, inArray, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { ConversationEvent } from "../src/core/conversation/event.ts";
import { foldSlaClocks, type SlaRow } from "../src/core/conversation/sla-fold.ts";
import { among, upsertMany } from "./many.ts";
import { conversations, journal, slaClocks } from "./schema.ts";
import { deleteSlaClocks, SLA_KEY } from "./tx/sla.ts";
import type { Database } from "./tx.ts";

export interface Rebuilt {
  readonly conversations: number;
  readonly clocks: number;
  /** Rows that were missing, too many, or said something else than the journal. */
  readonly differed: number;
}

export interface RebuildOptions {
  /** Nothing is changed. */
  readonly check: boolean;
  /** After every batch: what was done so far. */
  readonly progress?: (soFar: Rebuilt) => void;
}

/** So many conversations are held at once, and written in one transaction. */
const AT_ONCE = 100;

const byKey = (rows: readonly SlaRow[]): ReadonlyMap<string, SlaRow> =>
  new Map(rows.map((row) => [`${row.conversationId}:${row.target}:${row.cycle}`, row]));

/** jsonb gives names in an order of its own. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .map(([name, one]) => [name, canonical(one)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
};

const isSame = (one: SlaRow, other: SlaRow | undefined): boolean =>
  other !== undefined && JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));

/** Conversations of the journal, and those that only rows of clocks know: their rows are too many. */
const nextIds = async (db: Database, after: string): Promise<readonly string[]> => {
  const rows = await db.execute<{ id: string }>(sql`
    select id from (
      (select distinct conversation_id as id from ${journal} where conversation_id > ${after} order by 1 limit ${AT_ONCE})
      union
      (select distinct conversation_id as id from ${slaClocks} where conversation_id > ${after} order by 1 limit ${AT_ONCE})
    ) as known order by id limit ${AT_ONCE}`);
  return rows.map(({ id }) => id);
};

/**
 * The same order as the engine's: a desk that runs meanwhile waits, and what it wrote before is read. An alert is
 * recorded without the conversation's lock, so the rows that it changes are locked too.
 */
const lock = async (db: Database, ids: readonly string[]): Promise<void> => {
  const known = among(ids);
  await db.execute(sql`select 1 from ${conversations} where id in ${known} order by id for update`);
  await db.execute(sql`
    select 1 from ${slaClocks} where conversation_id in ${known} order by conversation_id, target, cycle for update`);
};

const readStored = async (db: Database, ids: readonly string[]): Promise<readonly SlaRow[]> =>
  db
    .select()
    .from(slaClocks)
    .where(inArray(slaClocks.conversationId, among(ids)));

const readJournal = async (db: Database, ids: readonly string[]): Promise<readonly SlaRow[]> => {
  const rows = await db
    .select({ id: journal.conversationId, event: journal.event })
    .from(journal)
    .where(inArray(journal.conversationId, among(ids)))
    .orderBy(asc(journal.conversationId), asc(journal.seq));
  const events = new Map<string, ConversationEvent[]>();
  for (const { id, event } of rows) {
    const ofOne = events.get(id) ?? [];
    ofOne.push(event);
    events.set(id, ofOne);
  }
  return [...events.values()].flatMap(foldSlaClocks);
};

const batch = async (db: Database, ids: readonly string[], check: boolean): Promise<Rebuilt> => {
  if (!check) await lock(db, ids);
  const stored = byKey(await readStored(db, ids));
  const rebuilt = byKey(await readJournal(db, ids));
  const wrong = [...rebuilt].flatMap(([key, row]) => (isSame(row, stored.get(key)) ? [] : [row]));
  const extra = [...stored].flatMap(([key, row]) => (rebuilt.has(key) ? [] : [row]));
  if (!check) {
    await deleteSlaClocks(db, extra);
    await upsertMany(db, slaClocks, wrong, SLA_KEY);
  }
  return {
    conversations: ids.length,
    clocks: rebuilt.size,
    differed: wrong.length + extra.length,
  };
};

/** Computes `sla_clocks` again from the journal, a hundred conversations at a time, beside a desk that may run. */
export const rebuildClocks = async (
  url: string,
  { check, progress = () => {} }: RebuildOptions,
): Promise<Rebuilt> => {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  const db = drizzle(client);
  let sum: Rebuilt = { conversations: 0, clocks: 0, differed: 0 };
  try {
    for (let after = ""; ; ) {
      const ids = await nextIds(db, after);
      const last = ids.at(-1);
      if (last === undefined) return sum;
      // A check sees one moment: what a desk writes meanwhile is no difference.
      const mode = check
        ? ({ isolationLevel: "repeatable read", accessMode: "read only" } as const)
        : ({ isolationLevel: "read committed" } as const);
      const done = await db.transaction((tx) => batch(tx, ids, check), mode);
      sum = {
        conversations: sum.conversations + done.conversations,
        clocks: sum.clocks + done.clocks,
        differed: sum.differed + done.differed,
      };
      progress(sum);
      after = last;
    }
  } finally {
    await client.end({ timeout: 5 });
  }
};

import { and, asc, eq, isNotNull, lt, lte, notInArray, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Timestamp } from "../src/core/time.ts";
import type { Ids } from "../src/ports.ts";
import type { TakeNews } from "../src/ports-customers.ts";
import type { Store, Wake } from "../src/ports-store.ts";
import { customersIn, takeNewsIn } from "./customers.ts";
import { eraseAll } from "./erase.ts";
import { unlessLost } from "./lost.ts";
import { createOutbox } from "./outbox.ts";
import { policyOf } from "./policy.ts";
import { prepared } from "./prepared.ts";
import { createReadStore } from "./queries.ts";
import { conversations, duty, inbox, outbox, people } from "./schema.ts";
import { settingsIn } from "./settings.ts";
import { createTicketReads } from "./tickets.ts";
import { createTx, type Known } from "./tx.ts";

export interface OpenStore extends Store {
  /** The connection pool itself, for what lives in the same database (the sandbox's own platform). */
  readonly sql: postgres.Sql;
  readonly takeNews: TakeNews;
  /** Forgets everything, the journal too. For the sandbox alone: no other path leads past the append-only rule. */
  readonly erase: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const RECONNECT_S = 0.5;

/** Opens the database as the shell needs it. The pool connects lazily and again after a loss. */
export const openStore = (url: string, ids: Ids): OpenStore => {
  const options = {
    onnotice: () => {},
    connection: { application_name: "deskclock" },
    // The driver's own pause grows to 20 s, a third of a first answer's minute.
    backoff: () => RECONNECT_S,
  };
  const client = postgres(url, { ...options, max: 10 });
  // One session for as long as the process lives: the lock that it holds is the process's sign of life.
  const lifeline = postgres(url, { ...options, max: 1, max_lifetime: null });
  const db = drizzle(prepared(client));
  const claims = postgres(url, {
    ...options,
    max: 4,
    connection: { ...options.connection, synchronous_commit: "off" },
  });
  const knownLanes: Known["lanes"] = new Map();
  const knownPolicies: Known["policies"] = new Set();
  const names = new Map<string, { readonly id: string; readonly name: string }>();

  const wakes = async (after: Wake | null, limit: number, until?: Timestamp): Promise<readonly Wake[]> => {
    const { id, nextWakeAt } = conversations;
    const rows = await db
      .select({ id, at: nextWakeAt })
      .from(conversations)
      .where(
        and(
          isNotNull(nextWakeAt),
          after === null ? undefined : sql`(${nextWakeAt}, ${id}) > (${after.at}::bigint, ${after.id})`,
          until === undefined ? undefined : lte(nextWakeAt, until),
        ),
      )
      .orderBy(asc(nextWakeAt), asc(id))
      .limit(limit);
    return rows.map((row) => ({ id: row.id, at: row.at ?? 0 }));
  };

  const outboxStore = createOutbox(db, drizzle(prepared(claims)), lifeline);

  return {
    sql: client,
    erase: async () => {
      await eraseAll(client);
      knownPolicies.clear();
      names.clear();
    },
    close: async () => {
      await Promise.all([lifeline, claims, client].map((one) => one.end({ timeout: 5 })));
    },
    transaction: async (work) => {
      const remember: (() => void)[] = [];
      const known = {
        lanes: knownLanes,
        policies: knownPolicies,
        afterCommit: (one: () => void) => remember.push(one),
      };
      const result = await db.transaction((tx) => unlessLost(work(createTx(tx, known, ids))));
      for (const one of remember) one();
      return result;
    },

    // Outside the transaction: a person remembered here must exist even if the transaction is undone.
    personId: async (person) => {
      const key = `${person.platform}:${person.userId}`;
      const remembered = names.get(key);
      if (remembered?.name === person.name) return remembered.id;
      const rows = await db
        .insert(people)
        .values({ id: ids.next(), ...person })
        .onConflictDoUpdate({
          target: [people.platform, people.userId],
          set: { name: person.name },
        })
        .returning({ id: people.id });
      const id = rows[0]?.id ?? "";
      if (names.size > 10_000) names.clear();
      names.set(key, { id, name: person.name });
      return id;
    },

    saveReps: async (desk, reps) => {
      await db.transaction(async (tx) => {
        for (const { rep, person } of [...reps].sort((a, b) => (a.rep < b.rep ? -1 : 1))) {
          // Their own name on the platform stays: the policy file's is what customers read.
          const made = await tx
            .insert(people)
            .values({ id: ids.next(), ...person })
            .onConflictDoUpdate({
              target: [people.platform, people.userId],
              set: { userId: person.userId },
            })
            .returning({ id: people.id });
          const personId = made[0]?.id ?? "";
          await tx
            .insert(duty)
            .values({ desk, rep, personId })
            .onConflictDoUpdate({ target: [duty.desk, duty.rep], set: { personId } });
        }
        const named = reps.map(({ rep }) => rep);
        await tx
          .delete(duty)
          .where(and(eq(duty.desk, desk), named.length === 0 ? undefined : notInArray(duty.rep, named)));
      });
    },
    policy: (version) => policyOf(db, version),
    keepFailed: async (key, inbound, at) => {
      await db
        .insert(inbox)
        .values({ key, receivedAt: at, status: "failed", inbound })
        .onConflictDoUpdate({
          target: inbox.key,
          set: { attempts: sql`${inbox.attempts} + 1`, receivedAt: at },
          setWhere: eq(inbox.status, "failed"),
        });
    },
    failedInbound: async (now, limit) => {
      const rows = await db
        .select()
        .from(inbox)
        .where(
          and(
            eq(inbox.status, "failed"),
            sql`${inbox.receivedAt} + least(3600, power(2, ${inbox.attempts})) * 1000 <= ${now}`,
          ),
        )
        .orderBy(asc(inbox.attempts), asc(inbox.receivedAt))
        .limit(limit);
      return rows.flatMap((row) => (row.inbound === null ? [] : [{ key: row.key, inbound: row.inbound }]));
    },
    armed: (after, limit) => wakes(after, limit),
    overdue: (now, after, limit) => wakes(after, limit, now),
    outbox: outboxStore,
    read: createReadStore(db),
    tickets: createTicketReads(db),
    customers: customersIn(db, ids),
    takeNews: takeNewsIn(db, ids),
    ...settingsIn(db),
    forget: async (before) => {
      await db.delete(inbox).where(and(eq(inbox.status, "done"), lt(inbox.receivedAt, before)));
      await db.delete(outbox).where(lt(outbox.finishedAt, before));
    },
    ping: async () => {
      await client`select 1`;
    },
  };
};

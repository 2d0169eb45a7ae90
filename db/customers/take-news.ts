import { and, eq, isNull, lt, notInArray, sql } from "drizzle-orm";
import { foldAscii } from "../../src/core/ascii.ts";
import { type CustomerNews, isOlder } from "../../src/core/customers/news.ts";
import { DAY, type Timestamp } from "../../src/core/time.ts";
import type { Ids } from "../../src/ports.ts";
import type { NewsOutcome, TakeNews } from "../../src/ports-customers.ts";
import { unlessLost } from "../lost.ts";
import { among, relationOf } from "../many.ts";
import { accounts, contacts, customerEvents } from "../schema/customers.ts";
import type { Database } from "../tx/known.ts";
import { CUSTOMERS_LOCK } from "./lock.ts";

/** How long news is remembered. Older news that is sent again is refused by its age, not by its id. */
const REMEMBERED_MS = 30 * DAY;

const remember = async (db: Database, id: string, now: Timestamp): Promise<boolean> => {
  await db.delete(customerEvents).where(lt(customerEvents.at, now - REMEMBERED_MS));
  const rows = await db
    .insert(customerEvents)
    .values({ id, at: now })
    .onConflictDoNothing()
    .returning({ id: customerEvents.id });
  return rows.length > 0;
};

/** The account's row, locked; made first where there is none, so that news of one account takes turns. */
const lockAccount = async (db: Database, news: CustomerNews, id: string) => {
  const unknown = { updatedAt: Number.MIN_SAFE_INTEGER, version: null, removedAt: news.updatedAt };
  await db
    .insert(accounts)
    .values({
      id,
      reference: news.reference,
      referenceKey: foldAscii(news.reference),
      name: "",
      plan: "",
      domains: [],
      source: "webhook",
      ...unknown,
    })
    .onConflictDoNothing();
  const [row] = await db.select().from(accounts).where(eq(accounts.reference, news.reference)).for("update");
  return row ?? { id, ...unknown };
};

type Wanted = NonNullable<CustomerNews["account"]>["contacts"];

/** A contact that was removed comes back under the id it had. */
const saveContacts = async (db: Database, accountId: string, wanted: Wanted, ids: Ids): Promise<void> => {
  const given = relationOf(
    sql`id text, address text, address_key text, name text, permissions jsonb`,
    wanted.map(({ address, name, permissions }) => ({
      id: ids.next(),
      address: address.written,
      address_key: address.key,
      name,
      permissions,
    })),
  );
  await db.execute(sql`
    insert into contacts (id, account_id, address, address_key, name, permissions)
    select id, ${accountId}, address, address_key, name, array(select jsonb_array_elements_text(permissions))
    from ${given}
    on conflict (account_id, address_key) do update set address = excluded.address, name = excluded.name,
      permissions = excluded.permissions, removed_at = null`);
};

const removeOthers = async (
  db: Database,
  accountId: string,
  wanted: Wanted,
  at: Timestamp,
): Promise<void> => {
  const kept = among(wanted.map(({ address }) => address.key));
  await db
    .update(contacts)
    .set({ removedAt: at })
    .where(
      and(
        eq(contacts.accountId, accountId),
        isNull(contacts.removedAt),
        notInArray(contacts.addressKey, kept),
      ),
    );
};

const apply = async (db: Database, news: CustomerNews, now: Timestamp, ids: Ids): Promise<NewsOutcome> => {
  const rows = await db.execute<{ free: boolean }>(
    sql`select pg_try_advisory_xact_lock_shared(${CUSTOMERS_LOCK}) as free`,
  );
  if (rows[0]?.free !== true) return "busy";
  if (!(await remember(db, news.id, now))) return "repeated";
  const known = await lockAccount(db, news, ids.next());
  if (isOlder(news, known)) return "older";
  const { account, updatedAt, version } = news;
  await db
    .update(accounts)
    .set({
      updatedAt,
      version: version ?? known.version,
      source: "webhook",
      removedAt: account === null ? (known.removedAt ?? now) : null,
      ...(account === null ? {} : { name: account.name, plan: account.plan, domains: [...account.domains] }),
    })
    .where(eq(accounts.id, known.id));
  await removeOthers(db, known.id, account?.contacts ?? [], now);
  await saveContacts(db, known.id, account?.contacts ?? [], ids);
  return "taken";
};

/** The billing system's news, each in one transaction. */
export const takeNewsIn =
  (db: Database, ids: Ids): TakeNews =>
  (news, now) =>
    db.transaction((tx) => unlessLost(apply(tx, news, now, ids)));

import postgres from "postgres";
import { readCustomersCsv } from "../../adapters/customers-csv/index.ts";
import { createCustomers, type Imported, type ImportOptions, importCustomers } from "../../db/customers.ts";
import type { CustomerNews } from "../../src/core/customers/news.ts";
import type { Timestamp } from "../../src/core/time.ts";
import { createIds } from "../../src/ids.ts";
import type { CustomersOnFile, TakeNews } from "../../src/ports-customers.ts";
import { createTestDatabase } from "../support/database.ts";
import { chunksOf, csv } from "./csv-text.ts";

/** Some moment; later ones are told from it. */
export const NOON: Timestamp = Date.parse("2026-11-25T12:00:00Z");

export interface DeskCustomers {
  readonly url: string;
  readonly sql: postgres.Sql;
  readonly onFile: CustomersOnFile;
  readonly takeNews: TakeNews;
  /** Imports rows behind the usual header. */
  readonly load: (rows: readonly string[], options?: Partial<ImportOptions>) => Promise<Imported>;
  /** Every account that is on file, in words: `K-1 Example Ltd [Pro] example.org: a@example.org (dns)`. */
  readonly inWords: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Customers in a database of their own. */
export const openDeskCustomers = async (): Promise<DeskCustomers> => {
  const database = await createTestDatabase();
  const sql = postgres(database.url, { max: 5, onnotice: () => undefined });
  const ids = createIds(Date.now);
  const customers = createCustomers(sql, ids);
  return {
    url: database.url,
    sql,
    onFile: customers,
    takeNews: customers.takeNews,
    load: (rows, options = {}) =>
      importCustomers(database.url, readCustomersCsv(chunksOf(csv(...rows))), {
        ids,
        now: NOON,
        asOf: options.now ?? NOON,
        keepGood: false,
        sync: false,
        force: false,
        dryRun: false,
        ...options,
      }),
    inWords: async () => {
      const rows = await sql<{ words: string }[]>`
        select a.reference || ' ' || a.name || ' [' || a.plan || '] ' || array_to_string(a.domains, ' ') || ':'
          || coalesce(string_agg(' ' || c.address || ' (' || array_to_string(c.permissions, ' ') || ')', '' order by c.address), '')
          as words
        from accounts a left join contacts c on c.account_id = a.id and c.removed_at is null
        where a.removed_at is null group by a.id order by a.reference`;
      return rows.map(({ words }) => words);
    },
    close: async () => {
      await sql.end();
      await database.close();
    },
  };
};

/** News of K-1, as a billing system tells it. */
export const newsOf = (over: Partial<CustomerNews> = {}): CustomerNews => ({
  id: "e-1",
  type: over.account === null ? "account.removed" : "account.upserted",
  reference: "K-1",
  updatedAt: NOON,
  version: null,
  account: {
    name: "Example Ltd",
    plan: "Pro",
    domains: ["example.org"],
    contacts: [
      {
        address: { written: "owner@example.org", key: "owner@example.org" },
        name: "Olga",
        permissions: ["all"],
      },
    ],
  },
  ...over,
});

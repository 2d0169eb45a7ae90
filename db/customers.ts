import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Ids } from "../src/ports.ts";
import type { CustomersOnFile, TakeNews } from "../src/ports-customers.ts";
import { customersIn } from "./customers/read.ts";
import { takeNewsIn } from "./customers/take-news.ts";
import { prepared } from "./prepared.ts";

export { type Imported, type ImportOptions, importCustomers, MOST_REMOVED } from "./customers/import.ts";
export type { Counts } from "./customers/merge.ts";
export { customersIn } from "./customers/read.ts";
export { takeNewsIn } from "./customers/take-news.ts";

export interface Customers extends CustomersOnFile {
  readonly takeNews: TakeNews;
}

/** Customers on file over the desk's own connections. Inside a transaction use `customersIn`. */
export const createCustomers = (sql: postgres.Sql, ids: Ids): Customers => {
  const db = drizzle(prepared(sql));
  return { ...customersIn(db, ids), takeNews: takeNewsIn(db, ids) };
};

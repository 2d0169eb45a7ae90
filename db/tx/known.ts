import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";

export type Database = PostgresJsDatabase;

/** What a process remembers of rows that never change, so that it need not write them again. */
export interface Known {
  readonly lanes: Map<string, string>;
  readonly policies: Set<string>;
  /** Said when the transaction is committed: what was undone must not be remembered. */
  readonly afterCommit: (remember: () => void) => void;
}

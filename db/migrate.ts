import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { repoRoot } from "../src/root.ts";

// Any fixed number does: processes that start together take turns, and the later ones find the work done.
const MIGRATION_LOCK = 7_301_944;

/** Brings the database to the newest schema; safe to call at every start and from several processes at once. */
export const migrate = async (url: string): Promise<void> => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await runMigrations(drizzle(sql), { migrationsFolder: join(repoRoot, "db", "migrations") });
  } finally {
    await sql.end({ timeout: 5 });
  }
};

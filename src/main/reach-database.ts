import { existsSync } from "node:fs";
import { join } from "node:path";
import { runningEmbeddedPostgres, startEmbeddedPostgres } from "../../adapters/postgres-embedded/index.ts";
import type { Config } from "../config.ts";
import type { RunningDatabase } from "./database.ts";

/** A command beside the desk finds no database to work on. */
export class NoDatabaseError extends Error {
  override readonly name = "NoDatabaseError";
}

/** Every way into a schema that is not this version's: an unknown table, or an unknown column (SQLSTATE 42P01, 42703). */
const OTHER_SCHEMA = new Set(["42P01", "42703"]);

const sqlStateOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return sqlStateOf(error.cause);
};

const reach = async ({ databaseUrl, dataDir }: Config): Promise<RunningDatabase> => {
  if (databaseUrl !== null) return { url: databaseUrl, stop: async () => {} };
  if (!existsSync(join(dataDir, "postgres/cluster"))) {
    throw new NoDatabaseError(
      `Expected the desk's database in ${dataDir}; there is none yet. Start the desk once (npm start), or set ` +
        "DATABASE_URL or DATA_DIR as it is set where the desk runs.",
    );
  }
  const running = await runningEmbeddedPostgres(dataDir);
  if (running !== null) return { url: running, stop: async () => {} };
  return startEmbeddedPostgres({ dataDir, log: () => {} });
};

/** For commands beside the desk: works on its database, whether the desk runs at this moment or not. */
export const withDatabase = async <T>(config: Config, work: (url: string) => Promise<T>): Promise<T> => {
  const database = await reach(config);
  try {
    return await work(database.url);
  } catch (cause) {
    if (!OTHER_SCHEMA.has(sqlStateOf(cause))) throw cause;
    throw new NoDatabaseError(
      "Expected the tables of this version of Deskclock; the database has others. Start the desk once (npm start): " +
        "it brings them up to date.",
      { cause },
    );
  } finally {
    await database.stop();
  }
};

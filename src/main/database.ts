import { setTimeout as delay } from "node:timers/promises";
import { startEmbeddedPostgres } from "../../adapters/postgres-embedded/index.ts";
import { migrate } from "../../db/migrate.ts";
import type { Config } from "../config.ts";
import type { Log } from "../ports.ts";
import { isPassing } from "../shell/receive.ts";

export interface RunningDatabase {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const RETRY_MS = 2000;

/** Postgres as configured, else the embedded one; migrated when it returns, however long that takes. */
export const startDatabase = async (
  config: Config,
  log: Log,
  signal: AbortSignal,
): Promise<RunningDatabase> => {
  if (config.databaseUrl === null) {
    const embedded = await startEmbeddedPostgres({
      dataDir: config.dataDir,
      log: (line) => log.info({}, line),
    });
    try {
      await migrate(embedded.url);
    } catch (cause) {
      await embedded.stop();
      throw cause;
    }
    return embedded;
  }
  for (;;) {
    try {
      await migrate(config.databaseUrl);
      return { url: config.databaseUrl, stop: async () => {} };
    } catch (cause) {
      // A database that is away may come back: the desk keeps trying, and /readyz says so.
      if (!isPassing(cause)) throw cause;
      log.warn({ err: cause }, "the database is away; trying again");
      await delay(RETRY_MS, undefined, { signal });
    }
  }
};

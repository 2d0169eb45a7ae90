import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { startEmbeddedPostgres } from "../../adapters/postgres-embedded/index.ts";
import { migrate } from "../../db/migrate.ts";
import { startTestRedis } from "../../test/support/redis-server.ts";
import { makeRunDir, sweepRunDirs } from "../../test/support/run-dir.ts";

export interface BenchDatabase {
  readonly url: string;
  readonly sql: postgres.Sql;
  readonly close: () => Promise<void>;
}

export interface Servers {
  readonly dir: string;
  readonly postgresUrl: string;
  /** Null: no Redis at hand; what needs it is left out. */
  readonly redisUrl: string | null;
  /** An empty, migrated database. */
  readonly database: () => Promise<BenchDatabase>;
  readonly stop: () => Promise<void>;
  /** Synchronous, for the last moment. */
  readonly kill: () => void;
}

/** The embedded Postgres with all its durability, as `npm start` runs it, and a Redis that keeps nothing. */
export const startServers = async (): Promise<Servers> => {
  await sweepRunDirs();
  const runDir = makeRunDir();
  const server = await startEmbeddedPostgres({ dataDir: runDir.path, log: () => undefined });
  const redis = await startTestRedis(runDir.path);
  const admin = postgres(server.url, { max: 1, onnotice: () => undefined });
  return {
    dir: runDir.path,
    postgresUrl: server.url,
    redisUrl: redis?.url ?? null,
    database: async () => {
      const name = `bench_${randomBytes(6).toString("hex")}`;
      await admin`create database ${admin(name)}`;
      const address = new URL(server.url);
      address.pathname = `/${name}`;
      await migrate(address.href);
      const sql = postgres(address.href, { max: 2, onnotice: () => undefined });
      return {
        url: address.href,
        sql,
        close: async () => {
          await sql.end();
          await admin`drop database if exists ${admin(name)} with (force)`;
        },
      };
    },
    stop: async () => {
      await admin.end();
      await redis?.stop();
      await server.stop();
      runDir.remove();
    },
    kill: () => {
      redis?.kill();
      try {
        process.kill(server.pid, "SIGQUIT");
      } catch {
        // It has ended already.
      }
    },
  };
};

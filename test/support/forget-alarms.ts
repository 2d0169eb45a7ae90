import { Redis } from "ioredis";
import type { OpenStore } from "../../db/store.ts";
import type { QueueBackend } from "./redis.ts";

/** The queue loses everything that it knew of this suite. */
export const forgetAlarms = async (
  backend: Pick<QueueBackend, "redisUrl" | "prefix">,
  store: Pick<OpenStore, "sql">,
): Promise<void> => {
  const namespace = backend.prefix.replace(/\W/g, "_");
  if (backend.redisUrl === null) {
    const tables = await store.sql`select tablename from pg_tables where schemaname = ${namespace}`;
    const names = tables.map((row) => `"${namespace}"."${row["tablename"]}"`).join(", ");
    await store.sql.unsafe(`truncate ${names} cascade`);
    return;
  }
  const redis = new Redis(backend.redisUrl);
  try {
    for await (const keys of redis.scanStream({ match: `${namespace}*` })) {
      if (Array.isArray(keys) && keys.length > 0) await redis.unlink(...keys.map(String));
    }
  } finally {
    redis.disconnect();
  }
};

import { Redis } from "ioredis";
import type { OpenStore } from "../../db/store.ts";
import type { QueueBackend } from "./redis.ts";

/** The queue loses every alarm that it knew of this suite. */
export const forgetAlarms = async (
  backend: Pick<QueueBackend, "redisUrl" | "prefix">,
  store: Pick<OpenStore, "sql">,
): Promise<void> => {
  const namespace = backend.prefix.replace(/\W/g, "_");
  if (backend.redisUrl === null) {
    // Rows alone: a truncate waits for locks that the desk's own statements hold, and they for it.
    await store.sql`delete from ${store.sql(namespace)}.job`;
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

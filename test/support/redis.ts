import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, describe, inject } from "vitest";

/** Null where there is no Redis: skip what needs it, so that it is counted as skipped. */
export function testRedisUrl(): string | null {
  return inject("redisUrl");
}

export type QueueBackend = {
  readonly name: "postgres" | "redis";
  /** What the queue is given as REDIS_URL: null means that it runs on Postgres. */
  readonly redisUrl: string | null;
  /** BullMQ's `prefix`, this suite's own: other suites use the same server at the same time. */
  readonly prefix: string;
};

async function removeKeys(url: string, prefix: string): Promise<void> {
  const client = new Redis(url);
  try {
    for await (const keys of client.scanStream({ match: `${prefix}*`, count: 500 })) {
      if (Array.isArray(keys) && keys.length > 0) await client.unlink(...keys.map(String));
    }
  } finally {
    client.disconnect();
  }
}

/** The same suite on both of the queue's backends. */
export function describeBackends(name: string, suite: (backend: QueueBackend) => void): void {
  const prefix = `test-${randomUUID()}`;
  describe(`${name} (queue on Postgres)`, () => suite({ name: "postgres", redisUrl: null, prefix }));

  const redisUrl = testRedisUrl();
  describe.skipIf(redisUrl === null)(`${name} (queue on Redis)`, () => {
    if (redisUrl !== null) afterAll(async () => removeKeys(redisUrl, prefix));
    suite({ name: "redis", redisUrl, prefix });
  });
}

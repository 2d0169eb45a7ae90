import { Redis } from "ioredis";
import type { Config } from "../../src/config.ts";
import { type Check, fine, messageOf, wrong } from "./check.ts";

/** docs.bullmq.io/guide/redis-tm-compatibility */
const OLDEST_REDIS = 5;

const fact = (info: string, name: string): string | null =>
  new RegExp(`^${name}:(.*?)\\r?$`, "m").exec(info)?.[1] ?? null;

/** Redis that throws keys away when it is full loses alarms (docs.bullmq.io/guide/going-to-production). */
const memory = (info: string): Check => {
  const policy = fact(info, "maxmemory_policy");
  const limited = (fact(info, "maxmemory") ?? "0") !== "0";
  return !limited || policy === null || policy === "noeviction"
    ? fine("Queue: memory", limited ? "Redis keeps what it has when it is full." : "Redis has no limit.")
    : wrong(
        "Queue: memory",
        `Redis throws away keys when it is full (${policy}): warnings would come late.`,
        "Set maxmemory-policy to noeviction in redis.conf.",
      );
};

const redis = async (url: string): Promise<readonly Check[]> => {
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null });
  // Without a listener a failed connection ends the process; connect() rejects with the same reason.
  client.on("error", () => {});
  try {
    await client.connect();
    const info = await client.info();
    const version = fact(info, "redis_version") ?? "unknown";
    const checks = [fine("Queue", `Redis answers: version ${version}.`), memory(info)];
    return Number.parseInt(version, 10) >= OLDEST_REDIS
      ? checks
      : [wrong("Queue", `Redis is version ${version}.`, `Update it to ${OLDEST_REDIS} or newer.`)];
  } catch (error) {
    return [
      wrong(
        "Queue",
        `The Redis of REDIS_URL does not answer: ${messageOf(error)}`,
        "Check that it runs there, or leave out REDIS_URL: the queue then lives in Postgres.",
      ),
    ];
  } finally {
    client.disconnect();
  }
};

export const checkQueue = async ({ redisUrl }: Config): Promise<readonly Check[]> =>
  redisUrl === null ? [fine("Queue", "In the database (REDIS_URL is not set).")] : redis(redisUrl);

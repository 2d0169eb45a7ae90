import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { HOUR } from "../../src/core/time.ts";
import { startChild } from "./children.ts";
import { ratio } from "./figures.ts";
import { seedConversations } from "./seed.ts";
import type { Servers } from "./servers.ts";
import { openTown } from "./town.ts";

export interface RecoveryFigures {
  readonly openConversations: number;
  /** From the start of the process on an empty Redis to the last timer, ms. */
  readonly deskMs: number;
  /** As many bare jobs with `addBulk`, ms. */
  readonly floorMs: number;
  readonly ratio: number;
}

const PATIENCE_MS = 120_000;
/** As the desk names its own. */
const DELAYED = "deskclock:alarms:delayed";

const bareBulk = async (servers: Servers, redisUrl: string, count: number): Promise<number> => {
  const child = startChild(
    [fileURLToPath(new URL("bare-bulk.js", import.meta.url))],
    { REDIS_URL: redisUrl, COUNT: String(count) },
    `${servers.dir}/bare-bulk.log`,
  );
  try {
    const [ms = Number.NaN] = await child.tells(PATIENCE_MS);
    return Math.round(ms);
  } finally {
    await child.stop();
  }
};

/** A start with many open conversations after Redis has lost everything. */
export const measureRecovery = async (
  entry: string,
  servers: Servers,
  redisUrl: string,
  quick: boolean,
): Promise<RecoveryFigures> => {
  const openConversations = quick ? 5_000 : 50_000;
  const database = await servers.database();
  const town = await openTown(servers);
  const redis = new Redis(redisUrl);
  try {
    await redis.flushdb();
    const floorMs = await bareBulk(servers, redisUrl, openConversations);
    await redis.flushdb();
    const later = Date.now() + HOUR;
    await seedConversations(
      database,
      town.desk,
      Array.from({ length: openConversations }, (_, index) => later + index),
    );
    const startedAt = performance.now();
    const starting = town.startDesk(entry, database, redisUrl);
    while ((await redis.zcard(DELAYED)) < openConversations) {
      if (performance.now() - startedAt > PATIENCE_MS)
        throw new Error(`only ${await redis.zcard(DELAYED)} of ${openConversations} timers were set`);
      await delay(20);
    }
    const deskMs = Math.round(performance.now() - startedAt);
    await (await starting).stop();
    return { openConversations, deskMs, floorMs, ratio: ratio(deskMs, floorMs) };
  } finally {
    redis.disconnect();
    await town.close();
    await database.close();
  }
};

import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startChild } from "./children.ts";
import { ratio, type Spread, spreadOf } from "./figures.ts";
import { seedConversations } from "./seed.ts";
import type { Servers } from "./servers.ts";
import { openTown } from "./town.ts";

export interface TimerFigures {
  readonly backend: "redis" | "postgres";
  readonly conversations: number;
  readonly spreadMs: number;
  /** From a deadline to the moment at which the desk notices it. */
  readonly desk: Spread;
  readonly bare: Spread;
  readonly ratioP50: number;
  readonly ratioP99: number;
}

interface Load {
  readonly backend: "redis" | "postgres";
  readonly count: number;
  /** Time to start and to set every timer before the first is due, ms. */
  readonly leadMs: number;
  readonly spreadMs: number;
}

/** As adapters/bullmq has it. */
export const CONCURRENCY = 200;
const PATIENCE_MS = 60_000;

const bareLateness = async (servers: Servers, load: Load): Promise<readonly number[]> => {
  const database = await servers.database();
  const child = startChild(
    [fileURLToPath(new URL("bare-timers.js", import.meta.url))],
    {
      ...(load.backend === "redis" ? { REDIS_URL: servers.redisUrl ?? "" } : { DATABASE_URL: database.url }),
      COUNT: String(load.count),
      LEAD_MS: String(load.leadMs),
      SPREAD_MS: String(load.spreadMs),
      CONCURRENCY: String(CONCURRENCY),
    },
    `${servers.dir}/bare-timers.log`,
  );
  try {
    return await child.tells(load.leadMs + load.spreadMs + PATIENCE_MS);
  } finally {
    await child.stop();
    await database.close();
  }
};

/** What the journal says: when each warning was due and when it was noticed. */
const deskLateness = async (entry: string, servers: Servers, load: Load): Promise<readonly number[]> => {
  const database = await servers.database();
  const town = await openTown(servers);
  const { sql } = database;
  try {
    const first = Date.now() + load.leadMs;
    const due = Array.from({ length: load.count }, (_, index) =>
      Math.round(first + (index * load.spreadMs) / load.count),
    );
    await seedConversations(database, town.desk, due);
    const desk = await town.startDesk(entry, database, load.backend === "redis" ? servers.redisUrl : null);
    try {
      const headStartMs = first - Date.now();
      if (headStartMs < 0)
        throw new Error(`the timers were set ${-headStartMs} ms too late: allow more time`);
      await delay(headStartMs + load.spreadMs);
      const giveUpAt = Date.now() + PATIENCE_MS;
      for (;;) {
        const rows = await sql`
          select (recorded_at - at)::int as late from journal where type = 'WarningReached' order by seq`;
        if (rows.length >= load.count) return rows.map((row) => Number(row["late"]));
        if (Date.now() > giveUpAt)
          throw new Error(`only ${rows.length} of ${load.count} deadlines were noticed`);
        await delay(500);
      }
    } finally {
      await desk.stop();
    }
  } finally {
    await town.close();
    await database.close();
  }
};

export const measureTimers = async (entry: string, servers: Servers, load: Load): Promise<TimerFigures> => {
  const bare = spreadOf(await bareLateness(servers, load));
  const desk = spreadOf(await deskLateness(entry, servers, load));
  return {
    backend: load.backend,
    conversations: load.count,
    spreadMs: load.spreadMs,
    desk,
    bare,
    ratioP50: ratio(desk.p50, bare.p50),
    ratioP99: ratio(desk.p99, bare.p99),
  };
};

/** Ten thousand conversations with one deadline a minute each, which is what the policy's targets come to. */
export const timerLoads = (quick: boolean, redis: boolean): readonly Load[] => [
  ...(redis
    ? [
        {
          backend: "redis" as const,
          count: quick ? 2_000 : 10_000,
          leadMs: 15_000,
          spreadMs: quick ? 12_000 : 60_000,
        },
      ]
    : []),
  { backend: "postgres", count: quick ? 200 : 1_000, leadMs: 8_000, spreadMs: quick ? 2_000 : 10_000 },
];

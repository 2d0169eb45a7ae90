import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { HOUR, SECOND } from "../../src/core/time.ts";
import { startChild } from "./children.ts";
import { liftLimits } from "./conversations.ts";
import { type Spread, spreadOf } from "./figures.ts";
import { seedConversations } from "./seed.ts";
import type { BenchDatabase, Servers } from "./servers.ts";
import { CONCURRENCY } from "./timers.ts";
import { openTown, type Town } from "./town.ts";

export interface AlertFigures {
  readonly openConversations: number;
  readonly due: number;
  readonly overMs: number;
  /** Slack's own limit of the channel, one a second, holds. */
  readonly limited: boolean;
  readonly messages: number;
  /** From a deadline to the arrival at Slack of the message that tells of it, ms. */
  readonly desk: Spread;
  readonly worst: number;
  /** The same of bare delayed jobs that post. */
  readonly bare: Spread;
}

export interface AlertLoad {
  readonly openConversations: number;
  readonly due: number;
  readonly overMs: number;
  readonly limited: boolean;
}

/** Time to start, to set every timer and to send the first alert, ms. */
const LEAD_MS = 20 * SECOND;
const PATIENCE_MS = 60_000;

const bareLateness = async (
  servers: Servers,
  redisUrl: string,
  { world }: Town,
  load: AlertLoad,
): Promise<readonly number[]> => {
  const leadMs = 5 * SECOND;
  const child = startChild(
    [fileURLToPath(new URL("bare-timers.js", import.meta.url))],
    {
      REDIS_URL: redisUrl,
      COUNT: String(load.due),
      LEAD_MS: String(leadMs),
      SPREAD_MS: String(load.overMs),
      CONCURRENCY: String(CONCURRENCY),
      SLACK_API_URL: world.slack.apiUrl,
      SLACK_BOT_TOKEN: world.app.botToken,
      CHANNEL: world.managers.id,
    },
    `${servers.dir}/bare-alerts.log`,
  );
  try {
    return await child.tells(leadMs + load.overMs + PATIENCE_MS);
  } finally {
    await child.stop();
  }
};

/** Until so many conversations were told of; the arrival of each one's message, by number. */
const arrivals = async ({ sql }: BenchDatabase, count: number) => {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const rows = await sql`
      select c.number, d.at, d.platform_message_id as message
      from deliveries d join conversations c on c.id = d.conversation_id where d.what like 'alert%'`;
    if (rows.length >= count) {
      return rows.map((row) => ({
        number: Number(row["number"]),
        at: Number(row["at"]),
        message: String(row["message"]),
      }));
    }
    if (Date.now() > giveUpAt) throw new Error(`only ${rows.length} of ${count} alerts left`);
    await delay(200);
  }
};

export const measureAlerts = async (
  entry: string,
  servers: Servers,
  redisUrl: string,
  load: AlertLoad,
): Promise<AlertFigures> => {
  const database = await servers.database();
  const town = await openTown(servers);
  try {
    const bare = spreadOf(await bareLateness(servers, redisUrl, town, load));
    const later = Date.now() + HOUR;
    const rest = Array.from({ length: load.openConversations - load.due - 1 }, (_, index) => later + index);
    // The bulk first: seeding it takes longer than the lead.
    await seedConversations(database, town.desk, rest);
    const first = Date.now() + LEAD_MS;
    const due = Array.from({ length: load.due }, (_, index) =>
      Math.round(first + (index * load.overMs) / load.due),
    );
    // One is due at once: with it the lane appears, and its limit can be lifted.
    await seedConversations(database, town.desk, [Date.now(), ...due], rest.length);
    const desk = await town.startDesk(entry, database, redisUrl);
    try {
      await arrivals(database, 1);
      if (!load.limited) await liftLimits(database);
      if (Date.now() > first) throw new Error("the desk took longer to start than the lead: allow more time");
      await delay(first + load.overMs - Date.now());
      const told = (await arrivals(database, load.due + 1)).filter(({ number }) => number > rest.length + 1);
      const late = told.map(({ number, at }) => at - (due[number - rest.length - 2] ?? Number.NaN));
      return {
        ...load,
        messages: new Set(told.map(({ message }) => message)).size,
        desk: spreadOf(late),
        worst: Math.round(Math.max(...late)),
        bare,
      };
    } finally {
      await desk.stop();
    }
  } finally {
    await town.close();
    await database.close();
  }
};

import { fileURLToPath } from "node:url";
import type { World } from "../../test/support/world.ts";
import { type Child, startChild } from "./children.ts";
import { type Line, restoreLimits } from "./conversations.ts";
import { ratio, type Spread, spreadOf } from "./figures.ts";
import type { BenchDatabase, Servers } from "./servers.ts";
import { type Writer, write } from "./traffic.ts";

export interface RelayFigures {
  readonly conversations: number;
  readonly perSecond: number;
  readonly desk: Spread;
  readonly floor: Spread;
  readonly ratioP50: number;
  readonly ratioP99: number;
}

const PER_SECOND = 20;
const FLOOR_TOKEN = "OTg3NjU0MzIxMDk4NzY1NDMy.bench.bot-token-of-the-bare-forwarder";

interface Floor {
  readonly writers: readonly Writer[];
  readonly child: Child;
}

/** The bare forwarder with a server, an app and as many conversations of its own. */
const startFloor = async (world: World, servers: Servers, count: number): Promise<Floor> => {
  const guild = world.discord.addGuild();
  world.discord.addBot({ token: FLOOR_TOKEN, guild });
  const app = world.slack.addApp({ events: [] });
  const channel = world.slack.addChannel({ name: "floor", members: [world.sam, app] });
  const pairs = Array.from({ length: count }, (_, index) => ({
    customer: world.discord.addUser({ username: `visitor${index}`, guild }),
    channel: world.discord.addTextChannel(guild, { name: `line-${index}` }).id,
    parent: world.sam.posts(channel, `conversation ${index}`).ts,
  }));
  const child = startChild(
    [fileURLToPath(new URL("forwarder.js", import.meta.url))],
    {
      DISCORD_TOKEN: FLOOR_TOKEN,
      DISCORD_API_URL: world.discord.apiUrl,
      SLACK_BOT_TOKEN: app.botToken,
      SLACK_API_URL: world.slack.apiUrl,
      SLACK_CHANNEL: channel.id,
    },
    `${servers.dir}/forwarder.log`,
  );
  await child.says(/^connected/);
  const ready = child.says(/^forwarding/);
  child.send(pairs.map((pair) => [pair.channel, pair.parent]));
  await ready;
  return { writers: pairs, child };
};

/** Desk and floor take turns in slices, so that a busy moment of the machine meets both. */
export const measureRelay = async (
  world: World,
  servers: Servers,
  database: BenchDatabase,
  lines: readonly Line[],
  quick: boolean,
): Promise<RelayFigures> => {
  const slices = quick ? 1 : 2;
  const sliceMs = 10_000;
  const floor = await startFloor(world, servers, lines.length);
  try {
    await restoreLimits(database, 0);
    const ours: number[] = [];
    const bare: number[] = [];
    // Connections, compiled code and prepared statements are those of a process that has been running.
    await write(world.slack, floor.writers, PER_SECOND, 2_000);
    await write(world.slack, lines, PER_SECOND, 2_000);
    for (let slice = 0; slice < slices; slice++) {
      bare.push(...(await write(world.slack, floor.writers, PER_SECOND, sliceMs)).latencies);
      ours.push(...(await write(world.slack, lines, PER_SECOND, sliceMs)).latencies);
    }
    const desk = spreadOf(ours);
    const base = spreadOf(bare);
    return {
      conversations: lines.length,
      perSecond: PER_SECOND,
      desk,
      floor: base,
      ratioP50: ratio(desk.p50, base.p50),
      ratioP99: ratio(desk.p99, base.p99),
    };
  } finally {
    await floor.child.stop();
  }
};

import { createLimiter, SLACK_LIMITS } from "../../test/emulators/slack/limits.ts";
import type { World } from "../../test/support/world.ts";
import { drain, type Line, restoreLimits } from "./conversations.ts";
import { perSecond, type Spread, spreadOf } from "./figures.ts";
import type { BenchDatabase } from "./servers.ts";
import { type Heard, write } from "./traffic.ts";

export interface SaturationFigures {
  readonly offeredPerSecond: number;
  readonly conversations: number;
  readonly postsPerSecond: number;
  readonly messagesPerPost: number;
  readonly latency: Spread;
  /** Posts that Slack's published limits would have refused. */
  readonly refused: number;
}

/** Few, so that bursts meet their like: what merges is one customer's lines. */
const CONVERSATIONS = 10;
const POST_INTERVAL_MS = 1_000;

const refusedBySlack = (posts: readonly number[]): number => {
  let now = 0;
  const limiter = createLimiter(SLACK_LIMITS, () => now);
  return posts.filter((at) => {
    now = at;
    return limiter.take("desk", "chat.postMessage", "special", "staff") !== undefined;
  }).length;
};

const figuresOf = (offeredPerSecond: number, heard: Heard): SaturationFigures => {
  const lastsMs = (heard.posts.at(-1) ?? 0) - heard.startedAt;
  return {
    offeredPerSecond,
    conversations: CONVERSATIONS,
    postsPerSecond: perSecond(heard.posts.length, lastsMs),
    messagesPerPost: Math.round((heard.sent / heard.posts.length) * 10) / 10,
    latency: spreadOf(heard.latencies),
    refused: refusedBySlack(heard.posts),
  };
};

/** One Slack channel at one post a second, offered less and more than that. */
export const measureSaturation = async (
  world: World,
  database: BenchDatabase,
  lines: readonly Line[],
  quick: boolean,
): Promise<readonly SaturationFigures[]> => {
  const figures: SaturationFigures[] = [];
  for (const offered of quick ? [0.5, 5] : [0.5, 1, 2, 5, 20]) {
    await restoreLimits(database, POST_INTERVAL_MS);
    figures.push(figuresOf(offered, await write(world.slack, lines.slice(0, CONVERSATIONS), offered, 8_000)));
    await drain(database, true);
  }
  return figures;
};

import { expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import { createStage } from "../support/stage.ts";
import { createWorld } from "../support/world.ts";
import { connectionsTo, startWorldDesk } from "../support/world-desk.ts";

test("a platform that is away when the desk starts joins when it is back, and gets what waited for it", async () => {
  const database = await createTestDatabase();
  const world = await createWorld();
  const { discord, slack, anna } = world;
  await slack.goAway();
  const connections = connectionsTo(world, { databaseUrl: database.url, redisUrl: null, prefix: "late" });
  const starting = startWorldDesk(connections, world.desk, world.clock, { slack: { laneIntervalMs: 0 } });
  const stage = createStage(world);
  await stage.opensChat("nobody in Slack hears me yet");
  const thread = await stage.threadWith("nobody in Slack hears me yet");
  await slack.comeBack();
  const desk = await starting;
  const card = await stage.card();
  await stage.staffSees(card, "nobody in Slack hears me yet");
  expect(discord.messagesIn(thread).filter((one) => one.content.includes("nobody in Slack"))).toHaveLength(1);
  expect(anna.sees(thread)).toBe(true);
  await desk.stop();
  await world.close();
  await database.close();
}, 60_000);

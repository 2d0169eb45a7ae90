import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { createStage } from "../support/stage.ts";
import { createWorld, type World } from "../support/world.ts";
import { connectionsTo, startWorldDesk, type WorldDesk } from "../support/world-desk.ts";

describe("when the database goes away", () => {
  let database: TestDatabase;
  let admin: postgres.Sql;
  let world: World;
  let desk: WorldDesk;

  beforeEach(async () => {
    database = await createTestDatabase();
    world = await createWorld();
    const connections = connectionsTo(world, { databaseUrl: database.url, redisUrl: null, prefix: "away" });
    desk = await startWorldDesk(connections, world.desk, world.clock, { slack: { laneIntervalMs: 0 } });
    const server = new URL(database.url);
    server.pathname = "/postgres";
    admin = postgres(server.href, { max: 1, onnotice: () => {} });
  });

  afterEach(async () => {
    await desk.stop();
    await world.close();
    await admin.end();
    await database.close();
  });

  const name = (): string => new URL(database.url).pathname.slice(1);
  const goesAway = async (): Promise<void> => {
    await admin.unsafe(`alter database "${name()}" allow_connections false`);
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name()}`;
  };
  const comesBack = async (): Promise<void> => {
    await admin.unsafe(`alter database "${name()}" allow_connections true`);
  };

  test("what was written meanwhile on both platforms arrives when it is back, once", async () => {
    const stage = createStage(world);
    const { anna, rosa, staff, slack, discord } = world;
    await stage.opensChat("before it went");
    const card = await stage.card();
    const thread = await stage.threadWith("before it went");
    await stage.presses(card, "claim");
    await stage.staffSees(card, `<@${rosa.id}>`);
    await goesAway();
    await expect(desk.store.ping()).rejects.toThrow();
    anna.sends(thread, "are you there?");
    const reply = rosa.repliesInThread(staff, card.ts, "I am here");
    await comesBack();
    const patient = { timeoutMs: 15_000 };
    await discord.until(
      () => discord.messagesIn(thread).some((one) => one.content.includes("I am here")),
      patient,
    );
    await slack.until(
      () => stage.inThread(card).some((one) => one.shown.includes("are you there?")),
      patient,
    );
    await slack.until(() => {
      const seen = stage.inThread(card).find((one) => one.ts === reply.ts);
      return seen !== undefined && "white_check_mark" in seen.reactions;
    }, patient);
    expect(discord.messagesIn(thread).filter((one) => one.content.includes("I am here"))).toHaveLength(1);
    expect(stage.inThread(card).filter((one) => one.shown.includes("are you there?"))).toHaveLength(1);
  }, 60_000);
});

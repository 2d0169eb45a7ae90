import { afterEach, beforeEach, expect, test } from "vitest";
import type { Seen } from "../emulators/slack/index.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { describeBackends } from "../support/redis.ts";
import { createStage } from "../support/stage.ts";
import { createWorld, type World } from "../support/world.ts";
import { connectionsTo, startWorldDesk, type WorldDesk } from "../support/world-desk.ts";

/** In Slack's threads no command can be given: a shortcut on a message names the conversation by its place. */
describeBackends("“Hand off…” on a message of a thread", (backend) => {
  let database: TestDatabase;
  let world: World;
  let desk: WorldDesk;
  let stage: ReturnType<typeof createStage>;

  beforeEach(async () => {
    database = await createTestDatabase();
    world = await createWorld();
    stage = createStage(world);
    const queue = { databaseUrl: database.url, redisUrl: backend.redisUrl, prefix: backend.prefix };
    desk = await startWorldDesk(connectionsTo(world, queue), world.desk, world.clock, {
      slack: { laneIntervalMs: 0 },
    });
  });
  afterEach(async () => {
    await desk.stop();
    await world.close();
    await database.close();
    expect(world.slack.violations).toEqual([]);
  });

  const claimed = async (words: string): Promise<Seen> => {
    await stage.opensChat(words);
    const card = await stage.card();
    await stage.presses(card, "claim");
    await stage.staffSees(card, "has this conversation");
    return card;
  };

  const asked = (card: Seen): Promise<Seen> =>
    world.slack.until(() =>
      stage.inThread(card).find(({ ephemeral, controls }) => ephemeral && controls.length > 1),
    );

  test("asks for the reason in that thread, and hands off that conversation", async () => {
    const card = await claimed("Move my domain");
    const thread = await stage.threadWith("Move my domain");
    const relayed = await stage.staffSees(card, "Move my domain");
    await world.rosa.usesShortcut("handoff", relayed);
    const choice = await asked(card);
    const reason = choice.controls.find(({ label }) => label === "Needs authentication");
    await world.rosa.presses(choice, reason?.actionId ?? "");
    await stage.customerSees(thread, "goes on as a ticket");
  });

  test("works on the card itself", async () => {
    const card = await claimed("Move my domain");
    await world.rosa.usesShortcut("handoff", card);
    expect((await asked(card)).controls.map(({ label }) => label)).toContain("Needs authentication");
  });

  test("in any other thread of the staff's it says where it belongs", async () => {
    const { rosa, staff, slack } = world;
    const chatter = rosa.posts(staff, "Who has the keys?");
    const answer = rosa.repliesInThread(staff, chatter.ts, "I have.");
    await rosa.usesShortcut("handoff", answer);
    await slack.until(() =>
      rosa
        .seesThread(staff, chatter.ts)
        .some(({ ephemeral, shown }) => ephemeral && shown.includes("no conversation")),
    );
  });
});

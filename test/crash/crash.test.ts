import { afterEach, describe, expect, test } from "vitest";
import { snowflakeTime } from "../emulators/discord/index.ts";
import { tsToMs } from "../emulators/slack/index.ts";
import { testRedisUrl } from "../support/redis.ts";
import { DURABLE_AT, POINTS } from "./points.ts";
import { createStage, PATIENCE, type Stage } from "./stage.ts";

/**
 * SIGKILL between any two steps of the engine and the dispatcher, then a new start: no message is lost, none is
 * shown twice, and every clock is judged by the platforms' own times.
 */
const LONG = 170_000;

describe("killed and started again", () => {
  const stages: Stage[] = [];
  afterEach(async () => {
    await Promise.all(stages.splice(0).map((stage) => stage.close()));
  });

  test.each(POINTS)("at %s", { timeout: LONG }, async (point) => {
    const t0 = Date.now();
    const lap = (what: string) => console.log(point, what, Date.now() - t0);
    const stage = await createStage({ redisUrl: null, prefix: "crash" });
    stages.push(stage);
    const { world, ben } = stage;
    const { anna, rosa, staff, discord, slack } = world;
    let desk = await stage.start();
    lap("started");
    await stage.opens(anna, "My site shows an error since noon");
    const { thread, card } = await stage.placesOf(anna);
    await stage.claims(card);
    await stage.untilQuiet();
    lap("quiet");

    // From Discord to Slack; and what both wrote while the desk was away is found after the start.
    await desk.arm(point);
    anna.sends(thread, "first question");
    await desk.killed();
    anna.sends(thread, "second question");
    const whileAway = rosa.repliesInThread(staff, card.ts, "written while away");
    lap("killed1");
    desk = await stage.start();
    lap("start2");
    await slack.until(() => stage.underCard(card, "second question").length > 0, PATIENCE);
    await stage.untilMarked(whileAway, card);
    await stage.untilQuiet();
    lap("quiet2");
    expect(stage.underCard(card, "first question")).toHaveLength(1);
    expect(stage.underCard(card, "second question")).toHaveLength(1);
    expect(stage.inThread(thread, "written while away")).toHaveLength(1);

    // From Slack to Discord.
    await desk.arm(point);
    const reply = rosa.repliesInThread(staff, card.ts, "the answer to it");
    await desk.killed();
    anna.sends(thread, "are you there?");
    desk = await stage.start();
    lap("start3");
    await stage.untilMarked(reply, card);
    await slack.until(() => stage.underCard(card, "are you there?").length > 0, PATIENCE);
    await stage.untilQuiet();
    lap("quiet3");
    const answers = stage.inThread(thread, "the answer to it");
    expect(answers).toHaveLength(1);
    expect(stage.underCard(card, "are you there?")).toHaveLength(1);

    // The opening. What was not durable was not acknowledged: the customer is told so, and asks again.
    await desk.arm(point);
    const asked = await stage.opens(ben, "Is my mail down?");
    await desk.killed();
    if (DURABLE_AT[point] === false) {
      expect(asked.answers()).toEqual([]);
    }
    desk = await stage.start();
    lap("start4");
    if (DURABLE_AT[point] === false) await stage.opens(ben, "Is my mail down?");
    const bens = await stage.placesOf(ben);
    await discord.until(() => stage.inThread(bens.thread, "Is my mail down?").length > 0, PATIENCE);
    await slack.until(() => stage.underCard(bens.card, "Is my mail down?").length > 0, PATIENCE);
    await stage.untilQuiet();
    lap("quiet4");
    expect(stage.threadsOf(ben)).toHaveLength(1);
    expect(stage.cardsOf(ben)).toHaveLength(1);
    expect(stage.threadsOf(anna)).toHaveLength(1);
    expect(stage.cardsOf(anna)).toHaveLength(1);
    expect(stage.inThread(bens.thread, "Is my mail down?")).toHaveLength(1);
    expect(rosa.sees(staff).filter((one) => one.threadTs === undefined)).toHaveLength(2);

    // The record: each reply was delivered once, at the time that Discord gave its message.
    const journal = await stage.journalOf(anna);
    const delivered = journal.filter((event) => event.type === "ResponseDelivered");
    expect(delivered).toHaveLength(2);
    expect(delivered.map((event) => event.at)).toContain(snowflakeTime(answers[0]?.id ?? "0"));
    expect(journal.filter((event) => event.type === "CustomerMessageReceived")).toHaveLength(4);
    expect(journal.filter((event) => event.type === "ReplyAccepted").map((event) => event.at)).toContain(
      Math.floor(tsToMs(reply.ts)),
    );
    expect(discord.violations).toEqual([]);
    expect(slack.violations).toEqual([]);
    await desk.kill();
  });
});

void testRedisUrl;

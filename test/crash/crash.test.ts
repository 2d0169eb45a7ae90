import { afterAll, beforeAll, describe, type TestContext, test } from "vitest";
import type { CheckpointName } from "../../src/ports.ts";
import { snowflakeTime } from "../emulators/discord/index.ts";
import { tsToMs } from "../emulators/slack/index.ts";
import { testRedisUrl } from "../support/redis.ts";
import { compileChild, type Program } from "./compile.ts";
import { DURABLE_AT, POINTS } from "./points.ts";
import { createStage, PATIENCE, type Stage } from "./stage.ts";

/**
 * SIGKILL between any two steps of the engine and the dispatcher, then a new start: no message is lost, none is
 * shown twice, and every clock is judged by the platforms' own times. Each test starts four processes and more, on
 * machines that may be busy.
 */
const LONG = { timeout: 180_000 };

let program: Program;
beforeAll(async () => {
  program = await compileChild();
}, 60_000);
afterAll(() => program.remove());

const stageFor = async ({ task, onTestFinished }: TestContext, redisUrl: string | null): Promise<Stage> => {
  const stage = await createStage(program.path, { redisUrl, prefix: `crash-${process.pid}-${task.id}` });
  onTestFinished(() => stage.close());
  return stage;
};

/** Two desks at a time: more would only wait for each other on a small machine. */
const half = (nth: number): readonly CheckpointName[] => POINTS.filter((_, index) => index % 2 === nth);

const atEvery = (points: readonly CheckpointName[], redisUrl: string | null): void => {
  for (const point of points) {
    test.sequential(`at ${point}`, LONG, async (context) => {
      const { expect } = context;
      const stage = await stageFor(context, redisUrl);
      const { world, ben } = stage;
      const { anna, rosa, staff, discord, slack } = world;
      let desk = await stage.start();
      await stage.opens(anna, "My site shows an error since noon");
      const { thread, card } = await stage.placesOf(anna);
      await stage.claims(card);
      await stage.untilQuiet();

      // From Discord to Slack. What both wrote while the desk was away is found after the start.
      await desk.arm(point);
      anna.sends(thread, "first question");
      await desk.killed();
      anna.sends(thread, "second question");
      const whileAway = rosa.repliesInThread(staff, card.ts, "written while away");
      desk = await stage.start();
      await slack.until(() => stage.underCard(card, "second question").length > 0, PATIENCE);
      await stage.untilMarked(whileAway, card);
      await stage.untilQuiet();
      const said = rosa
        .seesThread(staff, card.ts)
        .map((one) => one.shown)
        .join("\n");
      expect(said.indexOf("first question")).toBeLessThan(said.indexOf("second question"));

      // From Slack to Discord.
      await desk.arm(point);
      const reply = rosa.repliesInThread(staff, card.ts, "the answer to it");
      await desk.killed();
      anna.sends(thread, "are you there?");
      desk = await stage.start();
      await stage.untilMarked(reply, card);
      await slack.until(() => stage.underCard(card, "are you there?").length > 0, PATIENCE);
      await stage.untilQuiet();

      // The opening. What was not durable was not acknowledged either: the customer is told so, and asks again.
      await desk.arm(point);
      const asked = await stage.opens(ben, "Is my mail down?");
      await desk.killed();
      if (!DURABLE_AT[point]) expect(asked.answers()).toEqual([]);
      await stage.start();
      if (!DURABLE_AT[point]) await stage.opens(ben, "Is my mail down?");
      const bens = await stage.placesOf(ben);
      await slack.until(() => stage.underCard(bens.card, "Is my mail down?").length > 0, PATIENCE);
      await discord.until(() => stage.inThread(bens.thread, "Is my mail down?").length > 0, PATIENCE);
      await stage.untilQuiet();

      for (const words of ["first question", "second question", "are you there?"]) {
        expect(stage.underCard(card, words), words).toHaveLength(1);
      }
      for (const words of ["written while away", "the answer to it"]) {
        expect(stage.inThread(thread, words), words).toHaveLength(1);
      }
      expect(stage.underCard(bens.card, "Is my mail down?")).toHaveLength(1);
      expect(stage.inThread(bens.thread, "Is my mail down?")).toHaveLength(1);
      for (const who of [anna, ben]) {
        expect(stage.threadsOf(who)).toHaveLength(1);
        expect(stage.cardsOf(who)).toHaveLength(1);
      }
      expect(rosa.sees(staff).filter((one) => one.threadTs === undefined)).toHaveLength(2);

      // The record: each reply was delivered once, at the time that Discord gave its message.
      const journal = await stage.journalOf(anna);
      const timesOf = (type: (typeof journal)[number]["type"]) =>
        journal.flatMap((event) => (event.type === type ? [event.at] : []));
      const shown = ["written while away", "the answer to it"].flatMap((words) =>
        stage.inThread(thread, words),
      );
      expect(timesOf("ResponseDelivered")).toEqual(shown.map((message) => snowflakeTime(message.id)));
      expect(timesOf("ReplyAccepted")).toEqual([whileAway, reply].map((one) => Math.floor(tsToMs(one.ts))));
      const annas = discord.messagesIn(thread).filter((message) => message.authorId === anna.id);
      expect(timesOf("CustomerMessageReceived").slice(1)).toEqual(
        annas.map((message) => snowflakeTime(message.id)),
      );
      expect(discord.violations).toEqual([]);
      expect(slack.violations).toEqual([]);
    });
  }
};

describe.concurrent("killed and started again, every other point", () => {
  atEvery(half(0), null);
});

describe.concurrent("killed and started again, the points between (queue on Redis, where there is one)", () => {
  atEvery(half(1), testRedisUrl());

  test.sequential("again and again while it recovers", LONG, async (context) => {
    const { expect } = context;
    const stage = await stageFor(context, null);
    const { ben, world } = stage;
    const { slack, staff, rosa, discord } = world;
    const first = await stage.start();
    await first.arm("dispatcher:sent");
    // Slack is slow, so that the thread is what was sent; the posts under way stand there when the desk is dead.
    const slow = slack.apiFaults.inject(({ method }) => method === "chat.postMessage", { kind: "hold" }, 10);
    await stage.opens(ben, "Is my mail down?");
    await first.killed();
    slow.release();
    // The thread stands, though the desk has not recorded it: what is written in it counts.
    const [thread] = stage.threadsOf(ben);
    if (thread === undefined) throw new Error("the desk died before it made the thread");
    const written = ["hello?", "anybody there?", "please help"];
    for (const words of written) {
      ben.sends(thread, words);
      if (words !== "please help") await stage.startDoomed("dispatcher:sent");
    }
    await stage.start();
    const { card } = await stage.placesOf(ben);
    for (const words of [...written, "Is my mail down?"]) {
      await slack.until(() => stage.underCard(card, words).length > 0, { ...PATIENCE, what: words });
    }
    await stage.untilQuiet();
    for (const words of [...written, "Is my mail down?"]) {
      expect(stage.underCard(card, words), words).toHaveLength(1);
    }
    expect(stage.threadsOf(ben)).toHaveLength(1);
    expect(stage.inThread(thread, "Is my mail down?")).toHaveLength(1);
    expect(rosa.sees(staff).filter((one) => one.threadTs === undefined)).toHaveLength(1);
    expect(discord.violations).toEqual([]);
    expect(slack.violations).toEqual([]);
  });
});

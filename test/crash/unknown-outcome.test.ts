import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/main/clock.ts";
import type { EventFault, HttpFault } from "../emulators/shared/faults.ts";
import type { Seen } from "../emulators/slack/index.ts";
import { startWorldDesk, type WorldDesk } from "../support/world-desk.ts";
import { createStage, PATIENCE, type Stage } from "./stage.ts";

/** The connection breaks after the platform has done what it was asked; the feeds bring things twice or swapped. */
describe("an outcome that is not known", () => {
  const LONG = { timeout: 120_000 };
  let stage: Stage;
  let desk: WorldDesk;

  beforeEach(async () => {
    stage = await createStage(null, { redisUrl: null, prefix: "unknown" });
    desk = await startWorldDesk(stage.connections, stage.world.desk, systemClock, {
      slack: { laneIntervalMs: 20 },
    });
  });
  afterEach(async () => {
    await desk.stop();
    await stage.close();
  });

  const CUT: HttpFault = { kind: "cut-after" };
  const isThread = (path: string) => /\/threads$/.test(path);
  const isMessage = (path: string) => /\/messages$/.test(path);

  /** The whole way there and back, each message once. */
  const talk = async (): Promise<void> => {
    const { world, ben } = stage;
    const { slack, discord, rosa, staff } = world;
    await stage.opens(ben, "Is my mail down?");
    const { thread, card } = await stage.placesOf(ben);
    await slack.until(() => stage.underCard(card, "Is my mail down?").length > 0, PATIENCE);
    await stage.claims(card);
    ben.sends(thread, "since noon");
    ben.sends(thread, "all of it");
    const replies: Seen[] = [];
    for (const words of ["I see it", "It is back"]) {
      replies.push(rosa.repliesInThread(staff, card.ts, words));
    }
    for (const reply of replies) await stage.untilMarked(reply, card);
    await slack.until(() => stage.underCard(card, "all of it").length > 0, PATIENCE);
    await discord.until(() => stage.inThread(thread, "It is back").length > 0, PATIENCE);
    await stage.untilQuiet();
    for (const words of ["Is my mail down?", "since noon", "all of it"]) {
      expect(stage.underCard(card, words), words).toHaveLength(1);
    }
    for (const words of ["Is my mail down?", "I see it", "It is back"]) {
      expect(stage.inThread(thread, words), words).toHaveLength(1);
    }
    expect(stage.threadsOf(ben)).toHaveLength(1);
    expect(stage.cardsOf(ben)).toHaveLength(1);
    const journal = await stage.journalOf(ben);
    expect(journal.filter((event) => event.type === "ResponseDelivered")).toHaveLength(2);
    expect(journal.filter((event) => event.type === "CustomerMessageReceived")).toHaveLength(3);
    expect(discord.violations).toEqual([]);
    expect(slack.violations).toEqual([]);
  };

  test("of the first posts to Slack", LONG, async () => {
    const cut = stage.world.slack.apiFaults.inject(({ method }) => method === "chat.postMessage", CUT, 4);
    await talk();
    expect(cut.hits()).toBe(4);
  });

  test("of the first posts to Discord, and of the thread", LONG, async () => {
    const { rest } = stage.world.discord.faults;
    const threads = rest.inject(({ method, path }) => method === "POST" && isThread(path), CUT, 1);
    const messages = rest.inject(({ method, path }) => method === "POST" && isMessage(path), CUT, 3);
    await talk();
    expect([threads.hits(), messages.hits()]).toEqual([1, 3]);
  });

  test("server errors after the fact on both sides", LONG, async () => {
    const { discord, slack } = stage.world;
    const fault: HttpFault = { kind: "respond-after", status: 502 };
    const posts = slack.apiFaults.inject(({ method }) => method === "chat.postMessage", fault, 2);
    const messages = discord.faults.rest.inject(
      ({ method, path }) => method === "POST" && isMessage(path),
      fault,
      2,
    );
    await talk();
    expect([posts.hits(), messages.hits()]).toEqual([2, 2]);
  });

  test.each<EventFault["kind"]>(["duplicate", "swap"])(
    "events that are delivered by %s",
    LONG,
    async (kind) => {
      const { discord, slack } = stage.world;
      const fault = kind === "swap" ? ({ kind: "swap" } as const) : ({ kind: "duplicate" } as const);
      const times = kind === "swap" ? 1 : 50;
      const onDiscord = discord.faults.events.inject(
        ({ name, data }) => name === "MESSAGE_CREATE" && JSON.stringify(data).includes("since noon"),
        fault,
        times,
      );
      const onSlack = slack.eventFaults.inject(
        ({ name, data }) => name === "message" && JSON.stringify(data).includes("I see it"),
        fault,
        times,
      );
      await talk();
      expect(onDiscord.hits()).toBeGreaterThan(0);
      expect(onSlack.hits()).toBeGreaterThan(0);
    },
  );
});

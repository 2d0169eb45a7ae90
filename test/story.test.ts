import { afterEach, beforeEach, expect, test } from "vitest";
import { actionIdOf } from "../adapters/slack/action-id.ts";
import type { ActionName } from "../src/core/actions.ts";
import { SECOND } from "../src/core/time.ts";
import type { Message } from "./emulators/discord/index.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { describeBackends } from "./support/redis.ts";
import { createWorld, type World } from "./support/world.ts";
import { connectionsTo, startWorldDesk, type WorldDesk } from "./support/world-desk.ts";

/**
 * The whole story over the real protocols: panel → modal → thread → card and offer at 0 s → ping at 30 s → claim →
 * reply → "let me check" → update ping → note → resolve → reopen window over → locked thread.
 */
describeBackends("a Discord customer is answered from a Slack thread", (backend) => {
  let database: TestDatabase;
  let world: World;
  let desk: WorldDesk;

  beforeEach(async () => {
    database = await createTestDatabase();
    world = await createWorld();
    const connections = connectionsTo(world, {
      databaseUrl: database.url,
      redisUrl: backend.redisUrl,
      prefix: backend.prefix,
    });
    desk = await startWorldDesk(connections, world.desk, world.clock);
  });

  afterEach(async () => {
    await desk.stop();
    await world.close();
    await database.close();
  });

  /** Time passes for everybody at once: the platforms, and the desk whose timers are due. */
  const after = async (ms: number): Promise<void> => {
    world.clock.step(ms);
    await desk.house.clockStepped();
  };

  const buttonOf = (message: Message, part: string): string => {
    const ids = message.components.flatMap((row) => (row.components ?? []).map((one) => one.custom_id ?? ""));
    const id = ids.find((one) => one.split("|")[1] === part);
    if (id === undefined) throw new Error(`no button ${part} among ${ids.join(", ")}`);
    return id;
  };

  test("from the panel to the locked thread", async () => {
    const { anna, discord, slack, rosa, staff, alerts, support } = world;
    const action = (name: ActionName): string => actionIdOf(name);

    // The panel is there, and opens a form.
    const panel = await discord.untilMessage(support, (message) => message.components.length > 0);
    const modal = await anna.presses(panel, buttonOf(panel, "open")).modal();
    await anna
      .submitsModal(modal, { description: "My site shows a **502** since noon", subject: "" })
      .reply();

    // A private thread with the greeting, which says what was written and what we never ask for.
    const greeting = await discord.until(() =>
      [...discord.world.channels.values()]
        .filter((channel) => channel.thread !== undefined && anna.sees(channel))
        .flatMap((channel) => anna.messagesIn(channel))
        .find((message) => message.content.includes("502")),
    );
    const thread = discord.world.channels.get(greeting.channelId);
    if (thread === undefined) throw new Error("the greeting stands in no channel");
    expect(greeting.content).toContain("60");
    expect(greeting.content.toLowerCase()).toContain("password");

    // The card stands in the staff channel, the words in its thread, the offer in the alerts channel at 0 s.
    const card = await slack.until(() => rosa.sees(staff).find((one) => one.controls.length > 0));
    expect(card.shown).toContain("NOT AUTHENTICATED");
    expect(card.shown).toContain(anna.id);
    await slack.until(() => rosa.seesThread(staff, card.ts).find((one) => one.shown.includes("*502*")));
    await slack.until(() => rosa.sees(alerts).length === 1);

    // 30 s: half of the promise has passed, the reps are pinged.
    await after(30 * SECOND);
    const ping = await slack.until(() => rosa.sees(alerts).find((one) => /(30|2\d) s left/.test(one.text)));
    expect(slack.notifications.some((one) => one.user === rosa.id && one.ts === ping.ts)).toBe(true);

    // Claimed from the ping itself; the claimer follows the thread from then on.
    await rosa.presses(ping, action("claim"));
    await slack.until(() =>
      rosa.seesThread(staff, card.ts).find((one) => one.shown.includes(`<@${rosa.id}>`)),
    );

    // A reply reaches the customer, mentions her, and is marked as delivered.
    const reply = rosa.repliesInThread(staff, card.ts, "Hello Anna, I see it too. Is it *all* pages?");
    const answer = await discord.until(() =>
      discord.messagesIn(thread).find((message) => message.content.includes("I see it too")),
    );
    expect(answer.content).toContain("**all**");
    expect(anna.notifications().some((one) => one.messageId === answer.id)).toBe(true);
    await slack.until(() => {
      const seen = rosa.seesThread(staff, card.ts).find((one) => one.ts === reply.ts);
      return seen !== undefined && "white_check_mark" in seen.reactions;
    });

    // "Let me check" keeps the ball: two minutes later the update ping comes before its deadline.
    anna.sends(thread, "yes, all of them");
    await slack.until(() => rosa.seesThread(staff, card.ts).find((one) => one.shown.includes("all of them")));
    rosa.repliesInThread(staff, card.ts, "Let me check the server.");
    await discord.until(() => discord.messagesIn(thread).some((one) => one.content.includes("Let me check")));
    await slack.until(
      () => rosa.seesThread(staff, card.ts).filter((one) => "white_check_mark" in one.reactions).length === 2,
    );
    await after(60 * SECOND);
    await slack.until(() => rosa.sees(alerts).find((one) => /(60|5\d) s left|1 min left/.test(one.text)));

    // A note stays inside.
    const note = rosa.repliesInThread(staff, card.ts, "note: disk is full on web-3");
    await slack.until(() => {
      const seen = rosa.seesThread(staff, card.ts).find((one) => one.ts === note.ts);
      return seen !== undefined && "memo" in seen.reactions;
    });
    rosa.repliesInThread(staff, card.ts, "It was a full disk, and it is fixed now.");
    await discord.until(() => discord.messagesIn(thread).some((one) => one.content.includes("full disk")));
    expect(discord.messagesIn(thread).some((one) => one.content.includes("web-3"))).toBe(false);

    // Resolved; the thread stays open for the reopen window, then it is locked and archived.
    const now = rosa.sees(staff).find((one) => one.ts === card.ts) ?? card;
    await rosa.presses(now, action("resolve"));
    const goodbye = await discord.until(() =>
      discord.messagesIn(thread).find((one) => one.components.length > 0 && one.id !== greeting.id),
    );
    await after(10 * 60 * SECOND);
    await discord.until(() => discord.world.channels.get(thread.id)?.thread?.locked === true);
    expect(() => anna.sends(thread, "hello?")).toThrow();
    expect(() => anna.presses(goodbye, buttonOf(goodbye, "customer_not_solved"))).toThrow();

    expect(discord.violations).toEqual([]);
    expect(slack.violations).toEqual([]);
  });
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { SECOND } from "../src/core/time.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { describeBackends } from "./support/redis.ts";
import { createStage } from "./support/stage.ts";
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

  test("from the panel to the locked thread", async () => {
    const { anna, discord, slack, rosa, staff, alerts } = world;
    const stage = createStage(world);

    // The panel opens a form, and the form a private thread: its greeting says what was written, and what we never ask.
    await stage.opensChat("My site shows a **502** since noon");
    const thread = await stage.threadWith("502");
    const greeting = await stage.customerSees(thread, "502");
    expect(greeting.content).toContain("60");
    expect(greeting.content.toLowerCase()).toContain("password");

    // The card stands in the staff channel, the words in its thread, the offer in the alerts channel at 0 s.
    const card = await stage.card();
    expect(card.shown).toContain(anna.id);
    await stage.staffSees(card, "*502*");
    await slack.until(() => rosa.sees(alerts).length === 1);

    // 30 s: half of the promise has passed, the reps are pinged.
    await after(30 * SECOND);
    const ping = await stage.alerted(/(30|2\d) s left/);
    expect(slack.notifications.some((one) => one.user === rosa.id && one.ts === ping.ts)).toBe(true);

    // Claimed from the ping itself; the claimer follows the thread from then on.
    await stage.presses(ping, "claim");
    await stage.staffSees(card, `<@${rosa.id}>`);

    // A reply reaches the customer, mentions her, and is marked as delivered.
    const reply = rosa.repliesInThread(staff, card.ts, "Hello Anna, I see it too. Is it *all* pages?");
    const answer = await stage.customerSees(thread, "I see it too");
    expect(answer.content).toContain("**all**");
    expect(anna.notifications().some((one) => one.messageId === answer.id)).toBe(true);
    await stage.marked(card, reply.ts, "white_check_mark");

    // "Let me check" keeps the ball: the update ping comes before the two minutes are over.
    anna.sends(thread, "yes, all of them");
    await stage.staffSees(card, "all of them");
    const holding = rosa.repliesInThread(staff, card.ts, "Let me check the server.");
    await stage.customerSees(thread, "Let me check");
    await stage.marked(card, holding.ts, "white_check_mark");
    await after(60 * SECOND);
    await stage.alerted(/(60|5\d) s left|1 min left/);

    // A note stays inside.
    const note = rosa.repliesInThread(staff, card.ts, "note: disk is full on web-3");
    await stage.marked(card, note.ts, "memo");
    rosa.repliesInThread(staff, card.ts, "It was a full disk, and it is fixed now.");
    await stage.customerSees(thread, "full disk");
    expect(discord.messagesIn(thread).some((one) => one.content.includes("web-3"))).toBe(false);

    // Resolved; the thread stays open for the reopen window, then it is locked and archived.
    await stage.presses(rosa.sees(staff).find((one) => one.ts === card.ts) ?? card, "resolve");
    const goodbye = await discord.until(() =>
      discord.messagesIn(thread).find((one) => one.components.length > 0 && one.id !== greeting.id),
    );
    await after(10 * 60 * SECOND);
    await discord.until(() => discord.world.channels.get(thread.id)?.thread?.locked === true);
    expect(() => anna.sends(thread, "hello?")).toThrow();
    expect(() => anna.presses(goodbye, stage.buttonOf(goodbye, "customer_not_solved"))).toThrow();

    expect(discord.violations).toEqual([]);
    expect(slack.violations).toEqual([]);
  });
});

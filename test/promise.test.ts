import { afterEach, beforeEach, expect, test } from "vitest";
import { MINUTE, SECOND } from "../src/core/time.ts";
import type { Seen } from "./emulators/slack/index.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { describeBackends } from "./support/redis.ts";
import { createStage } from "./support/stage.ts";
import { createWorld, type World } from "./support/world.ts";
import { connectionsTo, startWorldDesk, type WorldDesk } from "./support/world-desk.ts";

/** The promise over the real protocols: who is called when, and what they can do about it. Rosa is a rep, Sam leads. */
describeBackends("the promise, between Discord and Slack", (backend) => {
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
    const { discord, slack } = world;
    await world.close();
    await database.close();
    expect(discord.violations).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  const after = async (ms: number): Promise<void> => {
    world.clock.step(ms);
    await desk.house.clockStepped();
  };
  const notified = (who: { readonly id: string }, seen: Seen): boolean =>
    world.slack.notifications.some((one) => one.user === who.id && one.ts === seen.ts);
  const managersSee = (words: RegExp): Promise<Seen> =>
    world.slack.until(() => world.sam.sees(world.managers).find((one) => one.shown.match(words)));
  /** The choice that was whispered, by what its button says. */
  const chooses = async (who: World["rosa"], channel: World["alerts"], label: string): Promise<void> => {
    const asked = await world.slack.until(() =>
      who.sees(channel).find((one) => one.ephemeral && one.controls.some((c) => c.label === label)),
    );
    const control = asked.controls.find((one) => one.label === label);
    await who.presses(asked, control?.actionId ?? label);
  };

  test("the whole ladder: offered to one, then the shift, the lead, the managers; the customer hears it once", async () => {
    const { rosa, sam, slack, alerts } = world;
    await stage.opensChat("My shop is down");
    const thread = await stage.threadWith("My shop is down");
    const offer = await stage.alerted(/🆕/);
    expect(notified(rosa, offer)).toBe(true);
    expect(notified(sam, offer)).toBe(false);

    await after(30 * SECOND);
    const ping = await stage.alerted(/30 s left|29 s left/);
    await slack.until(() => notified(sam, ping));
    // The offer's message gives way to it: one message a clock.
    await slack.until(() => rosa.sees(alerts).filter((one) => !one.ephemeral).length === 1);

    await after(18 * SECOND);
    await slack.until(() => rosa.sees(alerts).find((one) => one.text.match(/1[0-2] s left/)));
    expect(rosa.sees(alerts).filter((one) => !one.ephemeral)).toHaveLength(1);

    await after(12 * SECOND + 1);
    const breach = await stage.alerted(/overdue/);
    await slack.until(() => notified(sam, breach));
    expect(breach.shown).toMatch(/archives/);
    await stage.customerSees(thread, "Sam");

    await after(60 * SECOND);
    await managersSee(/overdue/);
    const late = world.discord.messagesIn(thread).filter((one) => one.content.includes("We're late"));
    expect(late).toHaveLength(1);
  });

  test("whoever has paused notifications is not offered it, and the alert says whom it passed over", async () => {
    const { rosa, sam, slack } = world;
    await rosa.pausesNotifications(world.clock.now() + 60 * MINUTE);
    await sam.pausesNotifications(world.clock.now() + 60 * MINUTE);
    await slack.until(() => {
      const known = desk.chats[1]?.unreachable([rosa.id, sam.id], world.alerts.id);
      return known?.size === 2;
    });
    await stage.opensChat("Nobody hears me");
    const told = await managersSee(/Nobody hears me/);
    expect(told.shown).toMatch(/Rosa|rosa/);
    expect(told.shown).toMatch(/notifications paused/);
  });

  test("two press Claim at once: one has it, the other is told who", async () => {
    const { rosa, sam, slack, staff } = world;
    await stage.opensChat("Who takes this?");
    const card = await stage.card();
    await Promise.all([stage.presses(card, "claim", rosa), stage.presses(card, "claim", sam)]);
    const whispers = (): readonly Seen[] =>
      [rosa, sam]
        .flatMap((who) => [...who.sees(staff), ...who.seesThread(staff, card.ts)])
        .filter((one) => one.ephemeral);
    await slack.until(() => whispers().some((one) => one.shown.includes("already has this conversation")));
  });

  test("“Still on it” from the update alert speaks for the rep; the next update runs from it", async () => {
    const { rosa, staff } = world;
    await stage.opensChat("It is slow");
    const thread = await stage.threadWith("It is slow");
    const card = await stage.card();
    await stage.presses(card, "claim");
    await stage.staffSees(card, "has this conversation");
    rosa.repliesInThread(staff, card.ts, "Let me check the logs.");
    await stage.customerSees(thread, "Let me check");
    await after(MINUTE);
    const alert = await stage.alerted(/for an update/);
    await stage.presses(alert, "still_on_it");
    await stage.customerSees(thread, "still on it");
    await stage.staffSees(card, "Said for");
  });

  test("at 15 minutes: resolve, or hand off? Handed off with the policy's reason, and the customer is told", async () => {
    const { rosa, staff, alerts } = world;
    await stage.opensChat("Move my domain");
    const thread = await stage.threadWith("Move my domain");
    const card = await stage.card();
    await stage.presses(card, "claim");
    await stage.staffSees(card, "has this conversation");
    rosa.repliesInThread(staff, card.ts, "Hello, I see it.");
    await stage.customerSees(thread, "I see it");
    world.anna.sends(thread, "thank you, I wait");
    await stage.staffSees(card, "I wait");
    await after(15 * MINUTE);
    const asked = await stage.alerted(/to resolve or hand off/);
    expect(notified(rosa, asked)).toBe(true);
    await stage.staffSees(card, "Resolve, or hand off?");
    await stage.presses(asked, "handoff");
    await chooses(rosa, alerts, "Needs authentication");
    await stage.customerSees(thread, "goes on as a ticket");
  });

  test("“/desk off”: what the rep has is offered to somebody on duty, with the last words", async () => {
    const { rosa, sam, slack, staff, alerts } = world;
    await stage.opensChat("Please stay");
    const card = await stage.card();
    await stage.presses(card, "claim");
    await stage.staffSees(card, "has this conversation");
    await rosa.types("/desk off", staff);
    await slack.until(() => rosa.sees(staff).some((one) => one.ephemeral && one.shown.includes("off duty")));
    const offer = await slack.until(() => sam.sees(alerts).find((one) => one.text.includes("off duty")));
    expect(notified(sam, offer)).toBe(true);
    expect(offer.shown).toContain("Please stay");
    await stage.presses(offer, "claim", sam);
    await stage.staffSees(card, `<@${sam.id}> has this conversation`);
  });

  test("“Wait for customer until…”: the customer sees it, and nobody asks them before", async () => {
    const { rosa, staff, discord } = world;
    await stage.opensChat("My laptop reboots");
    const thread = await stage.threadWith("My laptop reboots");
    const card = await stage.card();
    await stage.presses(card, "claim");
    await stage.staffSees(card, "has this conversation");
    const reply = rosa.repliesInThread(staff, card.ts, "Reboot it, I wait.");
    await stage.marked(card, reply.ts, "white_check_mark");
    const now = await world.slack.until(() =>
      stage.cards().find((one) => one.controls.some((c) => c.actionId.includes("wait"))),
    );
    await stage.presses(now, "wait");
    await chooses(rosa, staff, "15 minutes");
    await stage.customerSees(thread, "Take your time");
    await after(14 * MINUTE);
    expect(discord.messagesIn(thread).some((one) => one.content.includes("still there"))).toBe(false);
    await after(2 * MINUTE);
    await stage.customerSees(thread, "still there");
  });

  test("Slack falls silent: the card says that its clocks cannot be believed, and takes it back", async () => {
    const { slack } = world;
    await stage.opensChat("Is anybody there?");
    await stage.card();
    const says = (words: boolean): Promise<unknown> =>
      slack.until(() => stage.cards().some((one) => one.shown.includes("Clocks unreliable") === words));
    world.discord.goAway();
    await slack.until(() => desk.chats[0]?.health().ready === false, { timeoutMs: 30_000 });
    await desk.house.sweeper.sweep();
    await says(true);
    world.discord.comeBack();
    await slack.until(() => desk.chats[0]?.health().ready === true, { timeoutMs: 30_000 });
    await desk.house.sweeper.sweep();
    await says(false);
  }, 90_000);
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { createStage } from "./support/stage.ts";
import { createWorld, type World } from "./support/world.ts";
import { connectionsTo, startWorldDesk, type WorldDesk } from "./support/world-desk.ts";

/** The side paths, each through the real clients: what happens when people do not follow the story. */
describe("between a Discord customer and a Slack thread", () => {
  let database: TestDatabase;
  let world: World;
  let desk: WorldDesk;
  let stage: ReturnType<typeof createStage>;

  beforeEach(async () => {
    database = await createTestDatabase();
    world = await createWorld();
    stage = createStage(world);
    desk = await startWorldDesk(
      connectionsTo(world, { databaseUrl: database.url, redisUrl: null, prefix: "paths" }),
      world.desk,
      world.clock,
      { slack: { laneIntervalMs: 0 } },
    );
  });

  afterEach(async () => {
    await desk.stop();
    const { discord, slack } = world;
    await world.close();
    await database.close();
    expect(discord.violations).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  test("who has not claimed is held, told, and may claim and send in one press", async () => {
    const { rosa, staff } = world;
    await stage.opensChat("the shop is slow");
    const card = await stage.card();
    const thread = await stage.threadWith("the shop is slow");
    const early = rosa.repliesInThread(staff, card.ts, "Hello, which page is slow?");
    await stage.marked(card, early.ts, "double_vertical_bar");
    const notice = await world.slack.until(() =>
      stage
        .inThread(card)
        .find((one) => !one.ephemeral && one.controls.some((c) => c.actionId.includes("claim_and_send"))),
    );
    expect(world.discord.messagesIn(thread).some((one) => one.content.includes("which page"))).toBe(false);
    await stage.presses(notice, "claim_and_send");
    await stage.customerSees(thread, "which page is slow");
    await stage.marked(card, early.ts, "white_check_mark");
    await world.slack.until(
      () => stage.inThread(card).find((one) => one.ts === notice.ts)?.controls.length === 0,
    );
  });

  test("a rep's file is held: the customer could not open it, the words may go alone", async () => {
    const { rosa, staff, discord } = world;
    await stage.opensChat("send me the guide");
    const card = await stage.card();
    const thread = await stage.threadWith("send me the guide");
    await stage.presses(card, "claim");
    await stage.staffSees(card, `<@${rosa.id}>`);
    const files = [{ name: "guide.pdf", content: "%PDF" }];
    const reply = rosa.repliesInThread(staff, card.ts, "Here is the guide", { files });
    await stage.marked(card, reply.ts, "double_vertical_bar");
    // The writer is told the same in a whisper, which has no button.
    const notice = await world.slack.until(() =>
      stage.inThread(card).find((one) => !one.ephemeral && one.shown.includes("files do not reach")),
    );
    await stage.presses(notice, "send_held");
    await stage.customerSees(thread, "Here is the guide");
    expect(discord.messagesIn(thread).some((one) => one.content.includes("guide.pdf"))).toBe(false);
  });

  test("words to a colleague are held although the rep has claimed", async () => {
    const { rosa, sam, staff } = world;
    await stage.opensChat("mail bounces");
    const card = await stage.card();
    const thread = await stage.threadWith("mail bounces");
    await stage.presses(card, "claim");
    await stage.staffSees(card, `<@${rosa.id}>`);
    const aside = rosa.repliesInThread(staff, card.ts, `<@${sam.id}> do you know this one?`);
    await stage.marked(card, aside.ts, "double_vertical_bar");
    expect(world.discord.messagesIn(thread).some((one) => one.content.includes("know this one"))).toBe(false);
  });

  test("a message at the top of the staff channel: the writer is told that nobody received it", async () => {
    const { rosa, staff, slack } = world;
    const stray = rosa.posts(staff, "It is fixed now");
    await slack.until(() => rosa.seesThread(staff, stray.ts).some((one) => one.from !== rosa.id));
  });

  test("a second request goes on with the chat that is open", async () => {
    await stage.opensChat("first question");
    const thread = await stage.threadWith("first question");
    const card = await stage.card();
    await stage.opensChat("second question");
    await stage.staffSees(card, "second question");
    expect(stage.threads()).toHaveLength(1);
    expect(stage.cards()).toHaveLength(1);
    expect(world.anna.sees(thread)).toBe(true);
  });

  test("a direct message opens a chat there; when they are closed it goes on in a private thread", async () => {
    const { anna, discord, rosa, staff, guild } = world;
    const bot = { id: [...discord.world.users.values()].find((user) => user.bot)?.id ?? "" };
    const dm = anna.opensDm(bot);
    anna.sendsDm(bot, "hello, my site is gone");
    const card = await stage.card();
    await stage.staffSees(card, "my site is gone");
    await stage.customerSees(dm, "password");
    await stage.presses(card, "claim");
    await stage.staffSees(card, `<@${rosa.id}>`);
    anna.closesDms();
    const reply = rosa.repliesInThread(staff, card.ts, "Hello Anna, let us look at it together");
    const thread = await stage.threadWith("let us look at it together");
    expect(guild.id).toBe(thread.guildId);
    await stage.marked(card, reply.ts, "white_check_mark");
    expect(anna.notifications().some((one) => one.channelId === thread.id)).toBe(true);
    anna.sends(thread, "thank you, here I am");
    await stage.staffSees(card, "here I am");
  });

  test("a mention in public is answered with the door, and nothing is opened", async () => {
    const { anna, discord, guild } = world;
    const bot = [...discord.world.users.values()].find((user) => user.bot);
    const general = discord.addTextChannel(guild, { name: "general" });
    anna.sends(general, `<@${bot?.id}> my site is down`);
    await discord.untilMessage(general, (one) => one.authorId === bot?.id && one.components.length > 0);
    expect(stage.cards()).toHaveLength(0);
  });

  test("edits and deletions follow, both ways", async () => {
    const { anna, rosa, staff, discord } = world;
    await stage.opensChat("it says 502");
    const card = await stage.card();
    const thread = await stage.threadWith("it says 502");
    await stage.presses(card, "claim");
    await stage.staffSees(card, `<@${rosa.id}>`);
    const said = anna.sends(thread, "and my mial too");
    await stage.staffSees(card, "my mial too");
    anna.edits(said, "and my mail too");
    await stage.staffSees(card, "my mail too");
    const reply = rosa.repliesInThread(staff, card.ts, "We restrat it");
    await stage.customerSees(thread, "restrat");
    await stage.marked(card, reply.ts, "white_check_mark");
    rosa.edits(reply, "We restart it");
    await stage.customerSees(thread, "restart it");
    rosa.deletes({ ...reply });
    await discord.until(() => !discord.messagesIn(thread).some((one) => one.content.includes("restart it")));
  });

  test("also sent to the channel: relayed once", async () => {
    const { rosa, staff, discord } = world;
    await stage.opensChat("dns question");
    const card = await stage.card();
    const thread = await stage.threadWith("dns question");
    await stage.presses(card, "claim");
    await stage.staffSees(card, `<@${rosa.id}>`);
    const reply = rosa.repliesInThread(staff, card.ts, "It takes an hour", { broadcast: true });
    await stage.customerSees(thread, "takes an hour");
    await stage.marked(card, reply.ts, "white_check_mark");
    rosa.repliesInThread(staff, card.ts, "And then it works");
    await stage.customerSees(thread, "then it works");
    expect(discord.messagesIn(thread).filter((one) => one.content.includes("takes an hour"))).toHaveLength(1);
  });

  test("a customer who left: the rep is told at the next reply", async () => {
    const { anna, guild, rosa, staff } = world;
    await stage.opensChat("goodbye soon");
    const card = await stage.card();
    await stage.threadWith("goodbye soon");
    await stage.presses(card, "claim");
    await stage.staffSees(card, `<@${rosa.id}>`);
    anna.leaves(guild);
    const reply = rosa.repliesInThread(staff, card.ts, "Hello Anna?");
    await stage.marked(card, reply.ts, "x");
    await stage.staffSees(card, "left the community");
  });

  test("a customer who left only the thread is brought back by the reply", async () => {
    const { anna, rosa, staff } = world;
    await stage.opensChat("where was I");
    const card = await stage.card();
    const thread = await stage.threadWith("where was I");
    await stage.presses(card, "claim");
    await stage.staffSees(card, `<@${rosa.id}>`);
    anna.leavesThread(thread);
    rosa.repliesInThread(staff, card.ts, "Here you were");
    await stage.customerSees(thread, "Here you were");
    expect(thread.thread?.members.has(anna.id)).toBe(true);
  });

  test("an alerts channel that is lost: the ping goes into the thread, and the managers are told once", async () => {
    const { alerts, clock, slack, rosa, managers } = world;
    alerts.deletes();
    await stage.opensChat("can you hear me");
    const card = await stage.card();
    await stage.staffSees(card, "answer within");
    clock.step(31_000);
    await desk.house.clockStepped();
    const ping = await slack.until(() => stage.inThread(card).find((one) => one.text.includes("s left")));
    expect(slack.notifications.some((one) => one.user === rosa.id && one.ts === ping.ts)).toBe(true);
    expect(rosa.sees(managers)).toHaveLength(1);
  });

  test("at twice the target the managers are told, in their channel", async () => {
    const { clock, slack, rosa, managers } = world;
    await stage.opensChat("is anybody there");
    await stage.card();
    clock.step(121_000);
    await desk.house.clockStepped();
    const told = await slack.until(() =>
      rosa.sees(managers).find((one) => one.text.includes("is anybody there")),
    );
    expect(told.text).toContain("overdue");
  });

  test("a thread that was deleted: the rep is told, and nothing is tried for ever", async () => {
    const { rosa, staff, discord } = world;
    await stage.opensChat("certificate expired");
    const card = await stage.card();
    const thread = await stage.threadWith("certificate expired");
    await stage.presses(card, "claim");
    await stage.staffSees(card, `<@${rosa.id}>`);
    discord.deleteChannel(thread);
    const reply = rosa.repliesInThread(staff, card.ts, "We renew it");
    await stage.marked(card, reply.ts, "x");
    await stage.staffSees(card, "deleted");
  });

  test("two claim at once: one has it, the other is told", async () => {
    const { rosa, sam, slack } = world;
    await stage.opensChat("who takes me");
    const card = await stage.card();
    await Promise.all([stage.presses(card, "claim", rosa), stage.presses(card, "claim", sam)]);
    await slack.until(() =>
      [rosa, sam].some((rep) =>
        rep
          .sees(world.staff)
          .concat(rep.seesThread(world.staff, card.ts))
          .some((one) => one.ephemeral),
      ),
    );
    const claims = await desk.store
      .sql`select count(*)::int as n from journal where type = 'ConversationClaimed'`;
    expect(claims[0]?.["n"]).toBe(1);
  });

  test("the customer says solved, and then that it is not", async () => {
    const { anna } = world;
    await stage.opensChat("nothing works");
    const card = await stage.card();
    const thread = await stage.threadWith("nothing works");
    const greeting = await stage.customerSees(thread, "nothing works");
    await anna.presses(greeting, stage.buttonOf(greeting, "customer_solved")).answers();
    const goodbye = await world.discord.until(() =>
      world.discord.messagesIn(thread).find((one) => one.id !== greeting.id && one.components.length > 0),
    );
    anna.presses(goodbye, stage.buttonOf(goodbye, "customer_not_solved"));
    await stage.staffSees(card, "is back");
  });
});

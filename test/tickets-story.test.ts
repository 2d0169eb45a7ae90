import { afterEach, beforeEach, expect, test } from "vitest";
import type { ActionName } from "../src/core/actions.ts";
import { DEFAULT_POLICY } from "../src/core/policy/policy.ts";
import { SANDBOX_TICKETS_ADDRESS } from "../src/policy-file/sandbox-desk.ts";
import type { Channel, Message } from "./emulators/discord/index.ts";
import type { Seen } from "./emulators/slack/index.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { createPostOffice, type PostOffice } from "./support/post-office.ts";
import { describeBackends } from "./support/redis.ts";
import { createStage } from "./support/stage.ts";
import { createWorld, type World } from "./support/world.ts";
import { connectionsTo, startWorldDesk, type WorldDesk } from "./support/world-desk.ts";

const POLICY = {
  ...DEFAULT_POLICY,
  tickets: {
    ...DEFAULT_POLICY.tickets,
    address: SANDBOX_TICKETS_ADDRESS,
    permissions: { dns: "hosting" },
  },
};
const OWNER = "owner@example.org";
const REQUEST = "please add an MX record for example.org: mx1.example.net, priority 10";

/**
 * The gate and its tickets over the real protocols: Anna writes on Discord, Rosa and Sam read in Slack, mail goes by
 * SMTP. Rosa has the permission for DNS; Sam leads, and has not.
 */
describeBackends("what chat must not do becomes a ticket, between Discord, Slack and mail", (backend) => {
  let database: TestDatabase;
  let world: World;
  let desk: WorldDesk;
  let stage: ReturnType<typeof createStage>;
  let post: PostOffice;

  const start = (): Promise<WorldDesk> => {
    const queue = { databaseUrl: database.url, redisUrl: backend.redisUrl, prefix: backend.prefix };
    const reps = world.desk.reps.map((rep) =>
      rep.id === "rosa" ? { ...rep, permissions: ["hosting"] } : rep,
    );
    return startWorldDesk(connectionsTo(world, queue), { ...world.desk, reps, policy: POLICY }, world.clock, {
      slack: { laneIntervalMs: 0 },
      mail: post.open,
    });
  };

  beforeEach(async () => {
    database = await createTestDatabase();
    world = await createWorld();
    stage = createStage(world);
    post = createPostOffice(database.url, world.clock);
    desk = await start();
  });
  afterEach(async () => {
    await desk.stop();
    const { discord, slack } = world;
    await world.close();
    await database.close();
    expect(discord.violations).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  const ticketCard = (): Promise<Seen> =>
    world.slack.until(() => world.rosa.sees(world.tickets).find((one) => one.shown.includes("T-")), {
      what: "the ticket's card",
    });
  const inTicket = (card: Seen, words: string | RegExp): Promise<Seen> =>
    world.slack.until(
      () => world.rosa.seesThread(world.tickets, card.ts).find((one) => one.shown.match(words)),
      { what: String(words) },
    );
  const whispered = (who: World["rosa"], channel: World["staff"], words: string | RegExp, card?: Seen) =>
    world.slack.until(
      () =>
        [...who.sees(channel), ...(card === undefined ? [] : who.seesThread(channel, card.ts))].find(
          (one) => one.ephemeral && one.shown.match(words),
        ),
      { what: String(words) },
    );
  const chatPress = (message: Message, action: ActionName) =>
    world.anna.presses(message, stage.buttonOf(message, action));
  const withButton = (thread: Channel, action: ActionName): Promise<Message> =>
    world.discord.until(
      () =>
        world.discord
          .messagesIn(thread)
          .findLast(({ components }) => JSON.stringify(components).includes(`|${action}|`)),
      { what: `a button ${action}` },
    );
  /** The customer's own words, up to the ticket that they have opened. */
  const opensTicket = async (account = "4711"): Promise<{ thread: Channel; opened: Message; card: Seen }> => {
    await stage.opensChat(REQUEST);
    const thread = await stage.threadWith("can't be ordered in chat");
    const offer = await withButton(thread, "gate_ticket");
    const modal = await chatPress(offer, "gate_ticket").modal();
    await world.anna
      .submitsModal(modal, { account, subject: "Add MX record for example.org", request: REQUEST })
      .answer();
    const exact = await withButton(thread, "ticket_open");
    expect(exact.content).toContain(REQUEST);
    expect(await post.letters()).toEqual([]);
    await chatPress(exact, "ticket_open").answer();
    const opened = await stage.customerSees(thread, "is open");
    return { thread, opened, card: await ticketCard() };
  };
  const codeIn = ({ content }: Message): string => /YES (\d\d)/.exec(content)?.[1] ?? "";

  test("from the gate in Discord to the answer by mail: only the address on file makes it count", async () => {
    const { rosa, sam, tickets } = world;
    const { thread, opened, card } = await opensTicket();
    const code = codeIn(opened);
    expect(code).toMatch(/^\d\d$/);
    expect(card.shown).toContain("NOT AUTHENTICATED");

    const letter = await post.brings(OWNER, "MX record");
    expect(letter.text).not.toContain(code);
    expect(await post.answers(letter, "stranger", `YES ${code}`)).toBe("unverified");
    await inTicket(card, "UNVERIFIED");
    expect(await post.answers(letter, "owner", `YES ${code}`)).toBe("authenticated");
    await stage.customerSees(thread, "is confirmed");
    const called = await inTicket(card, /is confirmed/);
    expect(world.slack.notifications.some((one) => one.user === rosa.id && one.ts === called.ts)).toBe(true);

    await stage.presses(called, "ticket_start", sam);
    await whispered(sam, tickets, /permission that you don't have.*Rosa/s, card);
    await stage.presses(called, "ticket_start");
    await inTicket(card, "works on it");
    await stage.customerSees(thread, "being worked on");

    const answer = rosa.repliesInThread(tickets, card.ts, "It is set: *mx1.example.net*, priority 10.");
    await post.brings(OWNER, "It is set");
    await world.slack.until(() =>
      rosa
        .seesThread(tickets, card.ts)
        .some((one) => one.ts === answer.ts && "white_check_mark" in one.reactions),
    );
    await stage.presses(await inTicket(card, "works on it"), "ticket_close");
    await inTicket(card, "Closed by");
    await stage.customerSees(thread, "is closed");
    await post.brings(OWNER, "closed");
  });
});

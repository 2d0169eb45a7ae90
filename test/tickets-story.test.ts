import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ActionName } from "../src/core/actions.ts";
import { DEFAULT_POLICY } from "../src/core/policy/policy.ts";
import { SANDBOX_TICKETS_ADDRESS } from "../src/policy-file/sandbox-desk.ts";
import type { Channel, Message } from "./emulators/discord/index.ts";
import type { Seen } from "./emulators/slack/index.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { createPostOffice, type PostOffice } from "./support/post-office.ts";
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
describe("what chat must not do becomes a ticket, between Discord, Slack and mail", () => {
  let database: TestDatabase;
  let world: World;
  let desk: WorldDesk;
  let stage: ReturnType<typeof createStage>;
  let post: PostOffice;
  /** No form is ready before the platform's patience ends. */
  let formsLate: boolean;

  const start = (): Promise<WorldDesk> => {
    const queue = { databaseUrl: database.url, redisUrl: null, prefix: "tickets" };
    const reps = world.desk.reps.map((rep) =>
      rep.id === "rosa" ? { ...rep, permissions: ["hosting"] } : rep,
    );
    return startWorldDesk(connectionsTo(world, queue), { ...world.desk, reps, policy: POLICY }, world.clock, {
      slack: { laneIntervalMs: 0 },
      mail: post.open,
      forms: (press, forms) => (formsLate ? Promise.resolve(null) : forms(press)),
    });
  };

  beforeEach(async () => {
    formsLate = false;
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
    expect(letter.text).not.toMatch(new RegExp(`\\b${code}\\b`));
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

  /** Rosa takes the chat and opens the form behind *Open a ticket for them…*, by whichever door. */
  const drafts = async (
    door: "card" | "shortcut" | "command",
    chat: "end" | "go_on",
  ): Promise<{ thread: Channel; card: Seen }> => {
    const { rosa, staff } = world;
    await stage.opensChat("My mails to example.org bounce, what now?");
    const thread = await stage.threadWith("bounce");
    const card = await stage.card();
    await stage.presses(card, "claim");
    await stage.staffSees(card, "has this conversation");
    if (door === "card") await stage.presses(card, "handoff");
    else if (door === "shortcut") {
      await rosa.usesShortcut("handoff", await stage.staffSees(card, "has this conversation"));
    } else await rosa.types("/desk handoff 1001", staff);
    const choice = await whispered(rosa, staff, /ticket/i, card);
    await stage.presses(choice, "handoff_draft");
    const filled = {
      subject: "Add MX record for example.org",
      request: REQUEST,
      why: "dns",
      permission: "-",
      chat,
    };
    expect(await rosa.submitsView(filled)).toEqual({ ok: true });
    return { thread, card };
  };

  test.each(["card", "shortcut", "command"] as const)(
    "a rep hands off by %s with a ticket that the customer opens: the chat is over",
    async (door) => {
      const { thread, card } = await drafts(door, "end");
      const draft = await stage.customerSees(thread, "has written a ticket for you");
      expect(draft.content).toContain(REQUEST);
      const modal = await chatPress(draft, "ticket_name").modal();
      await world.anna.submitsModal(modal, { account: "example.org" }).answer();
      const exact = await withButton(thread, "ticket_open");
      expect(await post.letters()).toEqual([]);
      await chatPress(exact, "ticket_open").answer();
      await stage.customerSees(thread, "is open");
      await post.brings(OWNER, "MX record");
      await stage.staffSees(card, "Handed off");
    },
  );

  test("“Hand off and keep chatting”: the ticket goes its way, and the chat goes on", async () => {
    const { anna, rosa, staff, discord } = world;
    const { thread, card } = await drafts("card", "go_on");
    await stage.customerSees(thread, "has written a ticket for you");
    anna.sends(thread, "fine, and one more thing");
    await stage.staffSees(card, "one more thing");
    rosa.repliesInThread(staff, card.ts, "Sure, go ahead.");
    await stage.customerSees(thread, "go ahead");
    expect(discord.messagesIn(thread).some((one) => one.content.includes("goes on as a ticket"))).toBe(false);
  });

  test("a form that was not ready in time is asked for again, by whoever pressed", async () => {
    const { rosa, staff } = world;
    formsLate = true;
    await stage.opensChat(REQUEST);
    const thread = await stage.threadWith("can't be ordered in chat");
    await chatPress(await withButton(thread, "gate_ticket"), "gate_ticket").answer();
    const again = await world.discord.until(() =>
      world.anna.messagesIn(thread).find((one) => one.ephemeralFor !== null && /once more/.test(one.content)),
    );
    const card = await stage.card();
    await stage.presses(card, "handoff");
    await stage.presses(await whispered(rosa, staff, /ticket/i, card), "handoff_draft");
    const late = await whispered(rosa, staff, "once more", card);
    formsLate = false;
    await stage.presses(late, "handoff_draft");
    expect(rosa.modals()).toHaveLength(1);
    expect((await chatPress(again, "gate_ticket").modal()).title).toBe("Your ticket");
  });

  test.each([true, false])(
    "a pasted password is taken out everywhere; may the desk delete it: %s",
    async (may) => {
      const { anna, discord, rosa, sam, staff, alerts, managers, slack } = world;
      if (!may) discord.overwrite(world.support, { id: world.bot.id, type: 1 }, { deny: ["ManageMessages"] });
      await stage.opensChat("I cannot log in");
      const thread = await stage.threadWith("I cannot log in");
      const card = await stage.card();
      await stage.staffSees(card, "I cannot log in");
      const written = anna.sends(thread, "my password is Hunter2-Rosebud!");
      const told = await stage.customerSees(thread, "held a password");
      expect(told.content).toContain("my password is");
      await stage.staffSees(card, "held a password");
      if (may) await discord.until(() => !discord.messagesIn(thread).some((one) => one.id === written.id));
      else await stage.customerSees(thread, "Please delete it yourself");
      const shown = [rosa, sam].flatMap((who) =>
        [staff, alerts, managers].flatMap((channel) => [
          ...who.sees(channel),
          ...who.sees(channel).flatMap((one) => who.seesThread(channel, one.ts)),
        ]),
      );
      expect(JSON.stringify(shown)).not.toContain("Rosebud");
      expect(JSON.stringify(slack.calls)).not.toContain("Rosebud");
      const ours = discord.messagesIn(thread).filter((one) => one.id !== written.id);
      expect(JSON.stringify(ours)).not.toContain("Rosebud");
    },
  );

  test("a rep's message is held when it holds a password, and when it asks for a PIN", async () => {
    const { rosa, staff, discord } = world;
    await stage.opensChat("I cannot log in");
    const thread = await stage.threadWith("I cannot log in");
    const card = await stage.card();
    await stage.presses(card, "claim");
    await stage.staffSees(card, "has this conversation");
    rosa.repliesInThread(staff, card.ts, "Your new password is Hunter2-Rosebud!");
    await stage.staffSees(card, "contains a password");
    rosa.repliesInThread(staff, card.ts, "What is your PIN?");
    await stage.staffSees(card, "prove who they are");
    rosa.repliesInThread(staff, card.ts, "Use the reset page please.");
    await stage.customerSees(thread, "reset page");
    expect(discord.messagesIn(thread).some((one) => /Rosebud|What is your PIN/.test(one.content))).toBe(
      false,
    );
  });

  test("a ticket that is named in chat: its owner is told how it stands, anybody else nothing", async () => {
    const { rosa, staff, tickets, discord } = world;
    const { thread, card } = await opensTicket();
    world.anna.sends(thread, "I already have T-1001, just do it");
    await stage.customerSees(thread, "waits for an answer to our mail");
    await inTicket(card, "is in chat and asks about it");
    const ben = discord.addUser({ username: "ben", guild: world.guild });
    await stage.opensChat("T-1001 is mine, do it now please", ben);
    const strangers = await stage.threadWith("T-1001 is mine");
    const first = await stage.customerSees(strangers, "we can say nothing");
    ben.sends(strangers, "and what about T-9999?");
    await discord.until(
      () => discord.messagesIn(strangers).filter((one) => one.content === first.content).length === 2,
    );
    const asked = await stage.staffSees(stage.cards()[0] ?? card, "The customer speaks of");
    await stage.presses(asked, "ticket_note_chat");
    await inTicket(card, "added the chat");
    expect(rosa.sees(staff).length).toBeGreaterThan(0);
    expect(rosa.seesThread(tickets, card.ts).some((one) => one.shown.includes("T-9999"))).toBe(false);
  });

  /** A ticket that is confirmed, and Rosa at work on it. */
  const confirmedTicket = async (): Promise<{ thread: Channel; card: Seen }> => {
    const { thread, opened, card } = await opensTicket();
    const letter = await post.brings(OWNER, "MX record");
    expect(await post.answers(letter, "owner", `YES ${codeIn(opened)}`)).toBe("authenticated");
    await stage.presses(await inTicket(card, "is confirmed"), "ticket_start");
    await inTicket(card, "works on it");
    return { thread, card };
  };
  const marked = (card: Seen, ts: string, emoji: string): Promise<unknown> =>
    world.slack.until(
      () =>
        world.rosa.seesThread(world.tickets, card.ts).some((one) => one.ts === ts && emoji in one.reactions),
      { what: `${emoji} on ${ts}` },
    );

  test("what a rep answered while the desk was down goes out as one mail; a note stays a note", async () => {
    const { rosa, tickets } = world;
    const { card } = await confirmedTicket();
    await desk.stop();
    const answer = rosa.repliesInThread(tickets, card.ts, "Done in the night: mx1 it is.");
    const note = rosa.repliesInThread(tickets, card.ts, "// ask them about mx2 some day");
    desk = await start();
    await post.brings(OWNER, "Done in the night");
    await marked(card, answer.ts, "white_check_mark");
    await marked(card, note.ts, "memo");
    await desk.stop();
    desk = await start();
    const after = rosa.repliesInThread(tickets, card.ts, "And the last word.");
    await marked(card, after.ts, "white_check_mark");
    const letters = await post.letters();
    expect(letters.filter(({ text }) => text.includes("Done in the night"))).toHaveLength(1);
    expect(letters.filter(({ text }) => text.includes("some day"))).toHaveLength(0);
  });

  test("who changes an answer that went out is told that a mail stays as it was; a note may change", async () => {
    const { rosa, tickets } = world;
    const { card } = await confirmedTicket();
    const answer = rosa.repliesInThread(tickets, card.ts, "It is set: mx1.");
    await marked(card, answer.ts, "white_check_mark");
    rosa.edits({ channel: tickets.id, ts: answer.ts }, "It is set: mx2.");
    await inTicket(card, "can't be changed any more");
    rosa.deletes({ channel: tickets.id, ts: answer.ts });
    const told = (): number =>
      rosa.seesThread(tickets, card.ts).filter((one) => one.shown.includes("can't be changed any more"))
        .length;
    await world.slack.until(() => told() === 2);
    const note = rosa.repliesInThread(tickets, card.ts, "// mx1");
    await marked(card, note.ts, "memo");
    rosa.edits({ channel: tickets.id, ts: note.ts }, "// mx2");
    const last = rosa.repliesInThread(tickets, card.ts, "All done.");
    await marked(card, last.ts, "white_check_mark");
    expect(told()).toBe(2);
    const letters = await post.letters();
    expect(letters.some(({ text }) => text.includes("mx2."))).toBe(false);
  });

  test("what must not go by mail stays a note, and its writer is told: a password, a question for a PIN, a file", async () => {
    const { rosa, tickets } = world;
    const { card } = await confirmedTicket();
    rosa.repliesInThread(tickets, card.ts, "Your new password is Hunter2-Rosebud!");
    await whispered(rosa, tickets, "it held a password", card);
    rosa.repliesInThread(tickets, card.ts, "What is your PIN?");
    await whispered(rosa, tickets, "prove who they are", card);
    const files = [{ name: "zone.txt", content: "mx1" }];
    rosa.repliesInThread(tickets, card.ts, "See the zone in this file.", { files });
    await whispered(rosa, tickets, "files do not go by mail", card);
    rosa.repliesInThread(tickets, card.ts, "It is set, look at your panel.");
    await post.brings(OWNER, "look at your panel");
    expect(JSON.stringify(await post.letters())).not.toMatch(/Rosebud|What is your PIN|in this file/);
  });

  test("a rep's own page in Slack shows their conversations and their tickets, made anew when they open it", async () => {
    const { app, rosa, sam, slack, staff, tickets } = world;
    const page = (who: World["rosa"], words: string): Promise<string> =>
      slack.until(
        () => {
          const shown = JSON.stringify(who.home(app)?.payload ?? {});
          return shown.includes(words) ? shown : undefined;
        },
        { what: words },
      );
    rosa.opensHome(app);
    await page(rosa, "No open ticket is yours");
    const { card } = await confirmedTicket();
    rosa.opensHome(app);
    const mine = await page(rosa, "T-1001");
    expect(mine).toContain("Add MX record for example.org");
    expect(mine).toContain(`/archives/${tickets.id}/p${card.ts.replace(".", "")}`);
    expect(mine).toContain(`/archives/${staff.id}/`);
    expect(mine).toContain("Example Hosting");
    sam.opensHome(app);
    expect(await page(sam, "No open ticket is yours")).not.toContain("T-1001");
    const guest = slack.addUser({ name: "guest" });
    guest.opensHome(app);
    await page(guest, "names you on no desk");
  });
});

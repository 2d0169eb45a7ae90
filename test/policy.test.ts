import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rosterOf } from "../src/calendar/roster-of.ts";
import { CUSTOMER_ACTIONS, REP_ACTIONS } from "../src/core/actions.ts";
import { stateButtons } from "../src/core/conversation/buttons.ts";
import { HANDOFF_REASONS } from "../src/core/conversation/event.ts";
import type { Effect } from "../src/core/effect.ts";
import { asksToAuthenticate } from "../src/core/gate/authentication-phrases.ts";
import type { Category } from "../src/core/gate/category.ts";
import { gatedOf } from "../src/core/gate/gated.ts";
import { findSecrets } from "../src/core/gate/secrets.ts";
import { DEFAULT_POLICY, type Desk, type Schedule } from "../src/core/policy/policy.ts";
import { gapsIn, nextOn, whoIsOn } from "../src/core/policy/roster.ts";
import type { DeskWords, Sentence, Voice } from "../src/core/sentences.ts";
import { wordsFor } from "../src/core/texts/index.ts";
import { subjectAdvice } from "../src/core/ticket/subject.ts";
import { permissionFor } from "../src/core/ticket/ticket-policy.ts";
import { DAY, HOUR, SECOND } from "../src/core/time.ts";
import { conversation, DESK, staffRep } from "./support/conversation-spec.ts";
import { aRep } from "./support/rep.ts";
import { confirmed, opens, REQUEST, standing } from "./support/ticket-acts.ts";
import { OWNER, openTicketHouse, type TicketHouse, wordsIn } from "./support/ticket-house.ts";
import { CUSTOMER, deskWith, ticket } from "./support/ticket-spec.ts";

/**
 * The published policy, sentence by sentence, in its order and words; each test proves its sentence on the product.
 * What is a person's to keep (years of experience, doing one's best) is proved as far as a product can.
 */

/** Every day from one hour of the desk's own time to another. */
const daily = (from: number, to: number): Schedule => ({
  zone: "UTC",
  weekly: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], fromS: from * 3600, toS: to * 3600 }],
  holidays: [],
});
const MONDAY = Date.UTC(2026, 10, 23);
const THREE_AT_NIGHT = MONDAY + 3 * HOUR;
const NINE = MONDAY + 9 * HOUR;

const words = wordsFor("en");
const voice: Voice = {
  time: (at) => new Date(at).toISOString().slice(11, 16),
  bold: (text) => text,
  link: (label, url) => `${label} (${url})`,
  person: (id) => id,
  quote: (id) => `> ${id}`,
  words: (id) => id,
};
const face: DeskWords = {
  deskName: "Support",
  policyUrl: "https://example.org/policy",
  texts: {},
  ticketAddress: "support@example.org",
  ticketForm: null,
};
const say = (sentence: Sentence): string => words.say(sentence, voice, face);
const saidToCustomer = (effects: readonly Effect[]): string =>
  effects.flatMap((one) => (one.type === "SayToCustomer" ? [say(one.sentence)] : [])).join("\n");

const verdict = (text: string) => gatedOf(text, DEFAULT_POLICY.gate)?.verdict ?? "chat";
const category = (text: string): Category | null => gatedOf(text, DEFAULT_POLICY.gate)?.category ?? null;

/** A chat that Ana has and has answered, in which its customer then writes this. */
const writes = (text: string) => {
  const spec = conversation().opened(0).reply(20);
  const before = spec.effects().length;
  const messageId = "gated";
  spec.command(30, {
    type: "ReceiveCustomerMessage",
    at: 30 * SECOND,
    messageId,
    person: "customer",
    text,
    gate: gatedOf(text, DEFAULT_POLICY.gate),
  });
  return { spec, effects: spec.effects().slice(before) };
};

/** What needs the whole desk: Postgres, mail over SMTP, and a page on which everybody does what they would. */
const LONG = { timeout: 90_000 };
let desk: TicketHouse;
beforeAll(async () => {
  desk = await openTicketHouse();
}, LONG.timeout);
afterAll(() => desk.close());

const becomes = (number: number, confirmation: string) =>
  desk.until(`T-${number} to be ${confirmation}`, async () =>
    (await standing(desk, number)) === confirmation ? true : null,
  );

describe("ViUX 24/7 Live Chat / Phone Support - Policies / Limitations", () => {
  test("ViUX Systems provides 24/7 Live Chat Support (and 24/7 Phone Support for certain subscriptions) staffed by representatives each having years of experience in Web Hosting / Server & Network Management.", () => {
    const staffed: Desk = {
      ...DESK,
      reps: [
        aRep("ana", { shifts: daily(8, 16) }),
        aRep("ben", { shifts: daily(16, 24) }),
        aRep("chloe", { shifts: daily(0, 8) }),
      ],
    };
    const week = rosterOf(staffed, new Map(), MONDAY, MONDAY + 7 * DAY);
    for (let hour = 0; hour < 7 * 24; hour += 1) {
      expect(whoIsOn(week, MONDAY + hour * HOUR)).toHaveLength(1);
    }
    expect(gapsIn(week, MONDAY, MONDAY + 7 * DAY)).toEqual([]);
    // A night without anybody is found before it comes, so that it can be told.
    const nobodyAtNight = rosterOf(
      { ...staffed, reps: staffed.reps.slice(0, 2) },
      new Map(),
      MONDAY,
      MONDAY + DAY,
    );
    expect(gapsIn(nobodyAtNight, MONDAY, MONDAY + DAY)).toEqual([{ from: MONDAY, to: MONDAY + 8 * HOUR }]);
  });

  test("We strive to answer all Live Chats / Phone Calls within 60 seconds, to not let more than 2 minutes go between responses, and to resolve all matters in under 20 minutes.", () => {
    expect(conversation().opened(0).clocks().sort()).toEqual([
      "first_response#1 0–60 running",
      "resolution#1 0–1200 running",
    ]);
    const silent = conversation().opened(0).timer(61);
    expect(silent.eventsOf("ClockBreached")).toMatchObject([{ target: "first_response" }]);
    expect(conversation().opened(0).reply(60).clocks()).toContain("first_response#1 0–60 met@60");
    const waits = conversation().opened(0).reply(10).customer(30);
    expect(waits.clocks()).toContain("next_response#1 30–150 running");
    expect(waits.timer(151).clocks()).toContain("next_response#1 30–150 breached");
    const checks = conversation().opened(0).reply(10, { text: "let me check that for you" });
    expect(checks.clocks()).toContain("update#1 10–130 running");
    expect(conversation().opened(0).reply(10).timer(1201).clocks()).toContain("resolution#1 0–1200 breached");
  });

  test("However for security, auditing / tracking (and several other) reasons there are limits to what can be reasonably handled via Live Chat / Phone and/or under 20 minutes.", () => {
    expect(verdict("Please reset my password")).toBe("ticket");
    expect(verdict("How do I reset my password?")).toBe("chat");
    const late = conversation()
      .opened(0)
      .reply(10)
      .timer(15 * 60);
    const asked = late
      .effects()
      .filter((one) => one.type === "PostAlert" && one.alert.target === "resolution");
    expect(asked).toMatchObject([{ alert: { level: 0.75 } }]);
    expect(stateButtons(late.state()).map(({ action }) => action)).toContain("handoff");
  });

  test("For these reasons we note the following Live Chat / Phone Support Policies (Limitations)...", () => {
    const { text, whatChatCanDo } = words.panel(face, DEFAULT_POLICY.targets);
    expect(text).toContain("need a ticket from the e-mail address on file");
    expect(whatChatCanDo).not.toBe("");
    const greeting = saidToCustomer(conversation().opened(0).effects());
    expect(greeting).toContain("need a ticket from the e-mail address on file");
    expect(greeting).toContain("https://example.org/policy");
    expect(say({ key: "what_chat_can_do" })).toContain("https://example.org/policy");
  });

  describe("1. AUTHENTICATION REQUIRED", () => {
    test("For your own protection, security, and best auditing / tracking and handling of Support Requests, certain things CANNOT be handled by Live Chat / Phone.", () => {
      const { spec, effects } = writes("Please add an MX record for example.org");
      expect(spec.eventsOf("RequestGated")).toMatchObject([
        { messageId: "gated", verdict: "ticket", category: "dns" },
      ]);
      expect(saidToCustomer(effects)).toMatch(/For your protection, changes to DNS can't be ordered in chat/);
      // The product has nothing by which chat could: of all buttons none changes anything of a customer's.
      const changing = /password|dns|account_change|server|website|subscription|network|authenticate/;
      expect([...REP_ACTIONS, ...CUSTOMER_ACTIONS].filter((action) => changing.test(action))).toEqual([]);
    });

    test("This would include ANYTHING having to do with: Account, Subscription, Server, Network, Website or DNS changes; as well as, requests having to do with: Logins, Passwords, etc...", () => {
      const requests: Readonly<Record<Category, string>> = {
        account: "Please change the e-mail address of my account",
        subscription: "Please upgrade my subscription to Business",
        server: "Please reboot my server",
        network: "Please open port 8080 on our firewall",
        website: "Please restore my website from yesterday's backup",
        dns: "Please add an MX record for example.org",
        credentials: "Please reset my password",
      };
      for (const [expected, text] of Object.entries(requests)) {
        expect([text, verdict(text), category(text)]).toEqual([text, "ticket", expected]);
      }
      expect(category("Please create a new login for my colleague")).toBe("credentials");
      expect(DEFAULT_POLICY.gate.categories).toEqual(Object.keys(requests));
    });

    test("For instance, you cannot request Server changes (Memory, Diskspace up/downgrades), Password changes, or User / Login creations via Live Chat / Phone.", () => {
      for (const text of [
        "Please upgrade the memory of our server to 16 GB",
        "Please downgrade the memory of my server",
        "Please give my server more disk space",
        "Please downgrade the disk space of my server to 50 GB",
        "Please change my password",
        "Please create a new user for me",
        "Please create a login for our new colleague",
      ]) {
        expect([text, verdict(text)]).toEqual([text, "ticket"]);
        const { spec, effects } = writes(text);
        expect(saidToCustomer(effects)).toContain("can't be ordered in chat");
        expect(spec.state().status).toBe("open");
      }
    });

    test(
      "All such things (and anything like these) MUST instead be requested via an Authenticated Support Ticket associated with the Email Address that is on file in our system for the Account / Subscription in question.",
      LONG,
      async () => {
        const { card, code, number } = await opens(desk, "4711");
        const letter = await desk.gets(OWNER, `[T-${number}]`);
        expect(card.buttons.map(({ action }) => action)).not.toContain("ticket_start");
        await desk.strangerAnswers(letter, `YES ${code}`);
        await desk.sees("tickets", "UNVERIFIED", card.id);
        expect(await standing(desk, number)).toBe("awaiting");
        await desk.answers(letter, `YES ${code}`);
        await becomes(number, "authenticated");
        await confirmed(desk, card);
        expect(desk.letters().filter(({ to }) => to !== OWNER)).toEqual([]);
      },
    );

    test("And because Live Chat / Phone reps do not have access to customer passwords, authentication CANNOT take place within the Live Chat Session or Phone Call - Authentication MUST be done via Support Ticket ONLY.", () => {
      const { phrases } = DEFAULT_POLICY;
      for (const asked of [
        "What is your PIN?",
        "Please confirm your password.",
        "What is your mother's maiden name?",
      ]) {
        expect([asked, asksToAuthenticate(asked, phrases.authentication)]).not.toEqual([asked, null]);
      }
      const chat = conversation()
        .opened(0)
        .claim(5)
        .command(10, {
          type: "ReceiveStaffMessage",
          at: 10 * SECOND,
          messageId: "asks",
          by: "ana",
          text: "What is your PIN?",
          toColleague: false,
          hasFiles: false,
          authenticates: true,
        });
      expect(chat.eventsOf("ReplyHeld")).toMatchObject([{ messageId: "asks", reason: "authentication" }]);
      expect(chat.effects().some((one) => one.type === "RelayToCustomer")).toBe(false);
      // A password that a customer sends does not reach a rep either.
      expect(findSecrets("hello, my password is Winter2031#x")).toHaveLength(1);
      // Whatever is pressed, and by whom: a ticket is authenticated by a reply that was verified, or never.
      const pressed = ticket()
        .awaiting()
        .confirmedBy("ana")
        .confirmedBy("dev")
        .confirmedBy(CUSTOMER)
        .started("dev", true);
      expect(pressed.state().confirmation).toBe("awaiting");
    });
  });

  describe("2. LIMITED ACCESS", () => {
    const tickets = deskWith({
      permissions: { account: "billing", subscription: "billing", server: "hosting", network: "firewall" },
      objects: [{ words: ["VPN", "trusted IP"], permission: "firewall" }],
    }).policy.tickets;

    test("Not every Live Chat / Phone Rep has FULL access or authority to do everything in our Systems, Servers, and Network.", () => {
      expect(ticket().authenticated().started("ana").lately()).toEqual(["WorkStarted"]);
      expect(ticket().authenticated().started("ben").refusal()).toBe("no_permission");
      expect(ticket().authenticated().started("dev").refusal()).toBe("no_permission");
    });

    test("For instance, everyone that handles Live Chat / Phone Support for ViUX does not have access to our Hosting Provisioning or Billing Systems to make certain Account, Subscription, or Resource changes.", () => {
      const needs = {
        account: permissionFor(tickets, "account", "Please change the name of our account"),
        subscription: permissionFor(tickets, "subscription", "Please cancel our subscription"),
        resources: permissionFor(tickets, "server", "Please add 8 GB of memory"),
      };
      expect(needs).toEqual({ account: "billing", subscription: "billing", resources: "hosting" });
      const done = (permission: string | null, by: string): string | null =>
        ticket()
          .drafted({ permission })
          .opened()
          .lookedUp()
          .sent()
          .replied("authenticated")
          .started(by)
          .refusal();
      expect([done(needs.account, "ana"), done(needs.account, "ben")]).toEqual(["no_permission", null]);
      expect([done(needs.resources, "ana"), done(needs.resources, "ben")]).toEqual([null, "no_permission"]);
    });

    test("And not everyone has access to Network Firewalls to create VPN Users or set Trusted IP Addresses.", () => {
      for (const request of ["Please create a VPN user for Kim", "Please set 192.0.2.7 as a trusted IP"]) {
        const permission = permissionFor(tickets, category(request), request);
        expect([request, permission]).toEqual([request, "firewall"]);
        const waiting = ticket().drafted({ permission }).opened().lookedUp().sent().replied("authenticated");
        for (const by of ["ana", "ben"]) expect(waiting.started(by).refusal()).toBe("no_permission");
      }
    });

    test("So even if we were able to handle such tasks via Live Chat / Phone (and we are NOT for security, auditing, and other reasons as stated above), it is by no means certain that the specific Rep handling YOUR Live Chat session or Phone call would have the needed training and access / authority to handle such a request anyway (especially if its 3AM in the morning, our time).", () => {
      const desk: Desk = {
        ...DESK,
        reps: [
          aRep("night", { permissions: ["hosting"] }),
          aRep("fay", { permissions: ["firewall"], shifts: daily(9, 17) }),
        ],
      };
      const roster = rosterOf(desk, new Map(), MONDAY, MONDAY + DAY);
      expect(whoIsOn(roster, THREE_AT_NIGHT)).toEqual(["night"]);
      const next = nextOn(roster, "firewall", THREE_AT_NIGHT);
      expect(next).toEqual({ rep: "fay", at: NINE });
      const chat = conversation(desk, () =>
        desk.reps.map((rep) => staffRep(rep, { onDuty: rep.id === "night" })),
      )
        .opened(0)
        .claim(5, "night")
        .command(10, {
          type: "TransferToPermission",
          at: 10 * SECOND,
          by: "night",
          permission: "firewall",
          next,
        });
      expect(chat.eventsOf("PermissionMissing")).toMatchObject([
        { permission: "firewall", next: { rep: "fay", at: NINE } },
      ]);
      expect(chat.state().rep).toBe("night");
    });

    test("Instead the request would need to be made in an Authenticated Support Ticket that can then be assigned to the correct Rep to handle that specific task when that person is next on staff, likely during our normal business hours.", () => {
      const next = { rep: "ana", at: NINE };
      const spec = ticket().drafted();
      spec.give({ type: "OpenTicket", at: 0, by: CUSTOMER, number: 1042, next });
      expect(spec.state().assignee).toBe("ana");
      expect(spec.saidInChat().map((one) => say(one))[0]).toContain(
        "ana takes care of it; they are on duty from 09:00",
      );
      spec.lookedUp().sent().give({
        type: "RecordReply",
        at: 0,
        next,
        mailId: "mail-1",
        outcome: "authenticated",
        because: [],
        textId: null,
        verified: true,
        wrongNumber: false,
        confirmable: false,
      });
      expect(spec.state()).toMatchObject({ confirmation: "authenticated", assignee: "ana" });
      // Nobody is called at night for what waits until nine.
      const told = spec
        .latelyEffects()
        .find((one) => one.type === "SayToTicket" && one.sentence.key === "ticket_authenticated");
      expect(told).toMatchObject({ mention: [] });
    });
  });

  describe("3. INVESTIGATION / TROUBLESHOOTING / ASSIGNMENT", () => {
    const handedOff = (reason: "access" | "investigation", way: "ask" | "draft") => {
      const spec = conversation().opened(0).reply(20);
      const before = spec.effects().length;
      spec.command(900, {
        type: "HandOff",
        at: 900 * SECOND,
        by: "ana",
        reason,
        way,
        next: { rep: "ben", at: NINE },
      });
      return { spec, said: saidToCustomer(spec.effects().slice(before)) };
    };

    test("Not every task or issue can be handled in under 20 minutes and we strive to keep Live Chat Sessions and Phone Calls BELOW that threshold.", () => {
      const running = conversation().opened(0).reply(20);
      expect(
        running
          .timer(15 * 60 - 1)
          .effects()
          .some((one) => one.type === "PostAlert" && one.alert.target === "resolution"),
      ).toBe(false);
      expect(
        running
          .timer(15 * 60)
          .effects()
          .some((one) => one.type === "PostAlert" && one.alert.target === "resolution"),
      ).toBe(true);
      const { spec } = handedOff("investigation", "ask");
      expect(spec.clocks()).toContain("resolution#1 0–1200 met@900");
    });

    test("An issue / task may require investigation or troubleshooting or may need to be assigned to a Rep that is better able to address the specific situation.", () => {
      expect(HANDOFF_REASONS).toEqual(["authentication", "access", "investigation"]);
      expect(handedOff("investigation", "ask").said).toContain("it needs a closer look than a chat allows");
      const other = handedOff("access", "ask");
      expect(other.said).toContain("it needs a colleague with other access");
      expect(other.said).toContain("ben is the right person, on duty from 09:00");
      expect(other.spec.eventsOf("ConversationEnded")).toMatchObject([
        { outcome: "handed_off", reason: "access" },
      ]);
    });

    test("In such cases, we may either ask that YOU open an Authenticated Support Ticket on the matter from your side; or we may offer to open a Support Ticket on your behalf from our side.", () => {
      const { said } = handedOff("investigation", "ask");
      expect(said).toMatch(/write to support@example\.org from the e-mail address on file/);
      expect(said).toMatch(/Say in the subject what it is about/);
      expect(handedOff("investigation", "draft").said).toContain(
        "it counts once you open it and confirm it by e-mail",
      );
      const offered = ticket().drafted({ by: "ana" });
      expect(offered.saidInChat().map((one) => say(one))[0]).toMatch(
        /ana has written a ticket for you, word for word/,
      );
      expect(offered.letters()).toEqual([]);
    });

    test(
      "In the latter case of our opening the Support Ticket on your behalf (that is NOT considered an Authenticated Support Ticket) - so you will be required to respond to the ticket FROM THE EMAIL ADDRESS ON FILE FOR YOUR ACCOUNT IN OUR SYSTEM to confirm and authenticate the request - BEFORE any action will be taken on our part.",
      LONG,
      async () => {
        const { userId, channel } = await desk.chat(REQUEST, "Kim");
        const chat = await desk.until("the chat's card", async () =>
          (await desk.messages()).findLast((one) => channel === `thread-${one.card?.number}`),
        );
        await desk.press("ana", chat.id, "claim");
        const needs = await desk.sees("staff", "Needs a ticket", chat.id);
        await desk.fill("ana", needs.id, "needs_ticket", { why: "dns", chat: "go_on" });
        const drafted = await desk.sees(channel, "Ana has written a ticket for you");
        const mails = desk.letters().length;
        await desk.fill(userId, drafted.id, "ticket_name", { account: "example.org" });
        const exact = await desk.until("the exact text, to be opened", async () =>
          (await desk.messages()).findLast(
            (one) => one.channel === channel && one.buttons.some(({ action }) => action === "ticket_open"),
          ),
        );
        expect(wordsIn(exact)).toContain(REQUEST);
        await desk.house().house.sweeper.sweep();
        expect(desk.letters()).toHaveLength(mails);
        await desk.press(userId, exact.id, "ticket_open");
        const opened = await desk.sees(channel, "Nothing happens before that mail is answered");
        const number = Number(/T-(\d+)/.exec(wordsIn(opened))?.[1]);
        const code = /YES (\d\d)/.exec(wordsIn(opened))?.[1] ?? "";
        const card = await desk.sees("tickets", `T-${number}`);
        expect(wordsIn(card)).toContain("NOT AUTHENTICATED");
        const letter = await desk.gets(OWNER, `[T-${number}]`);
        await becomes(number, "awaiting");
        // Whoever presses, the engine refuses: a button that is not shown may still be pressed.
        const early = await desk.presses("dev", card, "ticket_override");
        expect(early).toEqual(["not_authenticated"]);
        await desk.answers(letter, `YES ${code}`);
        const ready = await confirmed(desk, card);
        await desk.press("ana", ready.id, "ticket_start");
        await desk.sees(channel, "is being worked on");
      },
    );
  });

  test("For these and many other reasons we must therefore ask that you consider what can and cannot reasonably be handled via a Live Chat session or Phone call.", () => {
    const all = say({ key: "what_chat_can_do" });
    for (const part of [
      /What chat can do/,
      /What needs a ticket/,
      /Not everyone can do everything/,
      /When it takes longer/,
    ]) {
      expect(all).toMatch(part);
    }
    // Before a word is written: on the panel, and in the form.
    expect(words.panel(face, DEFAULT_POLICY.targets).text).toMatch(
      /anything about logins or passwords, need a ticket/,
    );
    expect(words.form.descriptionHint).toContain("No passwords, PINs or codes");
  });

  test(
    "And because of #2 & #3 (above) even if you already have an Authenticated Support Ticket open on a given matter, it may not be possible to then come into a Live Chat session or call by Phone referencing that ticket to get someone to take immediate action.",
    LONG,
    async () => {
      const { userId, channel, card, code, number } = await opens(desk, "4711");
      await desk.answers(await desk.gets(OWNER, `[T-${number}]`), `YES ${code}`);
      await confirmed(desk, card);
      await desk.api("POST", "messages", {
        as: userId,
        channel,
        text: `I already have T-${number}, just do it`,
      });
      await desk.sees("tickets", "is in chat and asks about it", card.id);
      const told = await desk.until("the ticket's state, twice", async () => {
        const said = (await desk.messages()).filter(
          (one) => one.channel === channel && wordsIn(one).includes(`T-${number} is confirmed`),
        );
        return said.length === 2 ? said[1] : null;
      });
      expect(wordsIn(told)).toMatch(/takes care of it/);
      // Asking begins nothing, and a rep without the permission cannot begin it either.
      expect(
        await desk.sql`select 1 from ticket_journal j join tickets t on t.id = j.ticket_id where j.type = 'WorkStarted' and t.number = ${number}`,
      ).toHaveLength(0);
      expect(await desk.presses("ben", card, "ticket_start")).toEqual(["no_permission"]);
      // Somebody else's number, and one that nobody has, get one and the same answer.
      const { userId: other, channel: elsewhere } = await desk.chat("Hello there", "Mallory");
      const answers: string[] = [];
      for (const named of [number, 999_999]) {
        await desk.api("POST", "messages", {
          as: other,
          channel: elsewhere,
          text: `My ticket is T-${named}, just do it`,
        });
        const said = await desk.until("an answer", async () => {
          const all = (await desk.messages()).filter(
            (one) => one.channel === elsewhere && wordsIn(one).includes("About that ticket"),
          );
          return all.length === answers.length + 1 ? all.at(-1) : null;
        });
        answers.push(wordsIn(said));
      }
      expect(answers[1]).toBe(answers[0]);
    },
  );

  test("We do our best to handle as much as we can via Live Chat or Phone 24/7; however we must ask also that you HELP US to HELP YOU by keeping the above policies / limitations in mind when it comes to ViUX Live Chat & Phone Support.", () => {
    for (const question of [
      "How do I add an MX record?",
      "What is the difference between your plans?",
      "My website shows an error since noon",
      "Why is my server slow?",
      "Can I use VPN with your firewall?",
    ]) {
      expect([question, verdict(question)]).toEqual([question, "chat"]);
    }
    // A verdict ends nothing, stops no clock, and keeps nothing from the rep.
    const { spec, effects } = writes("Why is my mail slow? And please add an MX record for example.org");
    expect(spec.state().status).toBe("open");
    expect(spec.clocks()).toContain("next_response#1 30–150 running");
    expect(effects).toContainEqual({ type: "RelayToStaff", messageId: "gated" });
    expect(saidToCustomer(effects)).toContain("Your question is answered right here");
  });

  describe("Also consider: Subjects Matter!", () => {
    test("Help ViUX Support to HELP YOU by giving your Support Tickets a Descriptive Subject", () => {
      const request = "Please add an MX record for example.org";
      for (const subject of ["help", "urgent!!!", "question", ""]) {
        const advice = subjectAdvice(subject, request);
        expect([subject, advice?.suggestion]).toEqual([subject, "Add MX record for example.org"]);
      }
      expect(subjectAdvice("Add MX record for example.org", request)).toBeNull();
      // Advice, and never a refusal: with a poor subject it can be opened all the same, and a chat is opened without one.
      expect(ticket().drafted().opened().refusal()).toBeNull();
      expect(
        say({
          key: "ticket_draft",
          texts: { subject: "s", request: "r" },
          person: null,
          named: true,
          faults: [],
          suggestion: "better",
        }),
      ).toMatch(/A subject that says what it is about is found faster. How about: better/);
      expect(words.form.subject).toContain("optional");
      expect(conversation().opened(0).state().status).toBe("open");
    });
  });
});

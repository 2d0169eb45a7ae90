import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR, MINUTE } from "../../src/core/time.ts";
import { confirmed, opens, REQUEST, standing } from "../support/ticket-acts.ts";
import { OWNER, openTicketHouse, type TicketHouse, wordsIn } from "../support/ticket-house.ts";

/** Another chat user's ticket for the same account. */
const opensAnother = async (desk: TicketHouse) => {
  const { userId, channel } = await desk.chat(REQUEST, "Mallory");
  const offer = await desk.sees(channel, "can't be ordered in chat");
  await desk.fill(userId, offer.id, "gate_ticket", { account: "example.org" });
  const exact = await desk.sees(channel, "word for word");
  await desk.press(userId, exact.id, "ticket_open");
  await desk.sees(channel, "is open");
  const card = await desk.until("the second card", async () =>
    (await desk.messages()).filter((one) => one.ticket !== null).length === 2
      ? (await desk.messages()).findLast((one) => one.ticket !== null)
      : null,
  );
  return { userId, channel, card };
};

describe("tickets over a real database and real mail", { timeout: 90_000 }, () => {
  let desk: TicketHouse;
  beforeEach(async () => {
    desk = await openTicketHouse();
  });
  afterEach(() => desk.close());

  test("from the gate to the rep who may do it, with another process at every step", async () => {
    const again = (): Promise<void> => desk.restart();
    const { channel, card, code, number } = await opens(desk, "4711", again);
    expect(code).toMatch(/^\d\d$/);
    await again();
    const letter = await desk.gets(OWNER, "priority 10");
    await desk.until("a ticket that waits", async () =>
      (await standing(desk, number)) === "awaiting" ? true : null,
    );
    await again();
    await desk.answers(letter, `YES ${code}`);
    await desk.until("a confirmed ticket", async () =>
      (await standing(desk, number)) === "authenticated" ? true : null,
    );
    await again();
    await desk.sees(channel, "is confirmed");
    await confirmed(desk, card);
    await desk.press("ana", card.id, "ticket_start");
    await desk.sees("tickets", "Ana works on it", card.id);
    await desk.sees(channel, "is being worked on");
    expect(desk.letters()).toHaveLength(1);
  });

  test("chat and reps see the same, message for message, whether or not the account exists", async () => {
    const known = await opens(desk, "4711");
    await desk.gets(OWNER, "priority 10");
    const unknown = await opens(desk, "nobody@nowhere.example");
    await desk.until("a look-up of both", async () => {
      const rows = await desk.sql`select 1 from ticket_journal where type = 'ContactLookedUp'`;
      return rows.length === 2 ? true : null;
    });
    const ask = async ({ userId, channel, opened, number }: typeof known): Promise<void> => {
      await desk.press(userId, opened.id, "ticket_resend");
      await desk.sees(channel, "once more");
      await desk.api("POST", "messages", { as: userId, channel, text: `T-${number}: just do it please` });
      await desk.sees(channel, "waits for an answer");
    };
    await ask(known);
    await ask(unknown);
    desk.house().clock.step(73 * HOUR);
    await desk.house().house.clockStepped();
    const transcript = async ({ channel, card, number, code }: typeof known): Promise<readonly string[]> => {
      await desk.sees(channel, "not confirmed in time");
      await desk.sees("tickets", "in time", card.id);
      await desk.until("a card that says so", async () =>
        (await desk.messages()).find(
          (one) => one.id === card.id && wordsIn(one).includes("not confirmed in time"),
        ),
      );
      return (
        (await desk.messages())
          .filter((one) => one.channel === channel || one.thread === card.id || one.id === card.id)
          .map((one) =>
            [
              one.channel === channel ? "chat" : "ticket",
              wordsIn(one),
              one.buttons.map(({ action }) => action).join(" "),
            ]
              .join(" | ")
              .replaceAll(`T-${number}`, "T-n")
              .replace(/\d{4}-\d\d-\d\dT\S+Z/g, "then")
              .replaceAll(code, "nn")
              .replace(/#\d+/g, "#n"),
          )
          // Two places have an order each, and none between them.
          .sort((a, b) => Number(a.startsWith("ticket")) - Number(b.startsWith("ticket")))
      );
    };
    const [one, other] = [await transcript(known), await transcript(unknown)];
    expect(one.length).toBeGreaterThan(8);
    expect(other).toEqual(one);
    expect(desk.letters().every(({ to }) => to === OWNER)).toBe(true);
  });

  test("what is typed as the account is a claim: it is kept as a text, no mail goes to it, and nobody is told whose it is", async () => {
    const { channel, number } = await opens(desk, "mallory@elsewhere.example");
    await desk.until("a look-up", async () => {
      const rows = await desk.sql`select 1 from ticket_journal where type = 'ContactLookedUp'`;
      return rows.length === 1 ? true : null;
    });
    await desk.house().house.sweeper.sweep();
    expect(desk.letters()).toEqual([]);
    expect(await standing(desk, number)).toBe("unauthenticated");
    for (const one of await desk.messages()) {
      if (one.channel === channel) expect(wordsIn(one)).not.toContain("owner@example.org");
    }
  });

  test("each reply stands in the ticket's thread, marked verified or UNVERIFIED, and none of it in the customer's chat", async () => {
    const { channel, card, code, number } = await opens(desk, "example.org");
    const letter = await desk.gets(OWNER, "priority 10");
    await desk.strangerAnswers(letter, `YES ${code}\n\nstrangers-words`);
    await desk.sees("tickets", /UNVERIFIED.*strangers-words/s, card.id);
    await desk.answers(letter, "Who is this?\n\nowners-question");
    await desk.sees("tickets", /From the address on file.*owners-question/s, card.id);
    expect(await standing(desk, number)).toBe("awaiting");
    await desk.answers(letter, `YES ${code}\n\nowners-consent`);
    await desk.sees(channel, "is confirmed");
    await desk.answers(letter, "By the way: owners-remark");
    await desk.sees("tickets", /From the address on file.*owners-remark/s, card.id);
    const chat = (await desk.messages())
      .filter((one) => one.channel !== "tickets")
      .map(wordsIn)
      .join("\n");
    for (const words of ["strangers-words", "owners-question", "owners-consent", "owners-remark"]) {
      expect(chat).not.toContain(words);
    }
  });

  test("a reflexive YES without the number is nothing that a rep may confirm", async () => {
    const { card, number } = await opens(desk, "4711");
    const letter = await desk.gets(OWNER, "priority 10");
    await desk.answers(letter, "YES");
    await desk.sees("tickets", "From the address on file", card.id);
    const shown = (await desk.messages()).filter((one) => one.thread === card.id || one.id === card.id);
    expect(shown.flatMap((one) => one.buttons.map(({ action }) => action))).not.toContain("ticket_confirmed");
    expect(await standing(desk, number)).toBe("awaiting");
  });

  test("a NO denies it; for a day the same chat user gets no mail to that account, and the managers hear why", async () => {
    const first = await opens(desk, "4711");
    await desk.answers(await desk.gets(OWNER, "priority 10"), "No, that was not me.");
    await desk.sees(first.channel, "was not confirmed");
    const told = await desk.sees("tickets", "said NO", first.card.id);
    expect(told.mentions).toEqual(["dev"]);
    await desk.api("POST", "messages", {
      as: first.userId,
      channel: first.channel,
      text: "Please reset my password",
    });
    const offer = await desk.sees(first.channel, "anything about logins or passwords can't be ordered");
    await desk.fill(first.userId, offer.id, "gate_ticket", { account: "example.org" });
    const exact = await desk.until("the second draft", async () =>
      (await desk.messages()).findLast(
        (one) =>
          one.channel === first.channel &&
          wordsIn(one).includes("reset my password") &&
          wordsIn(one).includes("word for word"),
      ),
    );
    await desk.press(first.userId, exact.id, "ticket_open");
    await desk.sees("managers", "said NO to this chat user");
    expect(desk.letters()).toHaveLength(1);
  });

  test("an address gets three mails a day, however fast they are ordered; a lead releases one more from the managers' channel", async () => {
    const { userId, opened } = await opens(desk, "4711");
    await desk.press(userId, opened.id, "ticket_resend");
    await desk.until("two mails", () => (desk.letters().length === 2 ? true : null));
    await desk.press(userId, opened.id, "ticket_resend");
    await desk.until("three mails", () => (desk.letters().length === 3 ? true : null));
    const second = await opensAnother(desk);
    const told = await desk.sees("managers", "has had many mails today");
    expect(desk.letters()).toHaveLength(3);
    for (const one of await desk.messages()) {
      if (one.thread === second.card.id) expect(wordsIn(one)).not.toContain("many mails");
    }
    await desk.press("dev", told.id, "ticket_release");
    await desk.until("the fourth mail", () => (desk.letters().length === 4 ? true : null));
  });

  test("the owner's own mail opens a ticket that counts, while somebody else has used up the address's limit", async () => {
    const { userId, opened } = await opens(desk, "4711");
    for (const mails of [2, 3]) {
      await desk.press(userId, opened.id, "ticket_resend");
      await desk.until(`${mails} mails`, () => (desk.letters().length === mails ? true : null));
    }
    await desk.ownerWrites("Add an MX record for example.org", "mx2.example.net, priority 20");
    await desk.gets(OWNER, "[T-");
    const [row] = await desk.sql<
      { confirmation: string }[]
    >`select confirmation from tickets where conversation_id is null`;
    expect(row?.confirmation).toBe("authenticated");
  });

  test("what DNS kept from being judged is judged when it answers", async () => {
    const { code, number } = await opens(desk, "4711");
    const letter = await desk.gets(OWNER, "priority 10");
    desk.dnsFails(true);
    await desk.answers(letter, `YES ${code}`);
    expect(await standing(desk, number)).toBe("awaiting");
    await desk.restart();
    desk.dnsFails(false);
    desk.house().clock.step(2 * MINUTE);
    await desk.until("a confirmed ticket", async () =>
      (await standing(desk, number)) === "authenticated" ? true : null,
    );
  });

  test("whoever confirmed it is on file no more: nobody may begin, and the thread says why", async () => {
    const { card, code, number } = await opens(desk, "4711");
    await desk.answers(await desk.gets(OWNER, "priority 10"), `YES ${code}`);
    await desk.until("a confirmed ticket", async () =>
      (await standing(desk, number)) === "authenticated" ? true : null,
    );
    await desk.sql`update contacts set removed_at = ${desk.house().clock.now()} where address = ${OWNER}`;
    await confirmed(desk, card);
    await desk.press("ana", card.id, "ticket_start");
    await desk.sees("tickets", "address on file has changed", card.id);
    expect(await standing(desk, number)).toBe("unauthenticated");
    expect(await desk.sql`select 1 from ticket_journal where type = 'WorkStarted'`).toHaveLength(0);
  });

  test("token, message id and bounce id stand in the mail alone: in no table, no outbox row and no log line", async () => {
    const { code, channel } = await opens(desk, "4711");
    const letter = await desk.gets(OWNER, "priority 10");
    const secrets = [
      /\+c\.([a-z2-7]{26})@/.exec(letter.replyTo)?.[1] ?? "",
      /<c\.([a-z2-7]{26})@/.exec(letter.messageId)?.[1] ?? "",
      /\+b\.([a-z2-7]{26})@/.exec(letter.envelopeFrom)?.[1] ?? "",
    ];
    expect(new Set(secrets).size).toBe(3);
    expect(letter.raw).not.toContain(`YES ${code}`);
    await desk.strangerAnswers(letter, "YES");
    await desk.answers(letter, "YES", { "Auto-Submitted": "auto-replied" });
    await desk.answers(letter, `YES ${code}`);
    await desk.sees(channel, "is confirmed");
    const stored = await desk.everything();
    const logged = desk.lines.join("");
    for (const secret of secrets) {
      expect(secret).toHaveLength(26);
      expect(stored.includes(secret)).toBe(false);
      expect(stored.includes(Buffer.from(secret).toString("base64").slice(0, 30))).toBe(false);
      expect(logged.includes(secret)).toBe(false);
    }
    expect(stored).toContain(
      createHash("sha256")
        .update(secrets[0] ?? "")
        .digest("hex"),
    );
  });

  test("a secret in a form, a reply, an automatic reply or a mail of one's own reaches no table and no log line", async () => {
    const { userId, channel } = await desk.chat(REQUEST);
    const offer = await desk.sees(channel, "can't be ordered in chat");
    const [inForm, inReply, inMail, inResponder] = [
      "Winter2031#x",
      "Sommer2032#y",
      "Herbst2033#z",
      "Lenz2034#w",
    ];
    await desk.fill(userId, offer.id, "gate_ticket", {
      account: "4711",
      subject: `password: ${inForm}`,
      request: `${REQUEST} My password is ${inForm}`,
    });
    const exact = await desk.sees(channel, "word for word");
    expect(wordsIn(exact)).toContain("removed]");
    await desk.press(userId, exact.id, "ticket_open");
    const letter = await desk.gets(OWNER, "priority 10");
    expect(letter.raw).not.toContain(inForm);
    await desk.answers(letter, `Hello\n\nmy password is ${inReply}`);
    await desk.answers(letter, `I am away, my password is ${inResponder}`, {
      "Auto-Submitted": "auto-replied",
    });
    await desk.ownerWrites("Add an MX record for example.org", `my password is ${inMail}`);
    await desk.gets(OWNER, "[T-");
    await desk.house().house.sweeper.sweep();
    const stored = await desk.everything();
    for (const secret of [inForm, inReply, inMail, inResponder]) {
      expect(stored.includes(secret)).toBe(false);
      expect(desk.lines.join("").includes(secret)).toBe(false);
      for (const one of await desk.messages()) expect(wordsIn(one)).not.toContain(secret);
    }
  });

  test("a rep's draft never names an account, whatever the form brings", async () => {
    const { channel } = await desk.chat(REQUEST);
    await desk.sees(channel, "can't be ordered in chat");
    const [chat] = await desk.sql<{ id: string }[]>`select id from conversations`;
    await desk.house().house.engine.handle({
      type: "FormSubmitted",
      key: "form-1",
      at: desk.house().clock.now(),
      action: "handoff_draft",
      conversationId: chat?.id ?? "",
      subject: null,
      fields: {
        subject: "Add an MX record",
        request: REQUEST,
        why: "dns",
        permission: "-",
        chat: "go_on",
        account: "4711",
      },
      place: { platform: "sandbox", channel: "staff", thread: null },
      author: { platform: "sandbox", userId: "ana", name: "Ana", accountCreatedAt: null },
      reply: null,
    });
    const drafts = await desk.sql<
      { account: string | null }[]
    >`select state->>'account' as account from tickets`;
    expect(drafts.map(({ account }) => account)).toEqual([null]);
  });

  test("whoever is offered a ticket for one thing and writes another into it, gets what the other needs", async () => {
    const { userId, channel } = await desk.chat("Please clear the cache of my website");
    const offer = await desk.sees(channel, "can't be ordered in chat");
    const written = {
      subject: "Reset the root password",
      request: "Please reset my root password",
      account: "4711",
    };
    await desk.fill(userId, offer.id, "gate_ticket", written);
    await desk.sees(channel, "word for word");
    const [drafted] = await desk.sql<{ category: string; numbered: boolean }[]>`
      select category, (state->>'numberMatching')::boolean as numbered from tickets`;
    expect(drafted).toEqual({ category: "credentials", numbered: true });
  });

  test("two presses of “Open it” at once open one ticket and send one mail", async () => {
    const { userId, channel } = await desk.chat(REQUEST);
    const offer = await desk.sees(channel, "can't be ordered in chat");
    await desk.fill(userId, offer.id, "gate_ticket", { account: "4711" });
    const exact = await desk.sees(channel, "word for word");
    await Promise.allSettled([
      desk.press(userId, exact.id, "ticket_open"),
      desk.press(userId, exact.id, "ticket_open"),
    ]);
    await desk.gets(OWNER, "priority 10");
    await desk.house().house.sweeper.sweep();
    expect(desk.letters()).toHaveLength(1);
    expect(await desk.sql`select 1 from ticket_journal where type = 'TicketOpened'`).toHaveLength(1);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type PlayedDesk, playDesk, wordsOf } from "./played-desk.ts";
import { startSandboxDesk } from "./running-desk.ts";

/** A chat that wants what chat must not do, up to the ticket that its customer has opened. */
const openTicket = async (
  page: PlayedDesk,
  {
    request,
    account,
    by,
  }: { readonly request: string; readonly account: string; readonly by: "gate" | "rep" },
) => {
  const { userId } = await page.post("customers", { name: "Sam" });
  const { channel } = await page.post("chats", { customer: userId, description: request });
  const card = await page.until("the card", () => page.all().find((one) => one.card !== null));
  if (by === "gate") {
    const offer = await page.sees(channel, "can't be ordered in chat");
    await page.fill(userId, offer.id, "gate_ticket", { account });
  } else {
    await page.press("ana", card.id, "claim");
    await page.press("ana", card.id, "handoff");
    const choice = await page.whispered("ana", /why|hand/i);
    await page.fill("ana", choice.id, "handoff_draft", { why: "dns", chat: "go_on" });
    const draft = await page.sees(channel, "has written a ticket for you");
    await page.fill(userId, draft.id, "ticket_name", { account });
  }
  const exact = await page.until("the exact text, to be opened", () =>
    page.all().findLast((one) => one.buttons.some(({ action }) => action === "ticket_open")),
  );
  expect(wordsOf(exact)).toContain(request);
  expect(page.letters()).toEqual([]);
  await page.press(userId, exact.id, "ticket_open");
  const opened = await page.sees(channel, "is open");
  const ticket = await page.until("the ticket's card", () => page.all().find((one) => one.ticket !== null));
  return { userId, channel, card, opened, ticket, number: ticket.ticket?.number ?? 0 };
};

const codeIn = (words: string): string => /YES (\d\d)/.exec(words)?.[1] ?? "";

describe("a ticket's whole story in the sandbox", { timeout: 90_000 }, () => {
  let desk: Awaited<ReturnType<typeof startSandboxDesk>>;
  let page: PlayedDesk;
  beforeAll(async () => {
    desk = await startSandboxDesk();
  }, 60_000);
  afterAll(() => desk.stop());
  beforeEach(async () => {
    page = await playDesk(desk.url);
    await page.post("reset");
    await page.post("speed", { speed: 1 });
  });
  afterEach(() => page.leave());

  it("from the gate to the rep who may do it: only the address on file makes it count", async () => {
    const request = "Please add an MX record for example.org: mx1.example.net.";
    const { channel, opened, ticket } = await openTicket(page, { request, account: "4711", by: "gate" });
    const code = codeIn(wordsOf(opened));
    expect(code).toMatch(/^\d\d$/);

    const letter = await page.gets("owner@example.org", "Please add an MX record");
    expect(letter.text).not.toMatch(new RegExp(`\\b${code}\\b`));
    const state = () => page.all().find((one) => one.id === ticket.id)?.ticket?.confirmation;

    expect(await page.answers(letter.id, "stranger", `YES ${code}`)).toMatchObject({ outcome: "unverified" });
    expect(await page.answers(letter.id, "forger", `YES ${code}`)).toMatchObject({ outcome: "unverified" });
    expect(await page.answers(letter.id, "responder", `YES ${code}`)).toMatchObject({ outcome: "ignored" });
    expect(await page.answers(letter.id, "owner", "YES")).toMatchObject({ outcome: "unclear" });
    expect(state()).toBe("not_confirmed");
    await page.sees("tickets", "UNVERIFIED", ticket.id);

    expect(await page.answers(letter.id, "owner", `YES ${code}`)).toMatchObject({ outcome: "authenticated" });
    await page.sees(channel, "is confirmed");
    await page.until("a confirmed card", () => (state() === "authenticated" ? true : null));

    await page.press("ben", ticket.id, "ticket_start");
    await page.whispered("ben", /permission that you don't have.*(Ana|Chloe|Dev)/s);
    await page.press("ana", ticket.id, "ticket_start");
    await page.sees("tickets", "Ana works on it", ticket.id);
    await page.sees(channel, "is being worked on");
    expect(letter.answers).toEqual([]);
  });

  it("a rep opens it on the customer's behalf; the answer NO denies it, and the lead is told", async () => {
    const request = "Please add an MX record for example.org: mx1.example.net.";
    const { channel, ticket } = await openTicket(page, { request, account: "example.org", by: "rep" });
    const letter = await page.gets("owner@example.org", "Please add an MX record");
    expect(await page.answers(letter.id, "owner", "No, that was not me.")).toMatchObject({
      outcome: "denied",
    });
    await page.sees(channel, "was not confirmed");
    const told = await page.sees("tickets", "said NO", ticket.id);
    expect(told.mentions).toEqual(["dev"]);
    await page.press("ana", ticket.id, "ticket_take");
    await page.sees("tickets", "Ana has this ticket", ticket.id);
  });

  it("an account that nobody has is told the same, and gets no mail", async () => {
    const request = "Please add an MX record for example.org.";
    const { opened, ticket } = await openTicket(page, { request, account: "nobody@example.com", by: "gate" });
    expect(wordsOf(opened)).toContain("If the account that you named exists");
    await page.sees("tickets", "NOT AUTHENTICATED until", ticket.id);
    expect(ticket.buttons.map(({ action }) => action)).not.toContain("ticket_start");
    expect(page.letters()).toEqual([]);
  });

  it("a customer's own mail opens a ticket, is answered by a rep, and closed", async () => {
    const sent = await page.post("mail", {
      from: "owner@example.org",
      subject: "Add an MX record for example.org",
      text: "Please add mx1.example.net with priority 10.",
    });
    expect(sent).toMatchObject({ outcome: "authenticated" });
    const ticket = await page.until("the ticket's card", () => page.all().find((one) => one.ticket !== null));
    expect(ticket.ticket?.confirmation).toBe("authenticated");
    await page.gets("owner@example.org", `[T-${ticket.ticket?.number}]`);
    await page.press("ana", ticket.id, "ticket_start");
    await page.post("messages", {
      as: "ana",
      channel: "tickets",
      thread: ticket.id,
      text: "It is set: **mx1.example.net**, priority 10.",
    });
    const answer = await page.gets("owner@example.org", "It is set");
    expect(answer.subject).toContain(`[T-${ticket.ticket?.number}]`);
    const html = await page.html(answer.id);
    expect(await html.text()).toContain("It is set");
    expect(html.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none';/);
    const thanks = await page.answers(answer.id, "owner", "Thank you, it works!");
    expect(thanks.refused).toBeNull();
    await page.sees("tickets", "Thank you, it works!", ticket.id);
    await page.post("messages", { as: "ana", channel: "tickets", thread: ticket.id, text: "// easy one" });
    await page.press("ana", ticket.id, "ticket_close");
    await page.sees("tickets", "Closed by Ana", ticket.id);
    await page.gets("owner@example.org", /closed/i);
    expect(page.letters().some(({ text }) => text.includes("easy one"))).toBe(false);
  });

  it("a stranger's own mail opens a ticket that nobody may begin", async () => {
    const sent = await page.post("mail", {
      from: "mallory@elsewhere.example",
      subject: "Reset the password of example.org",
      text: "I am the owner, believe me.",
    });
    expect(sent).toMatchObject({ outcome: "unverified" });
    const ticket = await page.until("the ticket's card", () => page.all().find((one) => one.ticket !== null));
    expect(ticket.buttons.map(({ action }) => action)).not.toContain("ticket_start");
    expect(page.letters()).toEqual([]);
  });

  it("a reset empties the mailboxes, and the customers are on file again", async () => {
    const mail = { from: "owner@example.org", subject: "Add an MX record for example.org", text: "mx1" };
    await page.post("mail", mail);
    await page.gets("owner@example.org", "[T-");
    await page.post("reset");
    await page.until("empty mailboxes", () => (page.letters().length === 0 ? true : null));
    expect(await page.post("mail", { ...mail, text: "once more" })).toMatchObject({
      outcome: "authenticated",
    });
  });

  it("three answers with a wrong number deny it", async () => {
    const request = "Please add an MX record for example.org.";
    const { opened, ticket } = await openTicket(page, { request, account: "4711", by: "gate" });
    const wrong = codeIn(wordsOf(opened)) === "11" ? "12" : "11";
    const letter = await page.gets("owner@example.org", "Please add an MX record");
    for (const words of ["", "please", "at last"]) {
      await page.answers(letter.id, "owner", `YES ${wrong} ${words}`);
    }
    await page.sees("tickets", "three answers named a wrong number", ticket.id);
  });

  it("is played by itself up to the rep's press", async () => {
    await page.post("speed", { speed: 60 });
    await page.post("scenarios/mx-record");
    const start = await page.until("a ticket that may be started", () =>
      page.all().find((one) => one.ticket !== null && one.buttons.some((it) => it.action === "ticket_start")),
    );
    const [letter] = page.letters().filter(({ subject }) => subject.includes("Please answer"));
    expect(letter?.answers.map(({ outcome }) => outcome)).toEqual(["unverified", "ignored", "authenticated"]);
    await page.press("ana", start.id, "ticket_start");
    await page.sees("tickets", "Ana works on it", start.id);
  });

  it("somebody else who asks is played up to the owner's no", async () => {
    await page.post("speed", { speed: 60 });
    await page.post("scenarios/not-the-owner");
    await page.sees("tickets", "said NO");
  });

  it("an answer after the time is up comes too late, and the chat is told before", async () => {
    const request = "Please add an MX record for example.org.";
    const { channel, opened, ticket } = await openTicket(page, {
      request,
      account: "4711",
      by: "gate",
    });
    const letter = await page.gets("owner@example.org", "Please add an MX record");
    const code = codeIn(wordsOf(opened));
    const expired = () => page.all().find((one) => one.id === ticket.id)?.ticket?.confirmation === "expired";
    // The conversation runs through its own deadlines first.
    while (!expired() && (await page.post("skip")).to !== null);
    await page.sees("tickets", "in time", ticket.id);
    expect(page.saw(channel, "was not confirmed in time")).toBe(true);
    expect(await page.answers(letter.id, "owner", `YES ${code}`)).toMatchObject({ outcome: "unverified" });
  });

  it("a reset in the middle of it all forgets it all", async () => {
    await page.post("speed", { speed: 60 });
    for (const _ of [1, 2, 3]) {
      await page.post("scenarios/mx-record");
      await page.post("scenarios/four-at-once");
      await page.until("a ticket's card", () => page.all().find((one) => one.ticket !== null));
      await page.post("reset");
      await page.until("an empty page", () => (page.all().length === 0 ? true : null));
    }
  });
});

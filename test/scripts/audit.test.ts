import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readTicketStory, type TicketStory } from "../../db/ticket-story.ts";
import { explainTicket } from "../../src/explain/explain-ticket.ts";
import { createSteppableClock } from "../../src/main/clock.ts";
import type { StoredTicket } from "../../src/ports-tickets.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type MailedDesk, startMailedDesk } from "../support/mailed-desk.ts";
import { runScript } from "./run-script.ts";

const REQUEST =
  "Please add an MX record for good.example:\nmx1.example.net, priority 10, and tell me when it is done.";

describe("npm run audit", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskclock-audit-"));
  let database: TestDatabase;
  let desk: MailedDesk;
  let ticket: StoredTicket;

  beforeAll(async () => {
    database = await createTestDatabase();
    desk = await startMailedDesk({
      databaseUrl: database.url,
      clock: createSteppableClock(),
      numberMatching: ["dns"],
    });
    ticket = await desk.opens(REQUEST);
    const letter = await desk.letter("confirmation");
    await desk.becomes(ticket, "awaiting");
    await desk.presses("ana", "ticket_start", ticket.id);
    await desk.answers(letter, "YES", "stranger");
    await desk.answers(letter, "Maybe tomorrow?");
    const code = await desk.store.sql`select text from ticket_texts where kind = 'code'`;
    await desk.answers(letter, `YES ${code[0]?.["text"]}`);
    await desk.becomes(ticket, "authenticated");
    await desk.presses("ana", "ticket_start", ticket.id);
    await desk.writes("ana", ticket, "It is set.");
    await desk.letter("answer");
    await desk.rests();
    await desk.presses("ana", "ticket_close", ticket.id);
    await desk.rests();
  });
  afterAll(async () => {
    await desk.stop();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const story = async (): Promise<TicketStory> => {
    const found = await readTicketStory(database.url, 1001);
    if (!("journal" in found)) throw new Error("expected the ticket's story");
    return found;
  };
  const told = async (zone: string | null = null): Promise<string> =>
    explainTicket(await story(), { json: false, zone });
  const exported = async () => JSON.parse(explainTicket(await story(), { json: true, zone: null }));

  test("tells who asked, in which words, what was mailed, what came back, why it counted, and who acted", async () => {
    const words = (await told()).split("\n");
    expect(words[0]).toBe("T-1001, asked for in conversation #1001: closed, authenticated.");
    const order = [
      "Anna (sandbox anna) wrote it for the chat of Anna (sandbox anna)",
      "        | mx1.example.net, priority 10, and tell me when it is done.",
      "Anna (sandbox anna) saw the exact words and opened it as T-1001",
      "looked up: there is a contact on file",
      "a mail to the address on file was ordered",
      "the mail was taken by the mail server; it counts until",
      "ana (sandbox ana) pressed ticket start, which was refused: not authenticated",
      "an answer was judged unverified: C3",
      "an answer was judged unclear: C0–C4",
      "        | Maybe tomorrow?",
      "an answer was judged authenticated: C0–C4",
      "authenticated by the answer from the address on file",
      "ana (sandbox ana) started work",
      "ana (sandbox ana) answered by mail",
      "        | It is set.",
      "ana (sandbox ana) closed it",
    ];
    const found = order.map((part) => words.findIndex((line) => line.includes(part)));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
  });

  test("says every word once, and moments in one more zone where it is asked to", async () => {
    const words = await told("Europe/Berlin");
    expect(words.split("tell me when it is done.")).toHaveLength(2);
    expect(words).toMatch(/UTC \(\d{4}-.* CES?T\) {2}\+00:00\.000/);
  });

  test("shows no token, no address of the desk's and no number that confirms", async () => {
    const code = await desk.store.sql`select id, text from ticket_texts where kind = 'code'`;
    expect(code).toHaveLength(1);
    for (const said of [await told(), JSON.stringify(await exported())]) {
      expect(said).not.toMatch(/@hosting\.example|token|[0-9a-f]{64}/i);
      expect(said).not.toContain(`"kind":"code"`);
    }
    expect((await story()).texts.has(String(code[0]?.["id"]))).toBe(false);
  });

  test("exports one object, with texts and people resolved", async () => {
    const object = await exported();
    expect(object).toMatchObject({
      ticket: "T-1001",
      desk: "support",
      conversation: 1001,
      status: "closed",
      confirmation: "authenticated",
      customer: { platform: "sandbox", userId: "anna", name: "Anna" },
    });
    const [first] = object.events;
    expect(first).toMatchObject({
      type: "TicketDrafted",
      by: { userId: "anna" },
      texts: [
        { kind: "subject", text: "Add an MX record for good.example" },
        { kind: "request", text: REQUEST },
        { kind: "account", text: "good.example" },
      ],
    });
    expect(object.events.at(-1)).toMatchObject({ type: "TicketClosed", by: { userId: "ana" } });
    expect(object.mails.map((mail: { readonly outcome: string }) => mail.outcome)).toEqual([
      "unverified",
      "unclear",
      "authenticated",
    ]);
  });

  test("as a command prints both, and says what to do about a ticket that is not there", async () => {
    const env = { DATABASE_URL: database.url, DATA_DIR: folder };
    const [words, json, unknown, none, usage, zone] = await Promise.all([
      runScript("audit.ts", ["T-1001"], env),
      runScript("audit.ts", ["1001", "--json"], env),
      runScript("audit.ts", ["T-7"], env),
      runScript("audit.ts", ["MX"], env),
      runScript("audit.ts", [], env),
      runScript("audit.ts", ["T-1001", "--zone", "Mars"], env),
    ]);
    expect(words).toMatchObject({ code: 0, err: "", out: `${await told()}\n` });
    expect(JSON.parse(json?.out ?? "")).toEqual(await exported());
    expect(unknown).toMatchObject({ code: 1, out: "" });
    expect(unknown?.err).toContain("there is no T-7. The newest is T-1001.");
    expect(none?.err).toContain('Expected a ticket\'s number, such as T-1042; got "MX".');
    expect(usage?.err).toMatch(/^Usage:/);
    expect(zone?.err).toContain("--zone: expected an IANA time zone");
  });

  test("shows what retention has emptied, and whom it has, as erased", async () => {
    await desk.store.sql`update ticket_texts set text = '' where kind = 'request'`;
    await desk.store.sql`delete from ticket_texts where kind = 'reply'`;
    await desk.store.sql`update people set name = '' where user_id = 'anna'`;
    const words = await told();
    expect(words).toContain("somebody (erased) wrote it for the chat of somebody (erased)");
    expect(words).toContain("      request:\n        | (erased)");
    expect(words).toContain("      reply:\n        | (erased)");
    expect(words).not.toMatch(/mx1|Anna/);
    const object = await exported();
    expect(object.events[0].texts[1]).toEqual({ kind: "request", text: null });
    expect(object.customer).toMatchObject({ name: null });
  });
});

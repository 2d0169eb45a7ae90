import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR } from "../../src/core/time.ts";
import { createSteppableClock, type SteppableClock } from "../../src/main/clock.ts";
import type { StoredTicket } from "../../src/ports-tickets.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type MailedDesk, startMailedDesk } from "../support/mailed-desk.ts";
import { runScript, type Told } from "./run-script.ts";

describe("npm run mail:check -- --ticket", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskclock-mail-check-ticket-"));
  let clock: SteppableClock;
  let database: TestDatabase;
  let desk: MailedDesk;
  let ticket: StoredTicket;
  let strangers: string;

  const check = (...args: readonly string[]): Promise<Told> =>
    runScript("mail-check.ts", args, { DATABASE_URL: database.url, DATA_DIR: folder });
  const lines = (told: Told) =>
    told.out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  const file = (text: string): string => {
    const path = join(folder, "mail.eml");
    writeFileSync(path, text);
    return path;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    clock = createSteppableClock();
    desk = await startMailedDesk({ databaseUrl: database.url, clock });
    ticket = await desk.opens("Please add an MX record for good.example.");
    const letter = await desk.letter("confirmation");
    await desk.becomes(ticket, "awaiting");
    strangers = await desk.answers(letter, "YES", "stranger");
    await desk.answers(letter, "Maybe?");
  });
  afterAll(async () => {
    await desk.stop();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  test("lists the mails that came for it, with what they were taken for and why", async () => {
    const told = await check("--ticket", "T-1001");
    expect(told.code).toBe(0);
    expect(lines(told)).toEqual([
      {
        outcome: "unverified",
        because: [expect.stringContaining("C3")],
        receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
      {
        outcome: "unclear",
        because: [expect.stringContaining("C0–C4"), expect.stringContaining("C5")],
        receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
    expect(told.err).toBe("T-1001 is awaiting; 2 mails came for it.\n");
  });

  test("takes the number alone too", async () => {
    expect(lines(await check("--ticket", "1001"))).toHaveLength(2);
  });

  test("tells of a mail that waits for DNS", async () => {
    await desk.store.sql`
      insert into mails (id, sha256, raw, envelope, received_at, status, attempts, next_at)
      select 'waits', 'waits', raw, envelope, received_at + 1, 'waiting', 3, received_at + 86400000
      from mails where outcome = 'unclear'`;
    const told = await check("--ticket", "T-1001");
    await desk.store.sql`delete from mails where id = 'waits'`;
    expect(lines(told)[2]).toMatchObject({
      outcome: "retry",
      because: ["It is not judged yet, after 3 attempts: DNS gave no answer."],
    });
  });

  test("judges a mail against it as things stand now", async () => {
    const told = await check("--ticket", "T-1001", "--eml", file(strangers));
    expect(told.code).toBe(0);
    expect(lines(told)).toEqual([{ outcome: "unverified", because: [expect.stringContaining("C3")] }]);
  });

  test("says so where a mail never came here, and answers nothing", async () => {
    const told = await check("--ticket", "T-1001", "--eml", file("From: a@b.example\r\n\r\nYES\r\n"));
    expect(lines(told)).toMatchObject([{ outcome: "ignored" }]);
    expect(told.err).toContain("This mail did not come to the desk: it is judged without an envelope");
    expect(told.err).toContain("It answers no mail of ours about this ticket");
  });

  test("shows no token, no address and no number", async () => {
    const told = await Promise.all([
      check("--ticket", "T-1001"),
      check("--ticket", "T-1001", "--eml", file(strangers)),
    ]);
    const all = told.map(({ out, err }) => out + err).join();
    expect(all).not.toContain("@");
    expect(all).not.toMatch(/[a-z2-7]{26}/);
  });

  test("says what to do about a ticket that is not there, and about no number", async () => {
    const [unknown, none, both] = await Promise.all([
      check("--ticket", "T-7"),
      check("--ticket", "MX"),
      check("--ticket", "T-1001", "--case", "x"),
    ]);
    expect(unknown).toMatchObject({ code: 1, out: "" });
    expect(unknown?.err).toContain('there is no "T-7". The newest is T-1001.');
    expect(none?.err).toContain('--ticket: expected a ticket\'s number, such as T-1042; got "MX".');
    expect(both?.err).toMatch(/^Usage:/);
  });

  test("an answer that came too late is too late now as well", async () => {
    await desk.store.sql`update confirmations set expires_at = ${Date.now() - HOUR}`;
    const told = await check("--ticket", "T-1001", "--eml", file(strangers));
    expect(lines(told)).toMatchObject([{ outcome: "expired" }]);
  });
});

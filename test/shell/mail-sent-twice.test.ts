import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SECOND } from "../../src/core/time.ts";
import { createSteppableClock, type SteppableClock } from "../../src/main/clock.ts";
import { MailError } from "../../src/ports-mail.ts";
import type { StoredTicket } from "../../src/ports-tickets.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type MailedDesk, startMailedDesk } from "../support/mailed-desk.ts";

/** The mail server reads the mail, and the line breaks before it says so: the desk asks again with another mail. */
describe("a mail that was sent twice", () => {
  let database: TestDatabase;
  let clock: SteppableClock;
  let desk: MailedDesk;
  let ticket: StoredTicket;

  beforeEach(async () => {
    database = await createTestDatabase();
    clock = createSteppableClock();
    let broken = false;
    desk = await startMailedDesk({
      databaseUrl: database.url,
      clock,
      onMail: async () => {
        if (broken) return;
        broken = true;
        throw new MailError("unknown", "ECONNRESET");
      },
    });
    ticket = await desk.opens("Please add an MX record for good.example.");
    await desk.letter("confirmation");
    await expect
      .poll(
        async () =>
          (
            await desk.store
              .sql`select 1 from outbox where attempts > 0 and type = 'SendLetter' and status = 'pending'`
          ).length,
      )
      .toBe(1);
    clock.step(2 * SECOND);
    await desk.settle();
    ticket = await desk.becomes(ticket, "awaiting");
  });
  afterEach(async () => {
    await desk.stop();
    await database.close();
  });

  test("holds other secrets the second time", () => {
    const [first, second] = desk.letters;
    expect(desk.letters).toHaveLength(2);
    expect(second?.subject).toBe(first?.subject);
    for (const field of ["replyTo", "messageId", "envelopeFrom"] as const) {
      expect(second?.[field]).not.toBe(first?.[field]);
    }
  });

  test.each([0, 1])("is confirmed by the answer to either: mail %d", async (nth) => {
    const letter = desk.letters[nth];
    if (letter === undefined) throw new Error(`expected two mails; got ${desk.letters.length}`);
    await desk.answers(letter, "YES");
    await desk.becomes(ticket, "authenticated");
  });
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createWebhookHelpdesk } from "../../adapters/helpdesk/index.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/core/time.ts";
import { createSteppableClock, type SteppableClock } from "../../src/main/clock.ts";
import type { StoredTicket } from "../../src/ports-tickets.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type MailedDesk, startMailedDesk } from "../support/mailed-desk.ts";
import { type Receiver, startReceiver, status } from "./receiver.ts";

const REQUEST = "Please add an MX record for good.example.";

/** From the customer's yes to the other system, through a real outbox, on a clock that the test steps. */
describe("a confirmed ticket goes on to the helpdesk", { timeout: 60_000 }, () => {
  let database: TestDatabase;
  let clock: SteppableClock;
  let receiver: Receiver;
  let desk: MailedDesk;

  const start = async (): Promise<void> => {
    const helpdesk = createWebhookHelpdesk({ url: receiver.url, secret: "ours", clock });
    desk = await startMailedDesk({ databaseUrl: database.url, clock, helpdesk });
  };
  beforeEach(async () => {
    database = await createTestDatabase();
    clock = createSteppableClock();
    receiver = await startReceiver();
    await start();
  });
  afterEach(async () => {
    await desk.stop();
    await receiver.close();
    await database.close();
  });

  const confirmed = async (): Promise<StoredTicket> => {
    const ticket = await desk.opens(REQUEST);
    const letter = await desk.letter("confirmation");
    await desk.becomes(ticket, "awaiting");
    expect(receiver.heard).toEqual([]);
    await desk.answers(letter, "YES");
    return desk.becomes(ticket, "authenticated");
  };
  const keys = () => new Set(receiver.heard.map(({ headers }) => headers["idempotency-key"]));
  const journal = async (type: string) =>
    desk.store.sql`select event from ticket_journal where type = ${type}`;
  const attempts = async (): Promise<number> => {
    const [row] = await desk.store
      .sql`select attempts from outbox where type = 'HandOn' and status = 'pending'`;
    return Number(row?.["attempts"] ?? 0);
  };
  /** Every attempt is recorded before the clock goes on: else it would be counted as one of a later moment. */
  const attempted = (times: number): Promise<unknown> =>
    expect.poll(attempts, { timeout: 10_000 }).toBe(times);
  const passes = async (ms: number): Promise<void> => {
    clock.step(ms);
    await desk.settle();
  };

  test("once, with the words, the chat, and whose address confirmed it", async () => {
    await confirmed();
    await expect.poll(() => journal("TicketHandedOn")).toHaveLength(1);
    expect(receiver.heard).toHaveLength(1);
    expect(JSON.parse(receiver.heard[0]?.body ?? "")).toMatchObject({
      type: "ticket.authenticated",
      ticket: {
        number: "T-1001",
        request: REQUEST,
        contact: "owner@good.example",
        asker: { platform: "sandbox", userId: "anna", name: "Anna" },
        transcript: expect.stringContaining(`Anna: ${REQUEST}`),
        category: "dns",
      },
    });
    await passes(DAY);
    expect(receiver.heard).toHaveLength(1);
  });

  test("also when its customer wrote it by mail, from the address on file", async () => {
    await desk.mails("Add an MX record for good.example", "mx1.example.net, please");
    await expect.poll(() => journal("TicketHandedOn")).toHaveLength(1);
    expect(JSON.parse(receiver.heard[0]?.body ?? "")).toMatchObject({
      ticket: { number: "T-1001", contact: "owner@good.example", asker: null, transcript: null },
    });
  });

  test("again with the same key until it is taken, not before the other side said", async () => {
    receiver.answers(status(503));
    await confirmed();
    await attempted(1);
    receiver.answers(status(429, { "retry-after": "60" }));
    await passes(2 * SECOND);
    await attempted(2);
    const heard = receiver.heard.length;
    await passes(50 * SECOND);
    expect(receiver.heard).toHaveLength(heard);
    receiver.answers(status(204));
    await passes(11 * SECOND);
    await expect.poll(() => journal("TicketHandedOn")).toHaveLength(1);
    expect(keys().size).toBe(1);
    expect(new Set(receiver.heard.map(({ body }) => body)).size).toBe(1);
  });

  test("for 24 hours, with longer and longer waits, and then the leads are told", async () => {
    receiver.answers(status(503));
    await confirmed();
    await attempted(1);
    let past = 0;
    const waits = [SECOND, MINUTE, HOUR, 11 * HOUR, 11 * HOUR];
    for (const [nth, ms] of waits.entries()) {
      past += ms;
      await passes(ms + SECOND);
      await attempted(nth + 2);
    }
    expect(past).toBeLessThan(DAY);
    expect(await journal("HandingOnFailed")).toEqual([]);
    await passes(2 * HOUR);
    await expect.poll(() => journal("HandingOnFailed")).toHaveLength(1);
    const [failure] = await journal("HandingOnFailed");
    expect(failure?.["event"]).toMatchObject({ code: "http-503" });
    await expect
      .poll(() =>
        desk.orders.find(
          (order) =>
            order.type === "post" &&
            order.body.kind === "sentence" &&
            order.body.sentence.key === "ticket_handing_on_failed",
        ),
      )
      .toMatchObject({ mention: ["dev"] });
    expect(keys().size).toBe(1);
    const heard = receiver.heard.length;
    await passes(DAY);
    expect(receiver.heard).toHaveLength(heard);
  });

  test("never again after a final no, which the leads are told at once", async () => {
    receiver.answers(status(422));
    const ticket = await confirmed();
    await expect.poll(() => journal("HandingOnFailed")).toHaveLength(1);
    await passes(HOUR);
    expect(receiver.heard).toHaveLength(1);
    expect((await desk.ticket(ticket.state.number)).state).toMatchObject({ status: "open" });
  });

  test("after a restart, when the other side was away before it", async () => {
    receiver.answers(status(503));
    await confirmed();
    await attempted(1);
    await desk.stop();
    receiver.answers(status(204));
    clock.step(MINUTE);
    await start();
    await expect.poll(() => journal("TicketHandedOn"), { timeout: 10_000 }).toHaveLength(1);
    expect(keys().size).toBe(1);
  });

  test("no more when it does not count any more", async () => {
    receiver.answers(status(503));
    const ticket = await confirmed();
    await attempted(1);
    await desk.answers(await desk.letter("confirmation"), "NO, stop");
    await desk.becomes(ticket, "denied");
    const heard = receiver.heard.length;
    await passes(MINUTE);
    await expect
      .poll(
        async () => (await desk.store.sql`select status from outbox where type = 'HandOn'`)[0]?.["status"],
      )
      .toBe("dropped");
    expect(receiver.heard).toHaveLength(heard);
  });
});

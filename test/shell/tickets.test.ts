import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { OWNER, openTicketHouse, type TicketHouse, wordsIn } from "../support/ticket-house.ts";

const REQUEST = "Please add an MX record for example.org: mx1.example.net, priority 10.";

/** From the gate's offer to the ticket that its customer has opened. */
const opens = async (
  desk: TicketHouse,
  account: string,
  step: () => Promise<void> = async () => undefined,
) => {
  const { userId, channel } = await desk.chat(REQUEST);
  const offer = await desk.sees(channel, "can't be ordered in chat");
  await step();
  await desk.fill(userId, offer.id, "gate_ticket", { account });
  const exact = await desk.sees(channel, "word for word");
  expect(wordsIn(exact)).toContain(REQUEST);
  await step();
  expect(desk.letters()).toEqual([]);
  await desk.press(userId, exact.id, "ticket_open");
  const opened = await desk.sees(channel, "is open");
  const card = await desk.until("the ticket's card", async () =>
    (await desk.messages()).findLast((one) => one.ticket !== null),
  );
  const code = /YES (\d\d)/.exec(wordsIn(opened))?.[1] ?? "";
  return { userId, channel, opened, card, code, number: card.ticket?.number ?? 0 };
};

const standing = async (desk: TicketHouse, number: number): Promise<string> => {
  const [row] = await desk.sql<
    { confirmation: string }[]
  >`select confirmation from tickets where number = ${number}`;
  return row?.confirmation ?? "";
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
    await desk.press("ana", card.id, "ticket_start");
    await desk.sees("tickets", "Ana works on it", card.id);
    await desk.sees(channel, "is being worked on");
    expect(desk.letters()).toHaveLength(1);
  });
});

import { expect } from "vitest";
import { type TicketHouse, wordsIn } from "./ticket-house.ts";

export const REQUEST = "Please add an MX record for example.org: mx1.example.net, priority 10.";

/** From the gate's offer to the ticket that its customer has opened. */
export const opens = async (
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
  const mails = desk.letters().length;
  await desk.house().house.sweeper.sweep();
  expect(desk.letters()).toHaveLength(mails);
  await desk.press(userId, exact.id, "ticket_open");
  const opened = await desk.sees(channel, "is open");
  const number = Number(/T-(\d+)/.exec(wordsIn(opened))?.[1]);
  const card = await desk.until("the ticket's card", async () =>
    (await desk.messages()).find((one) => one.ticket?.number === number),
  );
  const code = /YES (\d\d)/.exec(wordsIn(opened))?.[1] ?? "";
  return { userId, channel, opened, card, code, number };
};

export const standing = async (desk: TicketHouse, number: number): Promise<string> => {
  const [row] = await desk.sql<
    { confirmation: string }[]
  >`select confirmation from tickets where number = ${number}`;
  return row?.confirmation ?? "";
};

/** The card shows it, and its button is there. */
export const confirmed = (desk: TicketHouse, card: { readonly id: string }) =>
  desk.until("a confirmed card", async () =>
    (await desk.messages()).find(
      (one) => one.id === card.id && one.buttons.some(({ action }) => action === "ticket_start"),
    ),
  );

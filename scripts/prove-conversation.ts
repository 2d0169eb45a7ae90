/** One conversation through the sandbox's HTTP API, as its page would drive it. */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

const patienceMs = 15_000;
const pollMs = 100;

const message = z.object({
  id: z.string(),
  channel: z.string(),
  thread: z.string().nullable(),
  content: z.unknown(),
  card: z.object({ number: z.number(), preview: z.string() }).nullable(),
  buttons: z.array(z.object({ action: z.string(), subject: z.string().nullish() })),
});

const state = z.object({
  reps: z.array(z.object({ userId: z.string() })),
  channels: z.array(z.object({ id: z.string(), customer: z.string().nullable() })),
  desk: z.object({ channels: z.object({ staff: z.string() }) }),
  messages: z.array(message),
});

type State = z.output<typeof state>;
type Message = z.output<typeof message>;

async function ask(address: string, path: string, body?: unknown): Promise<unknown> {
  const request: RequestInit =
    body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(new URL(`/api/sandbox${path}`, address), request);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: expected success, got ${response.status}: ${text}`);
  return text === "" ? null : JSON.parse(text);
}

async function until<T>(address: string, what: string, find: (now: State) => T | undefined): Promise<T> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const found = find(state.parse(await ask(address, "/state")));
    if (found !== undefined) return found;
    await delay(pollMs);
  }
  throw new Error(`The sandbox did not show ${what} within ${patienceMs} ms.`);
}

const says = ({ content, card }: Message, text: string): boolean =>
  JSON.stringify([content, card?.preview]).includes(text);

const ownedBy = (now: State, customer: string): ReadonlySet<string> =>
  new Set(now.channels.filter((channel) => channel.customer === customer).map(({ id }) => id));

/** What was said, and by whom it must be found again. */
export type Conversed = { readonly customer: string; readonly question: string; readonly answer: string };

export async function converse(address: string): Promise<Conversed> {
  const mark = randomUUID().slice(0, 8);
  const [question, answer] = [`My site is down ${mark}`, `It is back up ${mark}`];
  const joined = await ask(address, "/customers", { name: "Robin" });
  const { userId: customer } = z.object({ userId: z.string() }).parse(joined);
  await ask(address, "/chats", { customer, description: question });

  const rep = await until(address, "a rep", ({ reps }) => reps[0]?.userId);
  const card = await until(address, "the conversation's card", ({ messages, desk }) =>
    messages.find((one) => one.channel === desk.channels.staff && one.card !== null && says(one, question)),
  );
  const claim = card.buttons.find(({ action }) => action === "claim");
  if (claim === undefined)
    throw new Error(`The card has no button to claim: ${JSON.stringify(card.buttons)}`);
  await ask(address, "/press", { as: rep, messageId: card.id, ...claim });
  await ask(address, "/messages", { as: rep, channel: card.channel, thread: card.id, text: answer });
  await expectStanding(address, { customer, question, answer });
  return { customer, question, answer };
}

/** The rep's answer stands where the customer reads, and the question on the reps' card. */
export async function expectStanding(address: string, said: Conversed): Promise<void> {
  await until(address, "the rep's answer to the customer", (now) => {
    const places = ownedBy(now, said.customer);
    return now.messages.find((one) => places.has(one.channel) && says(one, said.answer));
  });
  await until(address, "the customer's question on a card", ({ messages }) =>
    messages.find((one) => one.card !== null && says(one, said.question)),
  );
}

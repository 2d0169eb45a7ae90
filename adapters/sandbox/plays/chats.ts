import type { Player, Scenario } from "./player.ts";

const panic = async ({ customer, open, say, wait }: Player): Promise<void> => {
  const max = await customer("Max Berger");
  const thread = await open(
    max,
    "MY SITE IS DOWN!!! everything shows 502 and I have a launch in the MORNING",
  );
  const cries: readonly (readonly [number, string])[] = [
    [3, "hello??"],
    [4, "it was fine an hour ago"],
    [3, "I did NOT touch anything"],
    [6, "IS ANYBODY THERE"],
    [12, "I am losing money every minute this is down"],
    [20, "HELLO???"],
  ];
  for (const [seconds, text] of cries) {
    await wait(seconds);
    await say(max, thread, text);
  }
};

const four: readonly (readonly [string, string, string | undefined])[] = [
  [
    "Priya Nair",
    "Mail to Gmail addresses bounces since this morning: `550-5.7.26 unauthenticated`.",
    "Mail bounces",
  ],
  ["Tom Okafor", "How do I point a second domain at the same site?", undefined],
  ["Lena Fischer", "The SSL certificate for shop.example.org shows as expired.", "Certificate"],
  ["Jamal Reyes", "My backup from last night says *0 bytes*. Is that normal?", undefined],
];

const fourAtOnce = async ({ customer, open, say, wait }: Player): Promise<void> => {
  const threads: (readonly [string, string])[] = [];
  for (const [name, description, subject] of four) {
    const id = await customer(name);
    threads.push([id, await open(id, description, subject)]);
    await wait(1);
  }
  const [priya, , lena] = threads;
  await wait(15);
  if (priya !== undefined) await say(...priya, "It is every message, not only some.");
  await wait(10);
  if (lena !== undefined) await say(...lena, "Customers see a warning page now.");
};

const polite = async ({ customer, open, say, wait, answer }: Player): Promise<void> => {
  const ines = await customer("Inês Duarte");
  const thread = await open(
    ines,
    "Good morning! When you have a minute: how can I see how much disk space my mailbox uses? No hurry.",
    "Mailbox size",
  );
  await answer(thread);
  await wait(6);
  await say(ines, thread, "Thank you!");
  await answer(thread);
  await wait(12);
  await say(ines, thread, "I found it: 3.2 GB. Where would I lower that?");
  await answer(thread);
  await wait(8);
  await say(ines, thread, "Perfect, thanks a lot!");
};

/** Customers who only chat. */
export const CHATS: readonly Scenario[] = [
  {
    name: "panic",
    label: "Panic at 3 a.m.",
    story: "One customer, a site that is down, and many short messages in capitals.",
    where: "chat",
    play: panic,
  },
  {
    name: "four-at-once",
    label: "Four at once",
    story: "Four customers ask within four seconds. Who is answered first?",
    where: "chat",
    play: fourAtOnce,
  },
  {
    name: "polite",
    label: "A polite one who waits",
    story: "Writes once, waits for you, and thanks you for every answer.",
    where: "chat",
    play: polite,
  },
];

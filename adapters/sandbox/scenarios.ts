import type { Log } from "../../src/ports.ts";
import type { Acts } from "./acts.ts";

/** What a played customer can do, and wait for. */
export interface Stage {
  readonly acts: Acts;
  readonly speed: () => number;
  /** The private thread that a request led to. */
  readonly placeOf: (request: string, customer: string, signal: AbortSignal) => Promise<string>;
  /** The next message of a rep's in a channel. */
  readonly answerIn: (channel: string, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

interface Player {
  readonly customer: (name: string) => Promise<string>;
  readonly open: (customer: string, description: string, subject?: string) => Promise<string>;
  readonly say: (customer: string, channel: string, text: string) => Promise<void>;
  /** Policy time: at 10× a tenth of it passes. */
  readonly wait: (seconds: number) => Promise<void>;
  readonly answer: (channel: string) => Promise<void>;
}

export interface Scenario {
  readonly name: string;
  readonly label: string;
  readonly story: string;
  readonly play: (player: Player) => Promise<void>;
}

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

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "panic",
    label: "Panic at 3 a.m.",
    story: "One customer, a site that is down, and many short messages in capitals.",
    play: panic,
  },
  {
    name: "four-at-once",
    label: "Four at once",
    story: "Four customers ask within four seconds. Who is answered first?",
    play: fourAtOnce,
  },
  {
    name: "polite",
    label: "A polite one who waits",
    story: "Writes once, waits for you, and thanks you for every answer.",
    play: polite,
  },
];

/** Fast enough to follow a speed, slow enough to be seen. */
const LEAST_WAIT_MS = 150;
const SECOND_MS = 1000;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
  });

/** Plays customers on the server: they go on when the page is closed, and end with `stop`. */
export const createScenarios = (stage: Stage) => {
  let ending = new AbortController();
  const playing = new Set<Promise<void>>();

  const player = (signal: AbortSignal): Player => ({
    customer: async (name) => (await stage.acts.join(name)).userId,
    open: async (customer, description, subject) => {
      const request = await stage.acts.request(customer, description, subject ?? null);
      return stage.placeOf(request, customer, signal);
    },
    say: async (customer, channel, text) => {
      signal.throwIfAborted();
      await stage.acts.write(customer, { channel, thread: null, text });
    },
    wait: (seconds) => pause(Math.max(LEAST_WAIT_MS, (seconds * SECOND_MS) / stage.speed()), signal),
    answer: (channel) => stage.answerIn(channel, signal),
  });

  return {
    play: (scenario: Scenario): void => {
      const { signal } = ending;
      const run = scenario
        .play(player(signal))
        .catch((error: unknown) => {
          // Ended by us, or by the desk: the thread was locked, the customer left.
          if (!signal.aborted)
            stage.log.info({ err: error, scenario: scenario.name }, "A scenario ended early.");
        })
        .finally(() => playing.delete(run));
      playing.add(run);
    },
    stop: async (): Promise<void> => {
      ending.abort(new Error("The scenarios were stopped."));
      await Promise.allSettled([...playing]);
      ending = new AbortController();
    },
  };
};

export type Scenarios = ReturnType<typeof createScenarios>;

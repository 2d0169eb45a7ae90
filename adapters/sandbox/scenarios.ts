import type { Clock, Log } from "../../src/ports.ts";
import type { Acts } from "./acts.ts";
import type { Mailboxes } from "./mail/mailboxes.ts";
import { CHATS } from "./plays/chats.ts";
import type { Player, Scenario } from "./plays/player.ts";
import { TICKETS } from "./plays/tickets.ts";
import type { Presses } from "./presses.ts";
import type { Seen } from "./seen.ts";

/** What there is to play, with and without mail. */
export const scenariosWith = (mail: boolean): readonly Scenario[] => [...CHATS, ...(mail ? TICKETS : [])];

/** What played customers act with. */
export interface Stage {
  readonly acts: Acts;
  readonly presses: Presses;
  /** Null: the desk has no mail. */
  readonly mailboxes: Mailboxes | null;
  readonly seen: Seen;
  readonly clock: Clock;
  readonly speed: () => number;
  /** The private thread that a request led to. */
  readonly placeOf: (request: string, customer: string, signal: AbortSignal) => Promise<string>;
  /** The next message of a rep's in a channel. */
  readonly answerIn: (channel: string, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

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

  const mailboxes = (): Mailboxes => {
    if (stage.mailboxes === null) throw new Error("a scenario with mail is played where there is none");
    return stage.mailboxes;
  };

  const player = (signal: AbortSignal, since: number): Player => ({
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
    press: async (customer, channel, action, fields = {}) => {
      const message = await stage.seen.button(channel, action, signal);
      const { form } = await stage.presses.press(customer, message, { action, subject: null });
      if (form === null) return;
      const filled = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
      await stage.presses.submit(customer, form.id, { ...filled, ...fields });
    },
    number: (channel) => stage.seen.number(channel, signal),
    mail: (to, kind) => stage.seen.letter({ to, kind, since }, signal),
    answerMail: async (letter, role, text) => {
      signal.throwIfAborted();
      await mailboxes().answer(letter, role, text);
    },
    writeMail: async (from, subject, text) => {
      signal.throwIfAborted();
      await mailboxes().write(from, subject, text);
    },
  });

  return {
    play: (scenario: Scenario): void => {
      const { signal } = ending;
      const run = scenario
        .play(player(signal, stage.clock.now()))
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

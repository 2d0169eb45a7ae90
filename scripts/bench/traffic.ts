import { setTimeout as delay } from "node:timers/promises";
import type { Person } from "../../test/emulators/discord/index.ts";
import type { SlackEmulator } from "../../test/emulators/slack/index.ts";

export interface Writer {
  readonly customer: Person;
  readonly channel: string;
}

export interface Heard {
  /** From the customer's message on the gateway to the request that carries it, ms, message by message. */
  readonly latencies: readonly number[];
  /** When each post with at least one of the messages arrived, on the monotonic clock, ms. */
  readonly posts: readonly number[];
  readonly sent: number;
  readonly startedAt: number;
}

const MARK = /bench-\d+/g;
const PATIENCE_MS = 60_000;
let serial = 0;

/**
 * Writes evenly at this rate, one conversation after the other, and hears what reaches Slack. Both ends are in this
 * process and read one monotonic clock.
 */
export const write = async (
  slack: SlackEmulator,
  writers: readonly Writer[],
  perSecond: number,
  forMs: number,
): Promise<Heard> => {
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  const posts: number[] = [];
  const forget = slack.onApiCall(({ method, args, arrivedMonotonicMs }) => {
    if (method !== "chat.postMessage") return;
    const text = args["text"];
    const marks = typeof text === "string" ? new Set(text.match(MARK)) : [];
    let ours = false;
    for (const mark of marks) {
      const at = sentAt.get(mark);
      if (at === undefined) continue;
      sentAt.delete(mark);
      latencies.push(arrivedMonotonicMs - at);
      ours = true;
    }
    if (ours) posts.push(arrivedMonotonicMs);
  });
  const startedAt = performance.now();
  const wanted = Math.round((perSecond * forMs) / 1000);
  for (let index = 0; index < wanted; index++) {
    await delay(Math.max(0, startedAt + (index * 1000) / perSecond - performance.now()));
    const writer = writers[index % writers.length];
    if (writer === undefined) throw new Error("nobody writes");
    serial += 1;
    const mark = `bench-${serial}`;
    sentAt.set(mark, performance.now());
    writer.customer.sends(writer.channel, `${mark} and still the same error on every page`);
  }
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (sentAt.size > 0 && Date.now() < giveUpAt) await delay(20);
  forget();
  if (sentAt.size > 0) throw new Error(`${sentAt.size} of ${wanted} messages never reached Slack`);
  return { latencies, posts, sent: wanted, startedAt };
};

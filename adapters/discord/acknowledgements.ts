import { setTimeout as sleep } from "node:timers/promises";
import { ACKNOWLEDGE_MS, REMEMBERED } from "./limits.ts";
import { createMemory } from "./memory.ts";
import type { ReplyTo } from "./reply.ts";

/**
 * An interaction can be answered only once it is acknowledged, and it is acknowledged only once it is durable: by
 * then the dispatcher may already have an answer, which waits here.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
 */
export interface Acknowledgements {
  readonly expect: (interactionId: string, acknowledged: Promise<unknown>) => void;
  /** Resolves when it is acknowledged or never will be; at once for one that this process has not heard. */
  readonly settled: (reply: ReplyTo | null) => Promise<void>;
}

export const createAcknowledgements = (): Acknowledgements => {
  const expected = createMemory<Promise<unknown>>(REMEMBERED);
  return {
    expect: (interactionId, acknowledged) => {
      expected.set(
        interactionId,
        acknowledged.catch(() => undefined),
      );
    },
    settled: async (reply) => {
      const acknowledged = reply === null ? undefined : expected.get(reply.interactionId);
      if (acknowledged === undefined) return;
      await Promise.race([acknowledged, sleep(ACKNOWLEDGE_MS, undefined, { ref: false })]);
    },
  };
};

import { setTimeout as sleep } from "node:timers/promises";
import type { Inbound } from "../../src/core/inbound.ts";
import type { Log, Receive } from "../../src/ports.ts";
import { MAX_WAITING, RETRY_FIRST_MS, RETRY_LONGEST_MS } from "./limits.ts";

/**
 * Hands inbounds over, in the order of each channel, and keeps them while they cannot be taken (the database is
 * away). What is lost when the process ends meanwhile is read again from Discord's history: catch-up.ts.
 */
export interface Intake {
  /** Whether it was made durable; false: there was no room for it, or the desk stopped before. Never rejects. */
  readonly push: (channel: string, inbound: Inbound) => Promise<boolean>;
  readonly waiting: () => number;
  /** Resolves when nothing is under way any more; what still waits is given up. */
  readonly stop: () => Promise<void>;
}

export const createIntake = (receive: Receive, log: Log): Intake => {
  const tails = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let waiting = 0;
  let failing = false;

  const hand = async (inbound: Inbound): Promise<boolean> => {
    for (let pauseMs = RETRY_FIRST_MS; ; pauseMs = Math.min(pauseMs * 2, RETRY_LONGEST_MS)) {
      try {
        await receive(inbound);
        if (failing) log.info({ waiting }, "events from Discord are taken again");
        failing = false;
        return true;
      } catch (error) {
        if (!failing)
          log.error({ err: error, waiting }, "an event from Discord could not be taken; trying again");
        failing = true;
      }
      if (!stopping.signal.aborted) {
        await sleep(pauseMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      }
      if (stopping.signal.aborted) {
        log.warn({ type: inbound.type }, "an event from Discord was not taken before the desk stopped");
        return false;
      }
    }
  };

  return {
    push: async (channel, inbound) => {
      if (stopping.signal.aborted) return false;
      if (waiting >= MAX_WAITING) {
        log.error(
          { type: inbound.type, waiting },
          `more than ${MAX_WAITING} events from Discord wait for the database: this one is dropped, and read again from the channel's history when it is a message`,
        );
        return false;
      }
      waiting += 1;
      const before = tails.get(channel) ?? Promise.resolve();
      const taken = before.then(() => hand(inbound));
      const mine: Promise<void> = taken.then(() => {
        waiting -= 1;
        if (tails.get(channel) === mine) tails.delete(channel);
      });
      tails.set(channel, mine);
      return taken;
    },
    waiting: () => waiting,
    stop: async () => {
      stopping.abort();
      await Promise.allSettled([...tails.values()]);
    },
  };
};

import type postgres from "postgres";
import type { Inbound } from "../../src/core/inbound.ts";
import type { Log, Receive } from "../../src/ports.ts";
import { markTaken, untaken } from "./store/feed.ts";

/** Between two tries to tell the desk what it could not take, ms. */
const RETRY_MS = 1000;

const channelOf = (inbound: Inbound): string => {
  if ("message" in inbound) return inbound.message.place.channel;
  return "place" in inbound ? inbound.place.channel : "";
};

/**
 * Tells the desk what people did, in their order, each until it is taken for good: what a stopped or killed
 * process had not told is told on the next start. One that cannot be taken holds back its own channel alone; a feed
 * that is cut holds back everything.
 */
export const createPump = (
  sql: postgres.Sql,
  receive: Receive,
  log: Log,
  silent: () => boolean = () => false,
) => {
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let trouble = "";

  /** One pass over all that waits; true when everything was taken. */
  const pass = async (): Promise<boolean> => {
    let whole = true;
    const waiting = new Set<string>();
    for (const { seq, inbound } of await untaken(sql)) {
      if (stopped || silent()) return true;
      const channel = channelOf(inbound);
      if (waiting.has(channel)) continue;
      try {
        await receive(inbound);
        await markTaken(sql, seq);
      } catch (error) {
        whole = false;
        waiting.add(channel);
        log.warn(
          { err: error, seq, type: inbound.type },
          "The desk could not take an event yet; trying again.",
        );
      }
    }
    return whole;
  };

  const run = async (): Promise<void> => {
    do {
      again = false;
      const whole = await pass().catch((error: unknown) => {
        log.warn({ err: error }, "The sandbox's store cannot be read; trying again.");
        return false;
      });
      trouble = whole ? "" : "The desk does not take what people write; it is told again every second.";
      if (!whole && !stopped) timer = setTimeout(kick, RETRY_MS);
    } while (again && !stopped);
    running = null;
  };

  const kick = (): void => {
    clearTimeout(timer);
    if (stopped || silent()) return;
    again = true;
    running ??= run();
  };

  return {
    kick,
    trouble: () => trouble,
    stop: async (): Promise<void> => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};

export type Pump = ReturnType<typeof createPump>;

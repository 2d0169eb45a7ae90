import type { Inbound } from "../../src/core/inbound.ts";
import type { Place } from "../../src/core/platform.ts";
import type { Timestamp } from "../../src/core/time.ts";
import type { CatchUp, Log, Receive } from "../../src/ports.ts";
import { chatErrorOf } from "./errors.ts";
import { CLOCK_TOLERANCE_MS, RECOVERED_PLACES } from "./limits.ts";
import { createMemory } from "./memory.ts";
import { isAfter } from "./snowflake.ts";

/**
 * A session that could not be resumed replays nothing, and the desk runs on: what was written meanwhile in the
 * places that were in use is read again. https://docs.discord.com/developers/events/gateway#resuming
 */
export interface Recovery {
  /** A place is in use; `messageId` is the newest that is known there. */
  readonly saw: (place: Place, messageId: string | null) => void;
  readonly recover: (lostAt: Timestamp) => Promise<void>;
}

export interface RecoveryOptions {
  readonly catchUp: (places: readonly CatchUp[], receive: Receive) => Promise<void>;
  readonly push: (channel: string, inbound: Inbound) => Promise<boolean>;
  readonly log: Log;
}

export const createRecovery = ({ catchUp, push, log }: RecoveryOptions): Recovery => {
  const newest = createMemory<string | null>(RECOVERED_PLACES);
  return {
    saw: ({ channel }, messageId) => {
      const known = newest.get(channel) ?? null;
      const later = messageId !== null && (known === null || isAfter(messageId, known));
      newest.set(channel, later ? messageId : known);
    },
    recover: async (lostAt) => {
      const since = lostAt - CLOCK_TOLERANCE_MS;
      const places = [...newest.entries()].map(([channel, after]) => ({
        place: { platform: "discord" as const, channel, thread: null },
        after,
        since,
      }));
      try {
        await catchUp(places, async (inbound) => {
          if (inbound.type === "MessagePosted") await push(inbound.message.place.channel, inbound);
        });
        log.info({ places: places.length }, "read again what the lost session may have missed");
      } catch (error) {
        const { kind, failure } = chatErrorOf(error);
        log.error({ kind, code: failure.code }, "could not read what the lost session may have missed");
      }
    },
  };
};

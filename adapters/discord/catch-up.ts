import type { CatchUp, Log, Receive } from "../../src/ports.ts";
import type { Api } from "./api.ts";
import type { Channels } from "./channels.ts";
import { isRefused } from "./errors.ts";
import { messagesAfter } from "./history.ts";
import { CATCH_UP_PAGES } from "./limits.ts";
import { type Known, parseMessage } from "./parse.ts";
import { patiently } from "./patience.ts";
import { firstIdAt } from "./snowflake.ts";
import { DM } from "./wire.ts";

export interface CatchUpOptions {
  readonly api: Api;
  readonly channels: Channels;
  readonly known: Known;
  readonly log: Log;
}

/**
 * Reads again what the feed may have missed: the client keeps its session in memory only, so nothing is replayed
 * after a restart. A place that is gone is skipped, for its neighbours' sake.
 */
export const createCatchUp = ({ api, channels, known, log }: CatchUpOptions) => {
  const patient: Api = { ...api, get: (route, query) => patiently(() => api.get(route, query)) };

  const read = async ({ place, after, since }: CatchUp, receive: Receive): Promise<void> => {
    const direct = (await patiently(() => channels.facts(place.channel))).type === DM;
    const from = after ?? firstIdAt(since);
    for await (const message of messagesAfter(patient, place.channel, from, CATCH_UP_PAGES)) {
      const heard = parseMessage(message, direct, known);
      if (heard.kind === "inbound") await receive(heard.inbound);
    }
  };

  return async (places: readonly CatchUp[], receive: Receive): Promise<void> => {
    for (const one of places) {
      try {
        await read(one, receive);
      } catch (error) {
        if (!isRefused(error)) throw error;
        log.warn(
          { channel: one.place.channel, code: error.failure.code },
          "a place could not be read when catching up; it is skipped",
        );
      }
    }
  };
};

import type { WebClient } from "@slack/web-api";
import type { Place } from "../../src/core/platform.ts";
import { DAY, SECOND, type Timestamp } from "../../src/core/time.ts";
import type { CatchUp, Log, Receive } from "../../src/ports.ts";
import { chatErrorOf } from "./failure.ts";
import { readPlace } from "./history.ts";
import type { Ingest } from "./ingest.ts";
import { pause } from "./pause.ts";
import { isAfter, msToTs, tsToMs } from "./timestamp.ts";

/** How often one read may be put off by a rate limit before it fails. */
const PATIENCE = 5;

/** Pause before what was missed is asked for again, ms. */
const RETRY_MS = 5 * SECOND;

/** From so many threads of one channel on, the channel is read first. */
const WORTH_A_CHANNEL = 4;

/** Somebody may write in threads that are so old: a live chat older than a day is none any more, a ticket may wait for weeks. */
export const CHATS_BACK_MS = DAY;
export const TICKETS_BACK_MS = 30 * DAY;

/** A channel whose threads were not heard for a while. */
export interface MissedChannel {
  readonly channel: string;
  /** Of the threads' first messages, ms. */
  readonly backMs: number;
}

export interface CatchUpOptions {
  readonly client: WebClient;
  readonly ingest: Ingest;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export interface CatchUpReader {
  readonly places: (places: readonly CatchUp[], receive: Receive) => Promise<void>;
  /**
   * What was said in these channels since, and in the threads that stand in them. Tries until it is read: the next
   * gap would begin later. Never rejects.
   */
  readonly missed: (channels: readonly MissedChannel[], since: Timestamp, receive: Receive) => Promise<void>;
}

export const createCatchUp = ({ client, ingest, log, signal }: CatchUpOptions): CatchUpReader => {
  /** Null when there is nothing to be read any more. */
  const read = async (place: Place, oldest: string) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await readPlace(client, place, oldest);
      } catch (cause) {
        const error = chatErrorOf(cause);
        if (error.kind === "refused") {
          log.warn(
            { code: error.failure.code, channel: place.channel },
            "A Slack place could not be caught up",
          );
          return null;
        }
        if (error.retryAfterMs === 0 || attempt >= PATIENCE || signal.aborted) throw error;
        await pause(error.retryAfterMs, signal);
      }
    }
  };

  const hand = async (messages: readonly unknown[], channel: string, receive: Receive): Promise<void> => {
    for (const message of messages) await ingest.takeMessage(message, channel, receive);
  };

  const channelsSince = async (
    channels: readonly MissedChannel[],
    since: Timestamp,
    receive: Receive,
  ): Promise<void> => {
    const lost = msToTs(since);
    for (const { channel, backMs } of channels) {
      const place: Place = { platform: "slack", channel, thread: null };
      const parents = (await read(place, msToTs(since - backMs))) ?? [];
      const isNew = ({ ts }: { readonly ts?: string }): boolean => ts !== undefined && isAfter(ts, lost);
      await hand(parents.filter(isNew), channel, receive);
      // A parent tells when its thread was last written in: one read for all of them.
      for (const { ts, latest_reply: latest } of parents) {
        if (ts === undefined || typeof latest !== "string" || !isAfter(latest, lost)) continue;
        await hand((await read({ ...place, thread: ts }, lost)) ?? [], channel, receive);
      }
    }
  };

  /**
   * Which of these threads nobody has written in since. A parent tells when its thread was last written in, so one
   * read of the channel spares many of its threads: conversations.replies allows some fifty a minute (Tier 3).
   */
  const quietThreads = async (places: readonly CatchUp[]): Promise<ReadonlySet<CatchUp>> => {
    const quiet = new Set<CatchUp>();
    const threads = places.filter(({ place }) => place.thread !== null);
    for (const channel of new Set(threads.map(({ place }) => place.channel))) {
      const here = threads.filter(({ place }) => place.channel === channel);
      if (here.length < WORTH_A_CHANNEL) continue;
      const first = Math.min(...here.map(({ place }) => tsToMs(place.thread ?? "0.0")));
      const parents = await read({ platform: "slack", channel, thread: null }, msToTs(first - SECOND));
      const latest = new Map(parents?.map(({ ts, latest_reply }) => [ts, latest_reply]));
      for (const one of here) {
        const thread = one.place.thread ?? "";
        const last = latest.get(thread) ?? thread;
        const isQuiet = typeof last === "string" && !isAfter(last, one.after ?? msToTs(one.since));
        if (latest.has(thread) && isQuiet) quiet.add(one);
      }
    }
    return quiet;
  };

  return {
    async places(places, receive) {
      const quiet = await quietThreads(places);
      for (const one of places) {
        if (quiet.has(one)) continue;
        const { place, after, since } = one;
        const messages = await read(place, after ?? msToTs(since));
        if (messages !== null) await hand(messages, place.channel, receive);
      }
    },
    async missed(channels, since, receive) {
      while (!signal.aborted) {
        try {
          return await channelsSince(channels, since, receive);
        } catch (error) {
          log.warn(
            { err: error },
            "What was written while Slack was away could not be read yet; trying again",
          );
          await pause(RETRY_MS, signal);
        }
      }
    },
  };
};

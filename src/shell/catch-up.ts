import { setTimeout as delay } from "node:timers/promises";
import { type Place, type Platform, placeKey } from "../core/platform.ts";
import { SECOND } from "../core/time.ts";
import type { CatchUp, Chat, Log, Receive } from "../ports.ts";

/** A place that could not be read is read again this often. */
const AGAIN_MS = 5 * SECOND;
/** A live message waits no longer for what came before it: Slack wants its acknowledgement within 3 s. */
const GATE_MS = 2 * SECOND;

export interface CatchUpsOptions {
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly places: () => Promise<readonly CatchUp[]>;
  readonly receive: Receive;
  readonly log: Log;
}

export interface CatchUps {
  /**
   * What the feeds hand their inbounds to. A live message waits until its place has been read: were it remembered
   * first, it would hide what was missed before it from every later start.
   */
  readonly receive: Receive;
  /** Before a platform's feed begins: which places may have missed something. */
  readonly plan: (platform: Platform) => Promise<void>;
  /** A place was opened only now: people may have written there before the desk knew it. */
  readonly add: (one: CatchUp) => void;
  /** Reads all that is planned for this platform; resolves when it has been read, or the desk stops. */
  readonly read: (platform: Platform) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Missing {
  readonly one: CatchUp;
  readonly chat: Chat;
  reading: Promise<void> | null;
}

export const createCatchUps = ({ chats, places, receive, log }: CatchUpsOptions): CatchUps => {
  const missing = new Map<string, Missing>();
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  const note = (one: CatchUp): void => {
    const chat = chats.get(one.place.platform);
    if (chat !== undefined) missing.set(placeKey(one.place), { one, chat, reading: null });
  };

  const begin = async (key: string, entry: Missing): Promise<void> => {
    try {
      await entry.chat.catchUp([entry.one], receive);
      if (missing.get(key) === entry) missing.delete(key);
    } catch (cause) {
      entry.reading = null;
      log.error(
        { err: cause, platform: entry.chat.platform },
        "a place could not be caught up; trying again",
      );
    }
  };

  const readOne = (key: string): Promise<void> => {
    const entry = missing.get(key);
    if (entry === undefined || stopping.signal.aborted) return Promise.resolve();
    if (entry.reading === null) {
      const reading = begin(key, entry);
      entry.reading = reading;
      underWay.add(reading);
      void reading.finally(() => underWay.delete(reading));
    }
    return entry.reading;
  };

  const keysOf = (platform: Platform): readonly string[] =>
    [...missing].flatMap(([key, { chat }]) => (chat.platform === platform ? [key] : []));

  const read = async (platform: Platform): Promise<void> => {
    while (!stopping.signal.aborted) {
      for (const key of keysOf(platform)) await readOne(key);
      if (keysOf(platform).length === 0) return;
      await delay(AGAIN_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const gate = async (place: Place): Promise<void> => {
    const key = placeKey(place);
    if (!missing.has(key)) return;
    await Promise.race([readOne(key), delay(GATE_MS, undefined, { ref: false })]);
  };

  return {
    receive: async (inbound) => {
      if ("message" in inbound) await gate(inbound.message.place);
      await receive(inbound);
    },
    plan: async (platform) => {
      for (const one of await places()) if (one.place.platform === platform) note(one);
    },
    add: (one) => {
      note(one);
      void read(one.place.platform);
    },
    read,
    stop: async () => {
      stopping.abort();
      await Promise.allSettled([...underWay]);
    },
  };
};

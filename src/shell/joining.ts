import { setTimeout as delay } from "node:timers/promises";
import { SECOND } from "../core/time.ts";
import { type Chat, type Log, SetupError } from "../ports.ts";
import type { CatchUps } from "./catch-up.ts";

/** A platform that is away is asked again this often. */
const CONNECT_AGAIN_MS = 5 * SECOND;
/** The start waits this long for a platform; a slower one joins later, and /readyz names it meanwhile. */
const START_PATIENCE_MS = 20 * SECOND;

export interface JoiningOptions {
  readonly chats: readonly Chat[];
  readonly catchUps: CatchUps;
  /** What waited for a platform is sent. */
  readonly sweep: () => Promise<void>;
  readonly log: Log;
}

/** Connects to the platforms, and hears first what was written there while the desk was away. */
export const createJoining = ({ chats, catchUps, sweep, log }: JoiningOptions) => {
  const leaving = new AbortController();

  /** Keeps trying while a platform is away; rejects only when somebody must change something. */
  const joinOne = async (chat: Chat): Promise<void> => {
    while (!leaving.signal.aborted) {
      try {
        await catchUps.plan(chat.platform);
        await chat.start(catchUps.receive);
        break;
      } catch (cause) {
        if (cause instanceof SetupError) throw cause;
        // What is being stopped has not failed.
        if (leaving.signal.aborted) return;
        log.warn({ err: cause, platform: chat.platform }, "the platform is away; trying again");
        await chat.stop();
        await delay(CONNECT_AGAIN_MS, undefined, { signal: leaving.signal }).catch(() => undefined);
      }
    }
    if (leaving.signal.aborted) return;
    await catchUps.read(chat.platform);
    await sweep();
  };

  const joinAll = async (): Promise<void> => {
    const joined = Promise.all(chats.map(joinOne));
    let starting = true;
    // One that turns out to be set up wrongly only later must not end a desk that serves the others; while it
    // starts, whoever starts it is told, once.
    joined.catch((cause: unknown) => {
      if (!starting) log.error({ err: cause }, "a platform cannot be used");
    });
    const patience = delay(START_PATIENCE_MS, undefined, { signal: leaving.signal }).catch(() => undefined);
    await Promise.race([joined, patience]).finally(() => {
      starting = false;
    });
  };

  return {
    /** Rejects only when somebody must change something. */
    join: joinAll,
    leave: (): void => leaving.abort(),
  };
};

import { DAY, MINUTE, SECOND, type Timestamp } from "../core/time.ts";
import type { Clock, Log } from "../ports.ts";
import type { Store, Wake } from "../ports-store.ts";
import type { Alarms } from "./alarms.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { Rounds } from "./duty/rounds.ts";
import type { Engine } from "./engine.ts";

/** How long a lost timer can delay anything (architecture.md). */
export const SWEEP_EVERY_MS = 2 * SECOND;
/** Slack redelivers for 6 minutes, a platform's history is read from the last known message: a week is ample. */
const REMEMBER_MS = 7 * DAY;
const FORGET_EVERY_MS = 10 * MINUTE;
const AT_ONCE = 500;

export interface Sweeper {
  /** The first round at once. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** One round, now: every overdue conversation, stuck row and failed inbound is looked at. */
  readonly sweep: () => Promise<void>;
}

export interface SweeperOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly alarms: Alarms;
  readonly dispatcher: Dispatcher;
  readonly rounds: Pick<Rounds, "go">;
  /** What tickets and mail wait for. */
  readonly tickets: { readonly go: () => Promise<void> };
  readonly clock: Clock;
  readonly log: Log;
}

/** The safety net: what no timer visited, what got stuck, what could not be handled before. */
export const createSweeper = (options: SweeperOptions): Sweeper => {
  const { store, engine, alarms, dispatcher, rounds, clock, log } = options;
  let timer: NodeJS.Timeout | null = null;
  let round: Promise<void> | null = null;
  let forgotAt: Timestamp = 0;

  /** Page by page, and none twice in a round: one that stays overdue, for a fault of ours, holds up no other. */
  const overdue = async (): Promise<void> => {
    const now = clock.now();
    for (let after: Wake | null = null; ; ) {
      const wakes: readonly Wake[] = await store.overdue(now, after, AT_ONCE);
      await Promise.all(wakes.map(({ id }) => alarms.ring(id)));
      after = wakes.at(-1) ?? null;
      if (wakes.length < AT_ONCE) return;
    }
  };

  const failed = async (): Promise<void> => {
    for (const { key, inbound } of await store.failedInbound(clock.now(), AT_ONCE)) {
      try {
        await engine.handle(inbound);
      } catch (cause) {
        log.error({ err: cause, key, inbound: inbound.type }, "inbound failed again; it is kept");
        await store.keepFailed(key, inbound, clock.now());
      }
    }
  };

  const forget = async (): Promise<void> => {
    const now = clock.now();
    if (now - forgotAt < FORGET_EVERY_MS) return;
    forgotAt = now;
    await store.forget(now - REMEMBER_MS);
  };

  /** What fails in one part holds up no other: a sweep is the last to find what got stuck. */
  const sweep = async (): Promise<void> => {
    const faults: unknown[] = [];
    for (const part of [overdue, dispatcher.sweep, rounds.go, options.tickets.go, failed, forget]) {
      await part().catch((cause: unknown) => faults.push(cause));
    }
    if (faults.length === 1) throw faults[0];
    if (faults.length > 1) throw new AggregateError(faults, "several parts of the sweep failed");
  };

  const once = (): Promise<void> => {
    round ??= sweep().finally(() => {
      round = null;
    });
    return round;
  };

  const tick = (afterMs: number): void => {
    timer = setTimeout(() => {
      once()
        .catch((cause: unknown) => log.error({ err: cause }, "sweep failed; the next one tries again"))
        .finally(() => {
          if (timer !== null) tick(SWEEP_EVERY_MS);
        });
    }, afterMs);
  };

  return {
    start: () => tick(0),
    stop: async () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await round?.catch(() => undefined);
    },
    // A round that is under way may have looked already where something is to be seen now.
    sweep: async () => {
      await round?.catch(() => undefined);
      await once();
    },
  };
};

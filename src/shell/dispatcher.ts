import type { Timestamp } from "../core/time.ts";
import type { OutboxRow } from "../ports-store.ts";
import { createSend, type SendOptions } from "./send.ts";

export type DispatcherOptions = SendOptions;

export interface Dispatcher {
  readonly start: () => Promise<void>;
  /** Lets what is under way finish, and starts nothing new. */
  readonly stop: () => Promise<void>;
  /** These lanes have something to send. Cheap, and safe to call too often. */
  readonly nudge: (lanes: readonly string[]) => void;
  /** Frees what dead processes held, and looks into every lane that has something to send. */
  readonly sweep: () => Promise<void>;
}

/** Claims outbox rows lane by lane, sends them through the adapters, backs off, and gives up loudly. */
export const createDispatcher = (options: DispatcherOptions): Dispatcher => {
  const { outbox, clock, log, checkpoint } = options;
  const sendSafely = createSend(options);
  let owner = 0;
  let stopping = false;
  const running = new Map<string, { count: number; again: boolean }>();
  const sleepers = new Map<string, { readonly at: Timestamp; readonly timer: NodeJS.Timeout }>();
  /** A lane that may not send yet is not asked at every nudge: a thousand rows may come to it in a second. */
  const limitedUntil = new Map<string, Timestamp>();
  const work = new Set<Promise<void>>();
  const inFlight = new Set<string>();
  /** Rows that stood as ours and unattended in the last sweep. */
  let orphans: ReadonlySet<string> = new Set();

  const wakeAt = (lane: string, at: Timestamp): void => {
    const before = sleepers.get(lane);
    const now = clock.now();
    if (stopping || (before !== undefined && before.at <= at && before.at > now)) return;
    clearTimeout(before?.timer);
    const timer = setTimeout(
      () => {
        sleepers.delete(lane);
        nudge([lane]);
      },
      Math.max(1, at - now),
    );
    timer.unref();
    sleepers.set(lane, { at, timer });
  };

  const sleep = async (lane: string): Promise<void> => {
    const next = await outbox.nextAt(lane, clock.now());
    if (next === null) return;
    limitedUntil.set(lane, next.limitedUntil);
    wakeAt(lane, next.at);
  };

  /** The rows that waited for these may stand in other lanes (the greeting behind the thread's making). */
  const handOn = async (lane: string, rows: readonly OutboxRow[]): Promise<void> => {
    const next = await outbox.nextLanes([...new Set(rows.map((row) => row.stream))]);
    nudge(next.filter((one) => one !== lane));
  };

  const run = async (lane: string, state: { count: number; again: boolean }): Promise<void> => {
    try {
      while (!stopping) {
        state.again = false;
        const rows = await outbox.claim(lane, owner, clock.now());
        if (rows.length > 0) {
          checkpoint("dispatcher:claimed");
          for (const row of rows) inFlight.add(row.id);
          try {
            await sendSafely(lane, rows);
          } finally {
            for (const row of rows) inFlight.delete(row.id);
          }
          keep(handOn(lane, rows), lane);
        } else if (!state.again) {
          await sleep(lane);
          // What came while we looked for the next moment was perhaps not seen by that look.
          if (!state.again) break;
        }
      }
    } catch (cause) {
      // The database is away: the sweeper nudges again when it is back.
      log.error({ err: cause, lane }, "lane stopped; the sweeper will look into it again");
    } finally {
      state.count -= 1;
      if (state.count === 0) running.delete(lane);
    }
  };

  const width = new Map<string, number>();

  const launch = async (lane: string): Promise<void> => {
    let wide = width.get(lane);
    if (wide === undefined) {
      wide = (await outbox.lane(lane))?.concurrency ?? 1;
      width.set(lane, wide);
    }
    const state = running.get(lane) ?? { count: 0, again: false };
    state.again = true;
    if (state.count >= wide || stopping) return;
    state.count += 1;
    running.set(lane, state);
    await run(lane, state);
  };

  const keep = (started: Promise<void>, lane: string): void => {
    const one = started.catch((cause: unknown) => {
      log.error({ err: cause, lane }, "lane did not start; the sweeper will look into it again");
    });
    work.add(one);
    void one.finally(() => work.delete(one));
  };

  const nudge = (lanes: readonly string[]): void => {
    if (owner === 0 || stopping) return;
    for (const lane of lanes) {
      const until = limitedUntil.get(lane) ?? 0;
      if (until > clock.now()) wakeAt(lane, until);
      else keep(launch(lane), lane);
    }
  };

  /**
   * The database was lost between a claim and its record: the row is ours and nobody attends to it. Seen twice, a
   * sweep apart, because a claim that is just being answered looks the same.
   */
  const freeOrphans = async (): Promise<void> => {
    const unattended = (await outbox.sending(owner)).filter((id) => !inFlight.has(id));
    const lost = unattended.filter((id) => orphans.has(id));
    orphans = new Set(unattended);
    if (lost.length === 0) return;
    log.warn({ lost: lost.length }, "trying again what the database forgot to let us record");
    await outbox.retryAt(lost, clock.now(), true);
  };

  const sweep = async (): Promise<void> => {
    await outbox.keepEnlisted(owner);
    await freeOrphans();
    const freed = await outbox.reclaim(owner);
    if (freed > 0) log.warn({ freed }, "took over what a stopped process was sending");
    nudge(await outbox.waitingLanes());
  };

  return {
    start: async () => {
      owner = await outbox.enlist(clock.now());
      await sweep();
    },
    stop: async () => {
      stopping = true;
      for (const { timer } of sleepers.values()) clearTimeout(timer);
      sleepers.clear();
      await Promise.allSettled([...work]);
    },
    nudge,
    sweep,
  };
};

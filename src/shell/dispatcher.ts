import type { Failure, Receipt } from "../core/inbound.ts";
import type { Timestamp } from "../core/time.ts";
import { SECOND } from "../core/time.ts";
import { type Chat, ChatError, type Checkpoint, type Clock, type Log, type Order } from "../ports.ts";
import type { OutboxRow, OutboxStore } from "../ports-store.ts";
import type { Chats } from "./address.ts";
import type { Compose } from "./compose.ts";
import type { Engine } from "./engine.ts";

export interface DispatcherOptions {
  readonly outbox: OutboxStore;
  readonly compose: Compose;
  readonly chats: Chats;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Log;
  readonly checkpoint: Checkpoint;
  readonly observe: (send: { readonly type: string; readonly outcome: string; readonly ms: number }) => void;
}

export interface Dispatcher {
  readonly start: () => Promise<void>;
  /** Lets what is under way finish, and starts nothing new. */
  readonly stop: () => Promise<void>;
  /** These lanes have something to send. Cheap, and safe to call too often. */
  readonly nudge: (lanes: readonly string[]) => void;
  /** Frees what dead processes held, and looks into every lane that has something to send. */
  readonly sweep: () => Promise<void>;
}

/** First wait after a failed attempt; doubles with each further one. */
const FIRST_BACKOFF_MS = SECOND;
const LONGEST_BACKOFF_MS = 30 * SECOND;
/** A message that could not be sent for this long is given up, loudly: nobody waits for it any more. */
export const GIVE_UP_AFTER_MS = 10 * 60 * SECOND;
/** A row that must wait for another one (a card update for its card). */
const WAIT_MS = SECOND;

const backoff = (attempts: number): number =>
  Math.min(FIRST_BACKOFF_MS * 2 ** Math.max(0, attempts - 1), LONGEST_BACKOFF_MS);

/** Claims outbox rows lane by lane, sends them through the adapters, backs off, and gives up loudly. */
export const createDispatcher = (options: DispatcherOptions): Dispatcher => {
  const { outbox, compose, chats, engine, clock, log, checkpoint } = options;
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

  const deliver = async (chat: Chat, orders: readonly Order[]): Promise<Receipt | null> => {
    let receipt: Receipt | null = null;
    for (const order of orders) receipt = await chat.deliver(order);
    return receipt;
  };

  const giveUpOrRetry = async (
    rows: readonly OutboxRow[],
    error: ChatError,
    now: Timestamp,
  ): Promise<void> => {
    const row = rows[0];
    if (row === undefined) return;
    if (error.kind !== "refused" && now - row.createdAt < GIVE_UP_AFTER_MS) {
      const waitMs = Math.max(error.retryAfterMs, error.retryAfterMs > 0 ? 0 : backoff(row.attempts));
      await outbox.retryAt(
        rows.map((one) => one.id),
        now + waitMs,
        error.kind === "unknown",
      );
      return;
    }
    const failure: Failure =
      error.kind === "refused" ? error.failure : { reason: "timeout", code: error.failure.code };
    log.warn({ outboxId: row.id, effect: row.type, ...failure }, "effect failed for good");
    await engine.handle({ type: "EffectFailed", outboxId: row.id, failure });
  };

  const send = async (lane: string, rows: readonly OutboxRow[]): Promise<void> => {
    const row = rows[0];
    if (row === undefined) return;
    const ids = rows.map((one) => one.id);
    const composed = await compose(rows);
    if (composed.do === "drop") return outbox.drop(ids, clock.now());
    if (composed.do === "wait") return outbox.retryAt(ids, clock.now() + WAIT_MS, false);
    if (composed.do === "fail") {
      return engine.handle({ type: "EffectFailed", outboxId: row.id, failure: composed.failure });
    }
    const chat = chats.get(composed.platform);
    if (chat === undefined) return outbox.retryAt(ids, clock.now() + LONGEST_BACKOFF_MS, false);
    const startedAt = performance.now();
    const done = (outcome: string): void =>
      options.observe({ type: row.type, outcome, ms: performance.now() - startedAt });
    checkpoint("dispatcher:before-send");
    try {
      const receipt = await deliver(chat, composed.orders);
      checkpoint("dispatcher:sent");
      if (receipt === null) await outbox.drop(ids, clock.now());
      else await engine.handle({ type: "EffectDelivered", outboxId: row.id, receipt });
      checkpoint("dispatcher:recorded");
      done("delivered");
    } catch (cause) {
      if (!(cause instanceof ChatError)) throw cause;
      done(cause.kind);
      if (cause.retryAfterMs > 0) await outbox.holdLane(lane, clock.now() + cause.retryAfterMs);
      await giveUpOrRetry(rows, cause, clock.now());
    }
  };

  /** A fault of ours (or the database's) must not lose the row: it is tried again, and looked for first. */
  const sendSafely = async (lane: string, rows: readonly OutboxRow[]): Promise<void> => {
    try {
      await send(lane, rows);
    } catch (cause) {
      const row = rows[0];
      log.error({ err: cause, outboxId: row?.id, effect: row?.type }, "sending failed unexpectedly");
      const failed = new ChatError("unknown", { reason: "timeout", code: "internal" }, { cause });
      await giveUpOrRetry(rows, failed, clock.now());
    }
  };

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

  /** The row that waited for this one may stand in another lane (the greeting behind the thread's making). */
  const handOn = async (lane: string, rows: readonly OutboxRow[]): Promise<void> => {
    const stream = rows[0]?.stream;
    const next = stream === undefined ? null : await outbox.nextLane(stream);
    if (next !== null && next !== lane) nudge([next]);
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
      owner = await outbox.enlist();
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

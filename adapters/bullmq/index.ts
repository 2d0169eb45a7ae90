import { setTimeout as delay } from "node:timers/promises";
import { createPostgresBackend, createRedisBackend, type JobsOptions, withBackend } from "bullmq";
import type { Clock, Log, Timers } from "../../src/ports.ts";
import type { Wake } from "../../src/ports-store.ts";

export interface TimerOptions {
  /** BullMQ's store: Redis where it is given, else the Postgres that holds everything else. */
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
  /** Keeps several installations apart in one Redis or one database. Default `deskclock`. */
  readonly namespace?: string;
  readonly clock: Clock;
  readonly log: Log;
}

interface Alarm {
  readonly conversationId: string;
}

const QUEUE = "alarms";
/** Whoever is rung handles alarms in batches: while one of a hundred is under way, the next one gathers. */
const CONCURRENCY = 200;

/** A queue that is away is looked for this often, and has this long to answer. */
const LOOK_AGAIN_MS = 2000;

/** While it connects for the first time, it is looked for this often. */
const FIRST_LOOK_MS = 50;

/** Alarms that run when the desk stops have this long to end. */
const STOP_PATIENCE_MS = 5000;

const within = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  const patience = new AbortController();
  const late = delay(ms, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`the queue did not answer within ${ms} ms`);
  });
  late.catch(() => undefined);
  return Promise.race([work, late]).finally(() => patience.abort());
};

/** What the two backends are asked for, and nothing more: the same code drives both. */
interface AlarmQueue {
  add(name: string, alarm: Alarm, options: JobsOptions): Promise<unknown>;
  addBulk(
    jobs: { readonly name: string; readonly data: Alarm; readonly opts: JobsOptions }[],
  ): Promise<unknown>;
  remove(jobId: string): Promise<unknown>;
  close(): Promise<void>;
  getDelayedCount(): Promise<number>;
  on(event: "error", listener: (error: Error) => void): unknown;
}

interface AlarmWorker {
  close(force?: boolean): Promise<void>;
  on(event: "error", listener: (error: Error) => void): unknown;
}

interface Backend {
  readonly queue: AlarmQueue;
  readonly worker: (onAlarm: (alarm: Alarm) => Promise<void>) => AlarmWorker;
}

/** BullMQ's own grows to 20 s, a third of a first answer's minute. */
const retryStrategy = (): number => 1000;

const onRedis = (url: string, namespace: string): Backend => {
  const { Queue: RedisQueue, Worker: RedisWorker } = withBackend(createRedisBackend);
  return {
    // A producer that waited for Redis for ever would hold up the engine: it fails at once, the sweeper helps.
    queue: new RedisQueue<Alarm>(QUEUE, {
      connection: { url, enableOfflineQueue: false, maxRetriesPerRequest: 1, retryStrategy },
      prefix: namespace,
      skipVersionCheck: true,
      skipWaitingForReady: true,
    }),
    worker: (onAlarm) =>
      new RedisWorker<Alarm>(QUEUE, (job) => onAlarm(job.data), {
        connection: { url, maxRetriesPerRequest: null, retryStrategy },
        prefix: namespace,
        // Its version is asked for: of an unknown Redis, BullMQ waits in whole seconds (waitForJob, canDoubleTimeout),
        // and every alarm would be late by up to one.
        concurrency: CONCURRENCY,
      }),
  };
};

const onPostgres = (url: string, namespace: string): Backend => {
  const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend);
  const connection = { connectionString: url, schema: namespace, migrate: true, max: 4 };
  return {
    queue: new PostgresQueue<Alarm>(QUEUE, { connection }),
    worker: (onAlarm) =>
      new PostgresWorker<Alarm>(QUEUE, (job) => onAlarm(job.data), { connection, concurrency: CONCURRENCY }),
  };
};

/**
 * One delayed job per conversation, at its next deadline. The id carries the due time, because BullMQ silently
 * ignores an id that it still keeps; it holds no `:` and is not all digits (docs.bullmq.io/guide/jobs/job-ids).
 */
export const createTimers = (options: TimerOptions): Timers => {
  const { clock, log } = options;
  // On Postgres it names a schema, which takes letters, digits and underscores only.
  const namespace = (options.namespace ?? "deskclock").replace(/\W/g, "_");
  const backend =
    options.redisUrl === null
      ? onPostgres(options.databaseUrl, namespace)
      : onRedis(options.redisUrl, namespace);
  const lastJob = new Map<string, string>();
  let worker: AlarmWorker | null = null;
  let healthy = false;
  let steps = 0;

  let stopped = false;
  let looking: NodeJS.Timeout | null = null;
  let returned: () => Promise<void> = async () => {};

  const trouble = (cause: unknown): void => {
    if (healthy) log.warn({ err: cause }, "the queue is away; the sweeper stands in for its timers");
    healthy = false;
    if (looking === null && !stopped) looking = setTimeout(look, LOOK_AGAIN_MS);
  };

  const jobIdOf = ({ id, at }: Wake): string =>
    `wake-${id}-${Math.ceil(at)}${steps === 0 ? "" : `-${steps}`}`;

  /** A queue that was away may have been emptied: what was set before counts no more. */
  const look = async (): Promise<void> => {
    looking = null;
    try {
      await within(backend.queue.getDelayedCount(), LOOK_AGAIN_MS);
      if (healthy) return;
      healthy = true;
      lastJob.clear();
      await returned();
    } catch (cause) {
      trouble(cause);
    }
  };
  backend.queue.on("error", trouble);

  /** It fails at once while it connects, and is not away for that. */
  const firstLook = async (): Promise<void> => {
    const giveUpAt = performance.now() + LOOK_AGAIN_MS;
    for (await look(); !healthy && performance.now() < giveUpAt; await look()) await delay(FIRST_LOOK_MS);
  };

  return {
    start: async (onAlarm, onReturn) => {
      worker = backend.worker(async ({ conversationId }) => {
        lastJob.delete(conversationId);
        await onAlarm(conversationId);
      });
      worker.on("error", trouble);
      await firstLook();
      if (!healthy) log.warn({}, "the queue is away; the sweeper stands in for its timers");
      returned = onReturn;
    },
    stop: async () => {
      stopped = true;
      if (looking !== null) clearTimeout(looking);
      // Away, it would be waited for until it is back: alarms are hints, so nothing is lost by leaving.
      const closed = async (): Promise<void> => {
        await worker?.close(!healthy);
        await backend.queue.close();
      };
      await within(closed(), STOP_PATIENCE_MS).catch((cause: unknown) =>
        log.debug({ err: cause }, "left the queue without a word: it is away"),
      );
    },
    setMany: async (wakes) => {
      const fresh = wakes.filter((wake) => lastJob.get(wake.id) !== jobIdOf(wake));
      if (fresh.length === 0) return;
      const jobs = fresh.map((wake) => ({
        name: "wake",
        data: { conversationId: wake.id },
        opts: {
          jobId: jobIdOf(wake),
          delay: Math.max(0, Math.ceil(wake.at) - clock.now()),
          removeOnComplete: true,
          removeOnFail: true,
        },
      }));
      // Looked up before: whoever sets the same alarm meanwhile must not see it as one to replace.
      const replaced = fresh.flatMap(({ id }) => lastJob.get(id) ?? []);
      const [only, ...others] = jobs;
      // In Postgres a bulk makes temporary tables: too much for one alarm.
      if (only !== undefined && others.length === 0) await backend.queue.add(only.name, only.data, only.opts);
      else await backend.queue.addBulk(jobs);
      for (const wake of fresh) lastJob.set(wake.id, jobIdOf(wake));
      // Only tidiness: an alarm that is no longer due finds nothing to do.
      await Promise.all(replaced.map((jobId) => backend.queue.remove(jobId)));
    },
    clockStepped: () => {
      steps += 1;
    },
    ready: () => healthy,
  };
};

import { createPostgresBackend, createRedisBackend, type JobsOptions, withBackend } from "bullmq";
import type { Clock, Log, Timers } from "../../src/ports.ts";

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
/** Alarms only read a row and mostly do nothing, so many may run at once: 10,000 can fall due in one second. */
const CONCURRENCY = 16;

/** What the two backends are asked for, and nothing more: the same code drives both. */
interface AlarmQueue {
  add(name: string, alarm: Alarm, options: JobsOptions): Promise<unknown>;
  remove(jobId: string): Promise<unknown>;
  close(): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  on(event: "error", listener: (error: Error) => void): unknown;
}

interface AlarmWorker {
  close(): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "ready", listener: () => void): unknown;
}

interface Backend {
  readonly queue: AlarmQueue;
  readonly worker: (onAlarm: (alarm: Alarm) => Promise<void>) => AlarmWorker;
}

const onRedis = (url: string, namespace: string): Backend => {
  const { Queue: RedisQueue, Worker: RedisWorker } = withBackend(createRedisBackend);
  return {
    // A producer that waited for Redis for ever would hold up the engine: it fails at once, the sweeper helps.
    queue: new RedisQueue<Alarm>(QUEUE, {
      connection: { url, enableOfflineQueue: false, maxRetriesPerRequest: 1 },
      prefix: namespace,
      skipVersionCheck: true,
      skipWaitingForReady: true,
    }),
    worker: (onAlarm) =>
      new RedisWorker<Alarm>(QUEUE, (job) => onAlarm(job.data), {
        connection: { url, maxRetriesPerRequest: null },
        prefix: namespace,
        concurrency: CONCURRENCY,
        skipVersionCheck: true,
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

  const trouble = (cause: unknown): void => {
    if (healthy) log.warn({ err: cause }, "the queue is away; the sweeper stands in for its timers");
    healthy = false;
  };
  backend.queue.on("error", trouble);

  return {
    start: async (onAlarm) => {
      worker = backend.worker(async ({ conversationId }) => {
        lastJob.delete(conversationId);
        await onAlarm(conversationId);
      });
      worker.on("error", trouble);
      worker.on("ready", () => {
        healthy = true;
      });
      await Promise.all([backend.queue.waitUntilReady(), worker.waitUntilReady()]);
      healthy = true;
    },
    stop: async () => {
      await worker?.close();
      await backend.queue.close();
    },
    set: async (conversationId, at) => {
      const jobId = `wake-${conversationId}-${Math.ceil(at)}${steps === 0 ? "" : `-${steps}`}`;
      const before = lastJob.get(conversationId);
      if (before === jobId) return;
      lastJob.set(conversationId, jobId);
      await backend.queue.add(
        "wake",
        { conversationId },
        {
          jobId,
          delay: Math.max(0, Math.ceil(at) - clock.now()),
          removeOnComplete: true,
          removeOnFail: true,
        },
      );
      healthy = true;
      if (before !== undefined) {
        // Only tidiness: an alarm that is no longer due finds nothing to do.
        await backend.queue.remove(before);
      }
    },
    clockStepped: () => {
      steps += 1;
    },
    ready: () => healthy,
  };
};

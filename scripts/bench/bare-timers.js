// @ts-check
/**
 * The floor: as many delayed jobs of BullMQ alone, due at the same pace, whose handler only looks at the clock, or
 * posts to Slack: then it is late by when Slack says that the post arrived.
 */
import { createPostgresBackend, createRedisBackend, withBackend } from "bullmq";

const {
  REDIS_URL = "",
  DATABASE_URL = "",
  COUNT = "",
  LEAD_MS = "",
  SPREAD_MS = "",
  CONCURRENCY = "",
  SLACK_API_URL = "",
  SLACK_BOT_TOKEN = "",
  CHANNEL = "",
} = process.env;
const count = Number(COUNT);
const concurrency = Number(CONCURRENCY);
const onRedis = REDIS_URL !== "";
const { Queue, Worker } = onRedis ? withBackend(createRedisBackend) : withBackend(createPostgresBackend);
const connection = onRedis
  ? { url: REDIS_URL, maxRetriesPerRequest: null }
  : { connectionString: DATABASE_URL, schema: "bare", migrate: true, max: 4 };
// One backend's types do not know the other's connection.
const queue = new Queue("bare", /** @type {any} */ ({ connection }));
const arrival = async () => {
  if (SLACK_API_URL === "") return Date.now();
  const response = await fetch(`${SLACK_API_URL.replace(/\/?$/, "/")}chat.postMessage`, {
    method: "POST",
    headers: { authorization: `Bearer ${SLACK_BOT_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ channel: CHANNEL, text: "30 s left · #1 Visitor 1" }),
  });
  const { ts } = /** @type {{ ts: string }} */ (await response.json());
  return Number(ts) * 1000;
};
/** @type {number[]} */
const lateness = [];
const worker = new Worker(
  "bare",
  async (/** @type {{ data: { due: number } }} */ job) => {
    lateness.push((await arrival()) - job.data.due);
    if (lateness.length === count) process.send?.(lateness);
  },
  /** @type {any} */ ({ connection, concurrency }),
);
await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
const first = Date.now() + Number(LEAD_MS);
for (let from = 0; from < count; from += 500) {
  await Promise.all(
    Array.from({ length: Math.min(500, count - from) }, (_, index) => {
      const due = Math.round(first + ((from + index) * Number(SPREAD_MS)) / count);
      return queue.add(
        "wake",
        { due },
        {
          jobId: `wake-${from + index}-${due}`,
          delay: Math.max(0, due - Date.now()),
          removeOnComplete: true,
        },
      );
    }),
  );
}
console.log(`added ${first - Date.now()} ms before the first is due`);
process.on("SIGTERM", () => {
  void Promise.all([worker.close(), queue.close()]).then(() => process.exit(0));
});

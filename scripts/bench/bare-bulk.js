// @ts-check
/** The floor of a recovery: as many delayed jobs of BullMQ alone, a thousand at once. */
import { createRedisBackend, withBackend } from "bullmq";

const { REDIS_URL = "", COUNT = "" } = process.env;
const count = Number(COUNT);
const { Queue } = withBackend(createRedisBackend);
const queue = new Queue("bare-bulk", { connection: { url: REDIS_URL } });
await queue.waitUntilReady();
const startedAt = performance.now();
for (let from = 0; from < count; from += 1000) {
  await queue.addBulk(
    Array.from({ length: Math.min(1000, count - from) }, (_, index) => ({
      name: "wake",
      data: { conversationId: `bare-${from + index}` },
      opts: { jobId: `wake-${from + index}`, delay: 3_600_000 + from + index, removeOnComplete: true },
    })),
  );
}
process.send?.([performance.now() - startedAt]);
process.on("SIGTERM", () => {
  void queue.close().then(() => process.exit(0));
});

// @ts-check
import { ensureProgram } from "./apt.js";

/** The tests' Redis: REDIS_URL, or a program. */
export async function ensureRedis() {
  if (process.env["REDIS_URL"]) return;
  await ensureProgram(["redis-server", "valkey-server"], "redis-server");
}

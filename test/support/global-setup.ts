import type { TestProject } from "vitest/node";
import { startTestPostgres } from "./postgres-server.ts";
import { startTestRedis } from "./redis-server.ts";
import { makeRunDir, sweepRunDirs } from "./run-dir.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A server on which each test file makes databases of its own. */
    readonly postgresUrl: string;
    readonly redisUrl: string | null;
  }
}

/** The servers of one whole run, whoever started it: `npm test`, or vitest on a single file. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepRunDirs();
  const runDir = makeRunDir();
  const [postgres, redis] = await Promise.all([startTestPostgres(runDir.path), startTestRedis(runDir.path)]);
  project.provide("postgresUrl", postgres.url);
  project.provide("redisUrl", redis?.url ?? null);
  const kill = (): void => {
    postgres.kill();
    redis?.kill();
    runDir.remove();
  };
  // Ctrl-C makes vitest exit without its teardown: only what is synchronous still happens.
  process.once("exit", kill);
  return async () => {
    await Promise.all([postgres.stop(), redis?.stop()]);
    process.off("exit", kill);
    runDir.remove();
  };
}

import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { Redis } from "ioredis";
import postgres from "postgres";
import { repoRoot } from "../../src/root.ts";

export interface Machine {
  readonly at: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly postgres: string;
  readonly redis: string | null;
  readonly commit: string;
}

const git = (...args: readonly string[]): string => {
  try {
    return execFileSync("git", args, { cwd: repoRoot, encoding: "utf8" }).trim();
  } catch {
    // A copy without its history.
    return "unknown";
  }
};

const redisVersion = async (url: string): Promise<string> => {
  const client = new Redis(url);
  try {
    const info = await client.info("server");
    return /(?:valkey|redis)_version:(\S+)/.exec(info)?.[1] ?? "unknown";
  } finally {
    client.disconnect();
  }
};

const postgresVersion = async (url: string): Promise<string> => {
  const sql = postgres(url, { max: 1 });
  try {
    const rows =
      await sql`select current_setting('server_version') as version, current_setting('fsync') as fsync`;
    return `${rows[0]?.["version"]} (fsync ${rows[0]?.["fsync"]})`;
  } finally {
    await sql.end();
  }
};

/** What the figures were taken on. */
export const describeMachine = async (postgresUrl: string, redisUrl: string | null): Promise<Machine> => {
  const changed = git("status", "--porcelain", "--", "src", "adapters", "db") === "" ? "" : " with changes";
  return {
    at: new Date().toISOString(),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: await postgresVersion(postgresUrl),
    redis: redisUrl === null ? null : await redisVersion(redisUrl),
    commit: `${git("rev-parse", "--short", "HEAD")}${changed}`,
  };
};

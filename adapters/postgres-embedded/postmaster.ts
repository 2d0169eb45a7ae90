import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

/** What a running server writes into its data folder. https://www.postgresql.org/docs/18/storage-file-layout.html */
export type Postmaster = { readonly pid: number; readonly startedAt: number; readonly port: number };

const pidFile = (clusterDir: string): string => join(clusterDir, "postmaster.pid");

/** Clocks of `ps` and of the pid file are cut to whole seconds, each on its own. */
const startTimeSlackMs = 3_000;

export async function readPostmaster(clusterDir: string): Promise<Postmaster | null> {
  const text = await readFile(pidFile(clusterDir), "utf8").catch(() => null);
  const [pid, , startedAt, port] = (text ?? "").split("\n").map(Number);
  // A file that is still being written lacks its last lines; the server that writes it is not ready either.
  if (!pid || !startedAt || !port) return null;
  return { pid, startedAt: startedAt * 1_000, port };
}

/** Ended, and not yet buried by its parent: in a container whose first process never does so, for good. */
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    // The state follows the program's name, which stands in brackets and may hold brackets itself.
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Whether that process id is still this cluster's server and not a later process that got the same number. */
export async function isServing(postmaster: Postmaster, clusterDir: string): Promise<boolean> {
  if (!isAlive(postmaster.pid)) return false;
  if (process.platform === "linux") {
    // A server works in its data folder.
    const cwd = await readlink(`/proc/${postmaster.pid}/cwd`).catch(() => null);
    return cwd !== null && cwd === (await realpath(clusterDir));
  }
  if (process.platform === "win32") return true;
  const ps = await promisify(execFile)("ps", ["-o", "lstart=", "-p", String(postmaster.pid)], {
    env: { LC_ALL: "C", PATH: "/usr/bin:/bin" },
  }).catch(() => null);
  const startedAt = Date.parse(ps?.stdout.trim() ?? "");
  return Math.abs(startedAt - postmaster.startedAt) <= startTimeSlackMs;
}

/**
 * Removes a pid file left by a server that is gone. Postgres does so itself unless the number was given to
 * another process of the same user, which it takes for the server.
 */
export async function clearStale(clusterDir: string): Promise<void> {
  const postmaster = await readPostmaster(clusterDir);
  if (postmaster !== null && !(await isServing(postmaster, clusterDir))) {
    await rm(pidFile(clusterDir), { force: true });
  }
}

export async function waitUntil(condition: () => boolean, timeoutMs: number): Promise<boolean> {
  const until = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > until) return false;
    await delay(20);
  }
  return true;
}

/** Longest wait for an orderly end: the server ends its sessions and writes a checkpoint. */
const fastShutdownMs = 10_000;
const immediateShutdownMs = 5_000;

function signal(pid: number, name: NodeJS.Signals): void {
  if (isAlive(pid)) process.kill(pid, name);
}

/** SIGINT is Postgres's "fast shutdown", SIGQUIT its "immediate". https://www.postgresql.org/docs/18/server-shutdown.html */
export async function stopPostmaster(pid: number): Promise<void> {
  const gone = (): boolean => !isAlive(pid);
  signal(pid, "SIGINT");
  if (await waitUntil(gone, fastShutdownMs)) return;
  signal(pid, "SIGQUIT");
  await waitUntil(gone, immediateShutdownMs);
}

import { chmodSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive, readPostmaster, stopPostmaster } from "../../adapters/postgres-embedded/postmaster.ts";

/** Names the run's process, so that a later run can tell a dead one's remains from a neighbour at work. */
const prefix = "deskclock-test-";

/** Where the run's Redis writes its process id. */
export const redisPidFile = "redis.pid";

export type RunDir = { readonly path: string; readonly remove: () => void };

export function makeRunDir(): RunDir {
  const path = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // Root's database server runs as another user, who must be able to enter.
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Both servers work in the run's folder or below it: a process elsewhere has only inherited the number. */
function worksIn(pid: number, runDir: string): boolean {
  try {
    return process.platform !== "linux" || readlinkSync(`/proc/${pid}/cwd`).startsWith(runDir);
  } catch {
    return false;
  }
}

async function endLeftServers(runDir: string): Promise<void> {
  const postmaster = await readPostmaster(join(runDir, "postgres", "cluster"));
  const redisPid = Number(await readFile(join(runDir, redisPidFile), "utf8").catch(() => "0"));
  if (postmaster !== null && worksIn(postmaster.pid, runDir)) await stopPostmaster(postmaster.pid);
  if (redisPid > 0 && worksIn(redisPid, runDir)) process.kill(redisPid, "SIGKILL");
}

/** Ends and removes what killed runs left behind. */
export async function sweepRunDirs(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const path = join(tmpdir(), name);
    try {
      await endLeftServers(path);
      rmSync(path, { recursive: true, force: true });
    } catch (error) {
      // Another user's: theirs to sweep.
      if (
        !(error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM"))
      ) {
        throw error;
      }
    }
  }
}

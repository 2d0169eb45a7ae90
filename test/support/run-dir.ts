import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive, readPostmaster, stopPostmaster } from "../../adapters/postgres-embedded/postmaster.ts";

/** Names the run's process, so that a later run can tell a dead one's remains from a neighbour at work. */
const prefix = "deskclock-test-";

export type RunDir = { readonly path: string; readonly remove: () => void };

export function makeRunDir(): RunDir {
  const path = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // Root's database server runs as another user, who must be able to enter.
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Ends and removes what killed runs left behind. */
export async function sweepRunDirs(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const path = join(tmpdir(), name);
    const postmaster = await readPostmaster(join(path, "postgres", "cluster"));
    try {
      if (postmaster !== null) await stopPostmaster(postmaster.pid);
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

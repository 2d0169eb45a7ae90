import { execFile } from "node:child_process";
import { join } from "node:path";
import { VARIABLES } from "../../src/config/variables.ts";
import { repoRoot } from "../../src/root.ts";

export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Nothing but what a test says is set, whatever stands in this machine's environment and .env. */
const nothing = Object.fromEntries(VARIABLES.map((name) => [name, ""]));

/** A command beside the desk, as whoever types it sees it. */
export const runScript = (
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Told> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--import", "tsx", join(repoRoot, "scripts", script), ...args],
      { cwd: repoRoot, env: { ...process.env, ...nothing, ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

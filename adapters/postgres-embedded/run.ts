import { type SpawnOptions, spawn } from "node:child_process";
import type { Account } from "./account.ts";

/**
 * How every program of the server is started: away from the caller's folder (which the server's user may
 * not be able to enter) and without the caller's environment, so that PGPORT, PGDATA, LANG or a missing
 * HOME change nothing. Windows programs need the system's variables.
 */
export function spawnOptions(account: Account | null): SpawnOptions {
  if (process.platform === "win32") return { windowsHide: true };
  return { cwd: "/", env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" }, ...account };
}

export async function runs(
  file: string,
  args: readonly string[],
  account: Account | null,
): Promise<{ readonly ok: boolean; readonly output: string }> {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(file, args, { ...spawnOptions(account), stdio: ["ignore", "pipe", "pipe"] });
    const collect = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", (error) => resolve({ ok: false, output: `${error.message}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}

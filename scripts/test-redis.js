// @ts-check
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runProgram, say } from "./alone.js";

/** @param {string} name */
function isOnPath(name) {
  return (process.env["PATH"] ?? "").split(delimiter).some((dir) => {
    try {
      accessSync(join(dir, name), constants.X_OK);
      return dir !== "";
    } catch {
      return false;
    }
  });
}

function mayInstall() {
  const isRoot = process.getuid?.() === 0;
  return isRoot && existsSync("/etc/debian_version") && isOnPath("apt-get") && !process.env["NO_INSTALL"];
}

/**
 * The tests' Redis: REDIS_URL or a program on the PATH, which the tests start themselves; else installed
 * where that is ours to do; else the tests skip what needs it, and say so.
 */
export async function ensureRedis() {
  if (process.env["REDIS_URL"] || isOnPath("redis-server") || isOnPath("valkey-server") || !mayInstall())
    return;
  say("Installing redis-server for the tests (apt-get install -y redis-server; NO_INSTALL=1 forbids it).");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "-qq", "--no-install-recommends", "redis-server"];
  if ((await runProgram("apt-get", install, env)) === 0) return;
  // A bare image has no package lists yet.
  await runProgram("apt-get", ["update", "-qq"], env);
  const code = await runProgram("apt-get", install, env);
  if (code !== 0) say(`redis-server could not be installed (apt-get ended with ${code}).`);
}

// @ts-check
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runProgram, say } from "./alone.js";

/** @param {string} name */
export function isOnPath(name) {
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
 * A server that the tests start themselves: any of these programs on the PATH, else installed where that is ours to do;
 * else the tests skip what needs it, and say so.
 * @param {readonly string[]} programs
 * @param {string} name of the Debian package
 */
export async function ensureProgram(programs, name) {
  if (programs.some(isOnPath) || !mayInstall()) return;
  say(`Installing ${name} for the tests (apt-get install -y ${name}; NO_INSTALL=1 forbids it).`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "-qq", "--no-install-recommends", name];
  if ((await runProgram("apt-get", install, env)) === 0) return;
  // A bare image has no package lists yet.
  await runProgram("apt-get", ["update", "-qq"], env);
  const code = await runProgram("apt-get", install, env);
  if (code !== 0) say(`${name} could not be installed (apt-get ended with ${code}).`);
}

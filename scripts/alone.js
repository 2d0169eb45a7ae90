// @ts-check
import { spawn } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockFile = join(root, ".data/install.lock");
const pollMs = 200;
let holdsLock = false;

/** On stderr: what these commands print for others to read stays on stdout. @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {string} sentence @returns {never} */
export function giveUp(sentence) {
  say(sentence);
  process.exit(1);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** @returns {boolean} */
function takeLock() {
  mkdirSync(dirname(lockFile), { recursive: true });
  const draft = `${lockFile}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    // A link appears with its content or not at all: nobody reads half a process id.
    linkSync(draft, lockFile);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The command that holds the lock and the program it runs: npm may outlive a killed command for a while. */
function holders() {
  try {
    return readFileSync(lockFile, "utf8").split(" ").map(Number);
  } catch {
    return [];
  }
}

/** Takes a dead holder's lock away; moved first, so that a lock taken meanwhile is noticed and put back. @param {number[]} dead */
function breakLock(dead) {
  const moved = `${lockFile}.${process.pid}.broken`;
  try {
    renameSync(lockFile, moved);
    if (readFileSync(moved, "utf8") !== dead.join(" ")) linkSync(moved, lockFile);
    rmSync(moved, { force: true });
  } catch (error) {
    // Another command broke it first.
    if (!(error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EEXIST")))
      throw error;
  }
}

/**
 * One command at a time installs or builds; the others wait and then look again.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  let told = false;
  while (!takeLock()) {
    const pids = holders();
    if (pids.length > 0 && !pids.some(isAlive)) breakLock(pids);
    else {
      if (!told && pids.length > 0)
        say(`Waiting for process ${pids.join(", ")}, which is installing or building here.`);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
  holdsLock = true;
  const release = () => {
    holdsLock = false;
    rmSync(lockFile, { force: true });
  };
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

/**
 * Runs a program to its end, even when we are told to end meanwhile: npm tidies up on Ctrl-C, and nobody else
 * may touch node_modules until it has.
 * @param {string} file @param {readonly string[]} args @returns {Promise<number | null>}
 */
export function runProgram(file, args, env = process.env) {
  return new Promise((resolve) => {
    /** @type {NodeJS.Signals | null} */
    let told = null;
    // Its standard output goes to our standard error.
    const child = spawn(file, args, {
      cwd: root,
      env,
      stdio: ["ignore", 2, 2],
      shell: file.endsWith(".cmd"),
    });
    if (holdsLock && child.pid !== undefined) writeFileSync(lockFile, `${process.pid} ${child.pid}`);
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      told = signal;
      child.kill(signal);
    };
    /** @param {number | null} code */
    const end = (code) => {
      process.off("SIGINT", pass).off("SIGTERM", pass);
      if (told !== null) process.exit(told === "SIGINT" ? 130 : 143);
      resolve(code);
    };
    process.on("SIGINT", pass).on("SIGTERM", pass);
    child.on("error", () => end(null));
    child.on("exit", (code) => end(code ?? -1));
  });
}

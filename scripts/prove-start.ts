/**
 * Proves `npm start` as a newcomer meets it: a fresh clone, in a folder that nobody else may enter, no
 * configuration. It installs, serves its page, stops on Ctrl-C with its database, and comes back after
 * a stop and after a SIGKILL.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { systemDir } from "../adapters/postgres-embedded/home.ts";
import { isAlive, readPostmaster, waitUntil } from "../adapters/postgres-embedded/postmaster.ts";
import { repoRoot } from "../src/root.ts";
import { converse, expectStanding } from "./prove-conversation.ts";

const firstStartTimeoutMs = 180_000;
/** Patience, not the promise of ten seconds: a busy machine is no fault of the desk. The times are printed. */
const nextStartTimeoutMs = 60_000;
const stopTimeoutMs = 15_000;
/** What a newcomer's shell has; a developer's tokens and databases must not help or hinder. */
const kept = ["PATH", "HOME", "USER", "TMPDIR", "LANG", "NO_INSTALL"];

const workDir = mkdtempSync(join(tmpdir(), "deskclock-prove-"));
const clone = join(workDir, "deskclock");
const clusterDir = join(clone, ".data/postgres/cluster");

function newcomerEnv(): NodeJS.ProcessEnv {
  const isKept = (name: string): boolean =>
    kept.includes(name) || /^(npm_config_|SSL_|NODE_EXTRA)/i.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => isKept(name)));
}

/** npm passes Ctrl-C on and then dies of it itself; only the desk alone tells its exit code. */
const viaNpm = ["npm", "start"] as const;
const alone = [process.execPath, "scripts/start.js"] as const;
type Command = typeof viaNpm | readonly [string, string];

type Desk = { readonly process: ChildProcess; readonly address: string; readonly databasePid: number };

function expect(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}

async function printedAddress(npm: ChildProcess, timeoutMs: number): Promise<string> {
  if (npm.stdout === null) throw new Error("npm start was spawned without a pipe for its output.");
  const lines: string[] = [];
  const timer = setTimeout(() => signalGroup(npm, "SIGKILL"), timeoutMs);
  try {
    for await (const line of createInterface(npm.stdout)) {
      lines.push(line);
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (address !== undefined) {
        npm.stdout.resume();
        return address;
      }
    }
  } finally {
    clearTimeout(timer);
  }
  throw new Error(`npm start printed no address within ${timeoutMs} ms:\n${lines.join("\n")}`);
}

/** As a terminal does: to npm, its shell and the desk at once. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, signal);
}

async function start([program, argument]: Command, timeoutMs: number): Promise<Desk> {
  const startedAt = Date.now();
  const npm = spawn(program, [argument], {
    cwd: clone,
    env: newcomerEnv(),
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(npm);
  const address = await printedAddress(npm, timeoutMs);
  for (const path of ["/healthz", "/"]) {
    const { status } = await fetch(new URL(path, address));
    expect(status === 200, `GET ${address}${path}: expected 200, got ${status}.`);
  }
  const postmaster = await readPostmaster(clusterDir);
  if (postmaster === null) throw new Error(`No database serves from ${clusterDir}.`);
  console.error(`npm start: ${address} answers after ${Date.now() - startedAt} ms`);
  return { process: npm, address, databasePid: postmaster.pid };
}

async function stop({ process: npm, databasePid }: Desk): Promise<void> {
  const ended = once(npm, "exit");
  signalGroup(npm, "SIGINT");
  const timer = setTimeout(() => signalGroup(npm, "SIGKILL"), stopTimeoutMs);
  const [code, signal] = await ended;
  clearTimeout(timer);
  const orderly = code === 0 || (npm.spawnfile === "npm" && (signal === "SIGINT" || code === 130));
  expect(orderly, `${npm.spawnargs.join(" ")} ended with ${code ?? signal} on Ctrl-C, expected 0.`);
  expect(
    await waitUntil(() => !isAlive(databasePid), 1_000),
    `The database (${databasePid}) outlived Ctrl-C.`,
  );
  expect(!existsSync(join(clusterDir, "postmaster.pid")), "The database did not end in order.");
}

async function kill({ process: npm }: Desk): Promise<void> {
  const ended = once(npm, "exit");
  signalGroup(npm, "SIGKILL");
  await ended;
}

const started: ChildProcess[] = [];

async function cleanUp(): Promise<void> {
  for (const npm of started)
    if (npm.exitCode === null && npm.signalCode === null) signalGroup(npm, "SIGKILL");
  const postmaster = await readPostmaster(clusterDir);
  if (postmaster !== null && isAlive(postmaster.pid)) process.kill(postmaster.pid, "SIGQUIT");
  // Root's database stands elsewhere when its user cannot enter the clone.
  const home = existsSync(join(clone, ".data/postgres")) ? realpathSync(join(clone, ".data/postgres")) : null;
  if (home !== null && dirname(home) === systemDir) rmSync(home, { recursive: true, force: true });
  rmSync(workDir, { recursive: true, force: true });
}

try {
  execFileSync("git", ["clone", "--quiet", repoRoot, clone], { stdio: ["ignore", "inherit", "inherit"] });
  const first = await start(viaNpm, firstStartTimeoutMs);
  const said = await converse(first.address);
  await stop(first);
  const second = await start(viaNpm, nextStartTimeoutMs);
  await expectStanding(second.address, said);
  await kill(second);
  const third = await start(alone, nextStartTimeoutMs);
  await expectStanding(third.address, said);
  await stop(third);
  console.log(
    "npm start: page up, one conversation driven, stopped in order, found again after a stop and after a SIGKILL",
  );
} finally {
  await cleanUp();
}

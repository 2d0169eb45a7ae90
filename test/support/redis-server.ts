import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import type { TestServer } from "./postgres-server.ts";
import { redisPidFile } from "./run-dir.ts";

/** Valkey is Redis's free continuation and speaks the same protocol. https://valkey.io */
const programs = ["redis-server", "valkey-server"];
const readyTimeoutMs = 10_000;
const pollMs = 25;

function findProgram(): string | null {
  for (const dir of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of programs) {
      try {
        accessSync(join(dir, name), constants.X_OK);
        return join(dir, name);
      } catch {
        // Not in this folder.
      }
    }
  }
  return null;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("A TCP server had no port.");
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + readyTimeoutMs;
  while (!(await answers(url))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > until) {
      throw new Error(`${child.spawnfile} did not answer on ${url} (exit code ${child.exitCode}).`);
    }
    await delay(pollMs);
  }
}

/** REDIS_URL, else a server of this run's own, else null: those suites are then skipped. */
export async function startTestRedis(runDir: string): Promise<TestServer | null> {
  const configured = process.env["REDIS_URL"];
  if (configured) return { url: configured, stop: async () => undefined, kill: () => undefined };
  const program = findProgram();
  if (program === null) {
    console.log(
      "The suites on Redis are skipped: install redis-server or valkey-server (Debian: apt-get install redis-server), " +
        "or set REDIS_URL.",
    );
    return null;
  }
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const listen = ["--bind", "127.0.0.1", "--port", String(port)];
  const files = [
    "--dir",
    runDir,
    "--pidfile",
    join(runDir, redisPidFile),
    "--save",
    "",
    "--appendonly",
    "no",
  ];
  // In a session of its own: a terminal's Ctrl-C must not end it under the tests' feet.
  const child = spawn(program, [...listen, ...files], { stdio: "ignore", detached: true });
  child.unref();
  await untilReady(url, child);
  return {
    url,
    stop: async () => {
      child.ref();
      const ended = once(child, "exit");
      if (child.exitCode === null && child.signalCode === null && child.kill("SIGTERM")) await ended;
    },
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { repoRoot } from "../../src/root.ts";

export interface Child {
  /** Resident memory now, MB. */
  readonly residentMb: () => number;
  /** The next line it prints that matches. */
  readonly says: (pattern: RegExp) => Promise<string>;
  readonly send: (message: unknown) => void;
  /** The list of numbers that it sends back. */
  readonly tells: (patienceMs: number) => Promise<readonly number[]>;
  readonly stop: () => Promise<void>;
}

const READY_MS = 60_000;
const STOP_MS = 15_000;
const running = new Set<ChildProcess>();

const residentMb = (pid: number): number => {
  // proc(5): VmRSS is in kB. Linux alone has it.
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} has no VmRSS: it has ended`);
  return Math.round(Number(kilobytes) / 1024);
};

/** A process of its own, so that what is measured shares no event loop with what measures. */
export const startChild = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  logFile: string,
): Child => {
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, args, {
    cwd: repoRoot,
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...env },
    stdio: ["ignore", "pipe", log, "ipc"],
    // A terminal's Ctrl-C reaches the benchmark alone, which then stops its children in order.
    detached: true,
  });
  closeSync(log);
  running.add(child);
  child.once("exit", () => running.delete(child));
  const { pid, stdout } = child;
  if (pid === undefined || stdout === null) throw new Error(`${args.join(" ")} did not start`);
  const waiting = new Set<{ readonly pattern: RegExp; readonly resolve: (line: string) => void }>();
  const lines = createInterface(stdout);
  lines.on("line", (line) => {
    for (const one of waiting) {
      if (!one.pattern.test(line)) continue;
      waiting.delete(one);
      one.resolve(line);
    }
  });
  return {
    residentMb: () => residentMb(pid),
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const fail = (why: string): void =>
          reject(new Error(`expected ${args.join(" ")} to say ${pattern}; it ${why}. See ${logFile}.`));
        const timer = setTimeout(() => fail(`did not within ${READY_MS} ms`), READY_MS);
        const ended = (code: number | null): void => fail(`ended with ${code}`);
        child.once("exit", ended);
        waiting.add({
          pattern,
          resolve: (line) => {
            clearTimeout(timer);
            child.off("exit", ended);
            resolve(line);
          },
        });
      }),
    send: (message) => {
      if (child.connected) child.send(message as object);
    },
    tells: async (patienceMs) => {
      const gone = new AbortController();
      const ended = (code: number | null): void => {
        gone.abort(
          new Error(`expected ${args.join(" ")} to send its figures; it ended with ${code}. See ${logFile}.`),
        );
      };
      if (child.exitCode !== null) ended(child.exitCode);
      child.once("exit", ended);
      const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(patienceMs)]);
      try {
        const [message]: unknown[] = await once(child, "message", { signal });
        return z.array(z.number()).parse(message);
      } finally {
        child.off("exit", ended);
      }
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
};

/** For the last moment of a benchmark that was broken off. */
export const killChildren = (): void => {
  for (const child of running) child.kill("SIGKILL");
};

/** Compiles what `npm start` would compile; gives the file to run. */
export const buildDesk = (): string => {
  const build = pathToFileURL(join(repoRoot, "scripts/build.js")).href;
  const program = `const { ensureBuilt } = await import(${JSON.stringify(build)}); process.stdout.write(await ensureBuilt());`;
  return execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
};

/** The arguments that run the compiled desk just as `npm start` does, without looking for new sources meanwhile. */
export const deskArgs = (entry: string): readonly string[] => [
  "--input-type=module",
  "--eval",
  `const { run } = await import(${JSON.stringify(pathToFileURL(entry).href)}); await run([]);`,
];

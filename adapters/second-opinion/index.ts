import { Worker } from "node:worker_threads";
import type { SecondView } from "../../src/core/gate/judge.ts";
import type { Log, SecondOpinion } from "../../src/ports.ts";
import type { Answer, Question } from "./messages.ts";

export interface SecondOpinionOptions {
  readonly log: Pick<Log, "warn">;
  /** Longest wait for a view, ms; after it there is none. Default 2 s: a customer's message never waits for more. */
  readonly patienceMs?: number;
  /** The program of the thread. Default: the shipped one. */
  readonly program?: URL;
}

/** A thread inherits no loader: from the sources it registers its own before it reads the program. */
const threadOf = (program: URL): Worker => {
  if (!program.pathname.endsWith(".ts")) return new Worker(program, { resourceLimits: LIMITS });
  const loader = import.meta.resolve("tsx/esm/api");
  const start = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(program.href)}); })`;
  return new Worker(start, { eval: true, resourceLimits: LIMITS });
};

const LIMITS = { maxOldGenerationSizeMb: 512 };

const shipped = (): URL =>
  new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/** Questions that wait at once; of more than these the rules alone decide. */
const MOST_WAITING = 64;

/**
 * The shipped embedding in a thread of its own. Whatever breaks (a package that is not installed, memory, a hang) is told
 * once and answered with null from then on: the rules alone decide. The thread never keeps the process alive.
 */
export const createSecondOpinion = ({
  log,
  patienceMs = 2_000,
  program = shipped(),
}: SecondOpinionOptions): SecondOpinion => {
  const waiting = new Map<number, (view: SecondView | null) => void>();
  let [next, broken] = [0, false];

  const giveUp = (cause: unknown): void => {
    if (!broken)
      log.warn(
        { cause: cause instanceof Error ? cause.message : String(cause) },
        "no second opinion: the gate's rules decide alone",
      );
    broken = true;
    for (const settle of waiting.values()) settle(null);
    waiting.clear();
  };

  let started: Worker | null = null;
  /** A desk whose gate never doubts holds no model in memory. */
  const worker = (): Worker => {
    if (started !== null) return started;
    const thread = threadOf(program);
    thread.unref();
    thread.on("message", ({ id, view }: Answer) => waiting.get(id)?.(view));
    thread.on("error", giveUp);
    thread.on("exit", (code) => giveUp(`its thread ended with ${code}`));
    started = thread;
    return thread;
  };

  return {
    ask: (text) => {
      if (broken || waiting.size >= MOST_WAITING) return Promise.resolve(null);
      const id = next;
      next += 1;
      return new Promise((resolve) => {
        const settle = (view: SecondView | null): void => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(view);
        };
        const timer = setTimeout(() => settle(null), patienceMs);
        waiting.set(id, settle);
        worker().postMessage({ id, text } satisfies Question);
      });
    },
    stop: async () => {
      broken = true;
      await started?.terminate();
    },
  };
};

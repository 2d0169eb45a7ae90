import { spawn } from "node:child_process";
import type { CheckpointName } from "../../src/ports.ts";
import { repoRoot } from "../../src/root.ts";
import { News, type Start } from "./messages.ts";

export interface DeskProcess {
  readonly started: Promise<void>;
  /** Dies at the next visit of this point; armed when it resolves. */
  readonly arm: (dieAt: CheckpointName) => Promise<void>;
  /** Resolves when it was killed; rejects when it ended otherwise, or lives on. */
  readonly killed: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

/** Several of them start at once on a machine that may be busy with other suites. */
const PATIENCE_MS = 60_000;

/** A desk in a process of its own. It is starting when this returns; `started` says when it stands. */
export const spawnDesk = (program: string, start: Start): DeskProcess => {
  const child = spawn(process.execPath, [program, JSON.stringify(start)], {
    cwd: repoRoot,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });

  const within = <T>(what: string, wanted: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`expected within ${PATIENCE_MS} ms: ${what}`)), PATIENCE_MS);
    });
    return Promise.race([wanted, tooLate]).finally(() => clearTimeout(timer));
  };

  const heard = (news: News["news"]): Promise<void> =>
    within(
      `the desk to be ${news}`,
      new Promise((resolve, reject) => {
        child.on("message", (message) => {
          if (News.parse(message).news === news) resolve();
        });
        void ended.then((how) => reject(new Error(`expected the desk to be ${news}, but it ended: ${how}`)));
      }),
    );

  const started = heard("started");
  started.catch(() => undefined);
  return {
    started,
    arm: async (dieAt) => {
      const armed = heard("armed");
      child.send({ dieAt });
      await armed;
    },
    killed: async () => {
      const how = await within("the desk to be killed at its point", ended);
      if (how !== "SIGKILL") throw new Error(`expected the desk to be killed by SIGKILL, it ended by ${how}`);
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
};

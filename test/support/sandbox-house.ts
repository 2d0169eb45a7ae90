import { createTimers } from "../../adapters/bullmq/index.ts";
import { createSandbox } from "../../adapters/sandbox/index.ts";
import { type OpenStore, openStore } from "../../db/store.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import { createIds } from "../../src/ids.ts";
import { createSteppableClock, type SteppableClock } from "../../src/main/clock.ts";
import { createSandboxControls } from "../../src/main/sandbox-controls.ts";
import { readPolicyFile, sandboxDesk } from "../../src/policy-file.ts";
import type { Checkpoint, Log } from "../../src/ports.ts";
import { createHouse, type House } from "../../src/shell/house.ts";
import type { MailDesk } from "../../src/shell/tickets/letters.ts";
import { quietLog } from "./quiet-log.ts";

export interface SandboxHouse {
  readonly house: House;
  readonly store: OpenStore;
  readonly clock: SteppableClock;
  /** The sandbox's own HTTP API, called without a socket. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** A whole desk on the sandbox platform, with a clock that the test steps: real Postgres, real queue. */
export const startSandboxHouse = async (options: {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly namespace: string;
  readonly checkpoint?: Checkpoint;
  /** Default: the sandbox's own, on the built-in policy. */
  readonly desk?: Desk;
  readonly log?: Log;
  /** Default: the desk has no mail. */
  readonly mail?: (clock: SteppableClock) => MailDesk;
}): Promise<SandboxHouse> => {
  const clock = createSteppableClock();
  const ids = createIds(clock.now);
  const store = openStore(options.databaseUrl, ids);
  const { desk = sandboxDesk(readPolicyFile(null).policy), log = quietLog } = options;
  const configured = [desk];
  const late: { house?: House } = {};
  const { controls, desks, restoreClock } = createSandboxControls(
    () => configured,
    1,
    clock,
    store,
    () => {
      if (late.house === undefined) throw new Error("asked for the house before it was built");
      return late.house;
    },
    async () => undefined,
  );
  await restoreClock();
  const { chat, routes } = createSandbox({
    desks: [desk],
    words: wordsFor,
    clock,
    log,
    count: () => {},
    sql: store.sql,
    forms: (press) => late.house?.forms(press) ?? Promise.resolve(null),
    controls,
  });
  const house = createHouse({
    store,
    chats: [chat],
    timers: createTimers({ ...options, clock, log }),
    desks,
    clock,
    ids,
    log,
    observer: { lag: () => {}, sent: () => {} },
    ...(options.mail === undefined ? {} : { mail: options.mail(clock) }),
    ...(options.checkpoint === undefined ? {} : { checkpoint: options.checkpoint }),
  });
  late.house = house;
  await house.start();
  return {
    house,
    store,
    clock,
    call: async (method, path, body) => {
      const response = await routes(
        new Request(`http://127.0.0.1${path}`, {
          method,
          headers: { "content-type": "application/json", host: "127.0.0.1" },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === "" ? null : JSON.parse(text);
    },
    stop: async () => {
      await house.stop();
      await store.close();
    },
  };
};

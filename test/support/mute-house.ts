import { createTimers } from "../../adapters/bullmq/index.ts";
import { type OpenStore, openStore } from "../../db/store.ts";
import { createIds } from "../../src/ids.ts";
import { createSteppableClock, type SteppableClock } from "../../src/main/clock.ts";
import { readPolicyFile, sandboxDesk } from "../../src/policy-file.ts";
import type { Chat } from "../../src/ports.ts";
import { createHouse, type House } from "../../src/shell/house.ts";
import { createTestDatabase } from "./database.ts";
import { quietLog } from "./quiet-log.ts";
import type { QueueBackend } from "./redis.ts";

export interface MuteHouse {
  readonly house: House;
  readonly store: OpenStore;
  readonly clock: SteppableClock;
  readonly desk: ReturnType<typeof sandboxDesk>;
  readonly close: () => Promise<void>;
}

interface MuteOptions {
  readonly chats?: readonly Chat[];
  /** Every target this many times as long as the built-in policy's. */
  readonly slower?: number;
}

/**
 * The shell on a real Postgres and a real queue. Without `chats` no adapter runs: what it wants to say stays in the
 * outbox.
 */
export const createMuteHouse = async (
  backend: Pick<QueueBackend, "redisUrl" | "prefix">,
  { chats = [], slower = 1 }: MuteOptions = {},
): Promise<MuteHouse> => {
  const { policy } = readPolicyFile(null);
  const { first_response, next_response, update, resolution } = policy.targets;
  const desk = sandboxDesk({
    ...policy,
    targets: {
      first_response: slower * first_response,
      next_response: slower * next_response,
      update: slower * update,
      resolution: slower * resolution,
    },
  });
  const clock = createSteppableClock();
  const database = await createTestDatabase();
  const ids = createIds(clock.now);
  const store = openStore(database.url, ids);
  const timers = createTimers({
    redisUrl: backend.redisUrl,
    databaseUrl: database.url,
    namespace: backend.prefix,
    clock,
    log: quietLog,
  });
  const house = createHouse({
    store,
    chats,
    timers,
    desks: () => [desk],
    clock,
    ids,
    log: quietLog,
    observer: { lag: () => {}, sent: () => {} },
  });
  return {
    house,
    store,
    clock,
    desk,
    close: async () => {
      await house.stop();
      await store.close();
      await database.close();
    },
  };
};

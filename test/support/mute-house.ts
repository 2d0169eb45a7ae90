import { createTimers } from "../../adapters/bullmq/index.ts";
import { type OpenStore, openStore } from "../../db/store.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
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
  readonly desk: Desk;
  readonly close: () => Promise<void>;
}

/**
 * The shell on a real Postgres and a real queue. Without `chats` no adapter runs: what it wants to say stays in the
 * outbox.
 */
export const createMuteHouse = async (
  backend: Pick<QueueBackend, "redisUrl" | "prefix">,
  chats: readonly Chat[] = [],
  desk: Desk = sandboxDesk(readPolicyFile(null).policy),
  clock: SteppableClock = createSteppableClock(),
): Promise<MuteHouse> => {
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

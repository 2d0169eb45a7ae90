import { createTimers } from "../../adapters/bullmq/index.ts";
import { type OpenStore, openStore } from "../../db/store.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { createIds } from "../../src/ids.ts";
import { createSteppableClock, type SteppableClock } from "../../src/main/clock.ts";
import { readPolicyFile, sandboxDesk } from "../../src/policy-file.ts";
import { createHouse, type House, type HouseOptions } from "../../src/shell/house.ts";
import { createTestDatabase } from "./database.ts";
import { quietLog } from "./quiet-log.ts";
import type { QueueBackend } from "./redis.ts";

export interface MuteHouse {
  readonly house: House;
  readonly store: OpenStore;
  readonly databaseUrl: string;
  readonly clock: SteppableClock;
  readonly desk: Desk;
  readonly close: () => Promise<void>;
}

interface MuteOptions
  extends Partial<Pick<HouseOptions, "chats" | "pagers" | "secrets" | "log" | "checkpoint">> {
  readonly desk?: Desk;
  /** Where the policy file changes while the desk runs. Default: `desk`, for ever. */
  readonly desks?: () => readonly Desk[];
  readonly clock?: SteppableClock;
  /** Every target this many times as long as the built-in policy's. */
  readonly slower?: number;
}

const slowerDesk = (slower: number): Desk => {
  const { policy } = readPolicyFile(null);
  const { first_response, next_response, update, resolution } = policy.targets;
  return sandboxDesk({
    ...policy,
    targets: {
      first_response: slower * first_response,
      next_response: slower * next_response,
      update: slower * update,
      resolution: slower * resolution,
    },
  });
};

/**
 * The shell on a real Postgres and a real queue. Without `chats` no adapter runs: what it wants to say stays in the
 * outbox.
 */
export const createMuteHouse = async (
  backend: Pick<QueueBackend, "redisUrl" | "prefix">,
  options: MuteOptions = {},
): Promise<MuteHouse> => {
  const { slower = 1, desk = slowerDesk(slower), clock = createSteppableClock() } = options;
  const { desks = () => [desk], chats = [], pagers, secrets, checkpoint, log = quietLog } = options;
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
  const built = createHouse({
    chats,
    ...(pagers === undefined ? {} : { pagers }),
    ...(secrets === undefined ? {} : { secrets }),
    ...(checkpoint === undefined ? {} : { checkpoint }),
    store,
    timers,
    desks,
    clock,
    ids,
    log,
    observer: { lag: () => {}, sent: () => {} },
  });
  return {
    house: built,
    databaseUrl: database.url,
    store,
    clock,
    desk,
    close: async () => {
      await built.stop();
      await store.close();
      await database.close();
    },
  };
};

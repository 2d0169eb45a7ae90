import { setTimeout as delay } from "node:timers/promises";
import { HOUR } from "../../src/core/time.ts";
import { seedConversations } from "./seed.ts";
import type { Servers } from "./servers.ts";
import { openTown } from "./town.ts";

export interface MemoryFigures {
  /** Resident memory of the desk's process, MB, some seconds after it said that it is open. */
  readonly idleMb: number;
  readonly openConversations: number;
  readonly busyMb: number;
}

const SETTLE_MS = 4_000;

const resident = async (entry: string, servers: Servers, open: number): Promise<number> => {
  const database = await servers.database();
  const town = await openTown(servers);
  try {
    const soon = Date.now() + HOUR / 2;
    await seedConversations(
      database,
      town.desk,
      Array.from({ length: open }, (_, index) => soon + index * 10),
    );
    const desk = await town.startDesk(entry, database, servers.redisUrl);
    try {
      await delay(SETTLE_MS);
      return desk.residentMb();
    } finally {
      await desk.stop();
    }
  } finally {
    await town.close();
    await database.close();
  }
};

export const measureMemory = async (
  entry: string,
  servers: Servers,
  quick: boolean,
): Promise<MemoryFigures> => {
  const openConversations = quick ? 2_000 : 10_000;
  return {
    idleMb: await resident(entry, servers, 0),
    openConversations,
    busyMb: await resident(entry, servers, openConversations),
  };
};

import { openStore } from "../../db/store.ts";
import { HOUR } from "../../src/core/time.ts";
import { createIds } from "../../src/ids.ts";
import { type Spread, spreadOf } from "./figures.ts";
import { seedConversations } from "./seed.ts";
import type { Servers } from "./servers.ts";
import { openTown } from "./town.ts";

export interface SweepFigures {
  readonly openConversations: number;
  /** The sweep's look for what is overdue, ms, when nothing is. */
  readonly nothingDue: Spread;
  /** The same when a page of 500 is. */
  readonly pageDue: Spread;
  /** `select 1` on the same connection. */
  readonly floor: Spread;
}

const PAGE = 500;

const timed = async (times: number, work: () => Promise<unknown>): Promise<Spread> => {
  const values: number[] = [];
  for (let turn = -5; turn < times; turn++) {
    const startedAt = performance.now();
    await work();
    if (turn >= 0) values.push(performance.now() - startedAt);
  }
  return spreadOf(values);
};

export const measureSweep = async (servers: Servers, quick: boolean): Promise<SweepFigures> => {
  const openConversations = quick ? 10_000 : 100_000;
  const database = await servers.database();
  const town = await openTown(servers);
  const store = openStore(database.url, createIds(Date.now));
  try {
    const soon = Date.now() + HOUR;
    await seedConversations(
      database,
      town.desk,
      Array.from({ length: openConversations }, (_, index) => soon + index),
    );
    return {
      openConversations,
      nothingDue: await timed(100, () => store.overdue(Date.now(), null, PAGE)),
      pageDue: await timed(100, () => store.overdue(soon + PAGE - 1, null, PAGE)),
      floor: await timed(100, store.ping),
    };
  } finally {
    await store.close();
    await town.close();
    await database.close();
  }
};

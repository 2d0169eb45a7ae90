import { afterEach, beforeEach, expect, test } from "vitest";
import { createTimers } from "../../adapters/bullmq/index.ts";
import { type OpenStore, openStore } from "../../db/store.ts";
import type { Inbound } from "../../src/core/inbound.ts";
import { SECOND } from "../../src/core/time.ts";
import { createIds } from "../../src/ids.ts";
import { createSteppableClock, type SteppableClock } from "../../src/main/clock.ts";
import { readPolicyFile, sandboxDesk } from "../../src/policy-file.ts";
import type { CheckpointName } from "../../src/ports.ts";
import { createHouse, type House } from "../../src/shell/house.ts";
import { aRequest } from "../support/a-request.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { forgetAlarms } from "../support/forget-alarms.ts";
import { quietLog } from "../support/quiet-log.ts";
import { describeBackends } from "../support/redis.ts";

/** The engine on a real Postgres and a real queue. No adapter runs: what it wants to say stays in the outbox. */
describeBackends("the engine", (backend) => {
  const desk = sandboxDesk(readPolicyFile(null).policy);
  let database: TestDatabase;
  let store: OpenStore;
  let clock: SteppableClock;
  let house: House;
  /** A fault of ours at this point, as often as this. */
  let faults: { readonly at: CheckpointName; left: number } | null;

  beforeEach(async () => {
    faults = null;
    clock = createSteppableClock();
    database = await createTestDatabase();
    const ids = createIds(clock.now);
    store = openStore(database.url, ids);
    house = createHouse({
      store,
      chats: [],
      timers: createTimers({
        redisUrl: backend.redisUrl,
        databaseUrl: database.url,
        namespace: backend.prefix,
        clock,
        log: quietLog,
      }),
      desks: () => [desk],
      clock,
      ids,
      log: quietLog,
      observer: { lag: () => {}, sent: () => {} },
      checkpoint: (name) => {
        if (faults === null || faults.at !== name || faults.left === 0) return;
        faults.left -= 1;
        throw new Error("a fault of ours");
      },
    });
    await house.start();
  });
  afterEach(async () => {
    await house.stop();
    await store.close();
    await database.close();
  });

  const request = (key: string, description = "My site is down", userId = "anna"): Inbound =>
    aRequest(desk, { at: clock.now(), key, userId, name: userId, description });
  const count = async (table: "conversations" | "messages" | "journal" | "outbox"): Promise<number> => {
    const rows = await store.sql`select count(*)::int as n from ${store.sql(table)}`;
    return Number(rows[0]?.["n"]);
  };
  const statusOf = async (key: string) =>
    (await store.sql`select status, attempts from inbox where key = ${key}`)[0];

  test("the same inbound, many times at once, is handled once", async () => {
    const inbound = request("press-1");
    await Promise.all(Array.from({ length: 8 }, () => house.receive(inbound)));
    const [journal, outbox] = [await count("journal"), await count("outbox")];
    await house.receive(inbound);
    expect(await count("conversations")).toBe(1);
    expect(await count("messages")).toBe(1);
    expect([await count("journal"), await count("outbox")]).toEqual([journal, outbox]);
  });

  test("two requests of one customer at once open one conversation", async () => {
    await Promise.all([house.receive(request("press-1")), house.receive(request("press-2", "and my mail"))]);
    expect(await count("conversations")).toBe(1);
    expect(await count("messages")).toBe(2);
  });

  test("the database refuses to change the journal", async () => {
    await house.receive(request("press-1"));
    const refused = /append-only/;
    await expect(store.sql`update journal set at = 0`).rejects.toThrow(refused);
    await expect(store.sql`delete from journal`).rejects.toThrow(refused);
    await expect(store.sql`truncate journal`).rejects.toThrow(refused);
    expect(await count("journal")).toBeGreaterThan(0);
  });

  for (const at of ["engine:decided", "engine:before-commit"] as const) {
    test(`a fault at ${at} leaves nothing half done; the inbound is kept and tried again`, async () => {
      faults = { at, left: 1 };
      await house.receive(request("press-1"));
      expect(await count("conversations")).toBe(0);
      expect(await count("outbox")).toBe(0);
      expect(await statusOf("press-1")).toMatchObject({ status: "failed" });
      clock.step(2 * SECOND);
      await house.sweeper.sweep();
      expect(await count("conversations")).toBe(1);
      expect(await statusOf("press-1")).toMatchObject({ status: "done" });
      await house.receive(request("press-1"));
      expect(await count("conversations")).toBe(1);
    });
  }

  test("a poisoned inbound does not hold up the others", async () => {
    faults = { at: "engine:decided", left: 1000 };
    await house.receive(request("poison"));
    clock.step(2 * SECOND);
    await house.sweeper.sweep();
    expect(await statusOf("poison")).toMatchObject({ status: "failed" });
    faults = null;
    await house.receive(request("fine", "My mail is down", "ben"));
    expect(await statusOf("fine")).toMatchObject({ status: "done" });
  });

  test("text that Postgres cannot store is taken all the same", async () => {
    await house.receive(request("nul", "before\u0000after \ud83d broken"));
    expect(await count("conversations")).toBe(1);
    faults = { at: "engine:decided", left: 1 };
    await house.receive(request("nul-2", "again\u0000 \ud83d", "ben"));
    expect(await statusOf("nul-2")).toMatchObject({ status: "failed" });
  });

  test("what no timer visited is found by the sweep, and told once", async () => {
    await house.receive(request("press-1"));
    await forgetAlarms(backend, store);
    clock.step(31 * SECOND);
    await Promise.all([house.sweeper.sweep(), house.sweeper.sweep()]);
    await house.sweeper.sweep();
    const told = await store.sql`select 1 from journal where type = 'WarningReached'`;
    expect(told).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type OpenStore, openStore } from "../../db/store.ts";
import { seedConversations } from "../../scripts/bench/seed.ts";
import { DAY, SECOND } from "../../src/core/time.ts";
import { createIds } from "../../src/ids.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { createWorld, type World } from "../support/world.ts";
import { connectionsTo, startWorldDesk, type WorldDesk } from "../support/world-desk.ts";

/** How long after its first warning a first answer is overdue, under the built-in policy. */
const OVERDUE_AFTER_MS = 30 * SECOND;
const PATIENT = { timeout: 20_000, interval: 50 };

describe("alerts that fall due together", () => {
  let database: TestDatabase;
  let world: World;
  let store: OpenStore;
  let desk: WorldDesk | null;

  beforeEach(async () => {
    database = await createTestDatabase();
    world = await createWorld();
    store = openStore(database.url, createIds(Date.now));
    desk = null;
  });
  afterEach(async () => {
    await desk?.stop();
    await store.close();
    await world.close();
    await database.close();
  });

  /**
   * A desk that finds so many conversations overdue, each a little longer than the one after it: the first is told
   * alone, and the others wait behind it together.
   */
  const overdue = async (count: number): Promise<void> => {
    const now = world.clock.now();
    await seedConversations(
      store,
      world.desk,
      Array.from({ length: count }, (_, nth) => now - OVERDUE_AFTER_MS - (count - nth) * (SECOND / 4)),
    );
    const connections = connectionsTo(world, { databaseUrl: database.url, redisUrl: null, prefix: "merged" });
    await store.sql`update conversations set next_wake_at = next_wake_at + ${DAY} where number > 1`;
    desk = await startWorldDesk(connections, world.desk, world.clock);
    await expect.poll(taken, PATIENT).toBeGreaterThan(0);
    await store.sql`update conversations set next_wake_at = next_wake_at - ${DAY} where number > 1`;
    await desk.house.sweeper.sweep();
  };
  /** Alerts that the dispatcher has begun with. */
  const taken = async (): Promise<number> => {
    const found = await store.sql`
      select count(*)::int as n from outbox where type = 'PostAlert' and status <> 'pending'`;
    return Number(found[0]?.["n"]);
  };
  const alerts = () => world.rosa.sees(world.alerts);
  const rows = async (status: string): Promise<number> => {
    const found = await store.sql`
      select count(*)::int as n from outbox
      where type = 'PostAlert' and status = ${status} and effect->'alert'->>'channel' = 'alerts'`;
    return Number(found[0]?.["n"]);
  };
  const isAlert = ({
    method,
    args,
  }: {
    readonly method: string;
    readonly args: Readonly<Record<string, unknown>>;
  }): boolean => method === "chat.postMessage" && args["channel"] === world.alerts.id;

  test("are one message: the count, the longest overdue with their buttons, and where the rest stands", async () => {
    await overdue(60);
    await expect.poll(() => rows("done"), PATIENT).toBe(60);
    const [single, merged, ...more] = alerts();
    expect(more).toEqual([]);
    expect(single?.text).toContain("#1 Visitor 1");
    expect(merged?.text).toMatch(/^🔴 60 overdue · longest #2 Visitor 2 /);
    const shown = merged?.shown ?? "";
    for (const number of [2, 21]) expect(shown).toContain(`#${number}* Visitor ${number} `);
    expect(shown).not.toContain("Visitor 22");
    expect(shown).toContain("40 more");
    expect(shown).toContain(`<#${world.staff.id}>`);
    expect(merged?.controls.filter((one) => one.label === "Claim")).toHaveLength(20);
  });

  test("are filed apart: what closes one clock's alert leaves the others' lines alone", async () => {
    await overdue(5);
    await expect.poll(() => rows("done"), PATIENT).toBe(5);
    const filed = await store.sql`
      select what, count(distinct conversation_id)::int as n from deliveries group by what order by what`;
    expect(filed.map(({ what, n }) => [what, n])).toEqual([
      ["alert:first_response:1", 1],
      ["alerts:first_response:1", 4],
    ]);
  });

  test("that cannot be posted are each taken to their own conversation", async () => {
    world.slack.apiFaults.inject(
      isAlert,
      { kind: "respond", status: 200, body: { ok: false, error: "is_archived" } },
      10,
    );
    await overdue(4);
    await expect.poll(() => rows("failed"), PATIENT).toBe(4);
    const lost = await store.sql`select distinct conversation_id from journal where type = 'AlertFailed'`;
    expect(lost).toHaveLength(4);
  });

  test("are shown once, though Slack's answer was lost", async () => {
    world.slack.apiFaults.inject(isAlert, { kind: "cut-after" }, 2);
    await overdue(6);
    await expect.poll(() => rows("done"), PATIENT).toBe(6);
    expect(alerts()).toHaveLength(2);
  });

  test("of which all but one were answered meanwhile are that one's alert", async () => {
    const held = world.slack.apiFaults.inject(isAlert, { kind: "hold" });
    await overdue(4);
    await expect.poll(() => rows("pending"), PATIENT).toBe(3);
    await store.sql`
      update conversations set state = jsonb_set(state, '{clocks,all}', '[]'), clock_due_at = null
      where number in (2, 4)`;
    held.release();
    await expect.poll(() => rows("done"), PATIENT).toBe(2);
    expect(await rows("dropped")).toBe(2);
    expect(alerts().map((one) => one.text)).toEqual([
      expect.stringContaining("#1 Visitor 1"),
      expect.stringMatching(/overdue · #3 Visitor 3/),
    ]);
  });
});

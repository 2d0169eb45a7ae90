import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { seedConversations } from "../../scripts/bench/seed.ts";
import { SECOND } from "../../src/core/time.ts";
import { BATCH_LIMIT, createAlarms } from "../../src/shell/alarms.ts";
import { createMuteHouse, type MuteHouse } from "../support/mute-house.ts";
import { describeBackends } from "../support/redis.ts";

describe("alarms", () => {
  /** Batches as they were asked for, each ended by hand. */
  const scene = () => {
    const batches: { readonly ids: readonly string[]; readonly end: (cause?: Error) => void }[] = [];
    const alarms = createAlarms(
      (ids) =>
        new Promise((resolve, reject) => {
          batches.push({ ids, end: (cause) => (cause === undefined ? resolve() : reject(cause)) });
        }),
    );
    const end = async (nth: number, cause?: Error): Promise<void> => {
      await expect.poll(() => batches.length).toBeGreaterThan(nth);
      batches[nth]?.end(cause);
    };
    return { alarms, end, asked: () => batches.map(({ ids }) => ids) };
  };

  test("one alone is looked at at once", () => {
    const { alarms, asked } = scene();
    void alarms.ring("a");
    expect(asked()).toEqual([["a"]]);
  });

  test("those that ring meanwhile are looked at together, in the order in which they rang", async () => {
    const { alarms, end, asked } = scene();
    const first = alarms.ring("a");
    const others = ["c", "b", "d"].map(alarms.ring);
    await end(0);
    await first;
    await end(1);
    await Promise.all(others);
    expect(asked()).toEqual([["a"], ["c", "b", "d"]]);
  });

  test("no batch is larger than its limit", async () => {
    const { alarms, end, asked } = scene();
    const rung = Array.from({ length: 2 * BATCH_LIMIT + 1 }, (_, nth) => alarms.ring(`${nth}`));
    for (let nth = 0; nth < 3; nth++) await end(nth);
    await Promise.all(rung);
    expect(asked().map((ids) => ids.length)).toEqual([1, BATCH_LIMIT, BATCH_LIMIT]);
  });

  test("one that rings twice before its turn is looked at once; while it is looked at, once more", async () => {
    const { alarms, end, asked } = scene();
    const first = alarms.ring("a");
    const again = [alarms.ring("a"), alarms.ring("a")];
    await end(0);
    await first;
    await end(1);
    await Promise.all(again);
    expect(asked()).toEqual([["a"], ["a"]]);
  });

  test("a batch that fails fails its own alarms, and the next one goes on", async () => {
    const { alarms, end, asked } = scene();
    const first = alarms.ring("a");
    const second = alarms.ring("b");
    const failed = expect(first).rejects.toThrow("the database is away");
    await end(0, new Error("the database is away"));
    await failed;
    await end(1);
    await second;
    expect(asked()).toEqual([["a"], ["b"]]);
  });

  test("stopped, it ends what is under way and begins nothing more", async () => {
    const { alarms, end, asked } = scene();
    const rung = [alarms.ring("a"), alarms.ring("b")];
    const stopped = alarms.stop();
    await end(0);
    await Promise.all([stopped, ...rung, alarms.ring("c")]);
    expect(asked()).toEqual([["a"]]);
  });
});

describeBackends("deadlines that are due together", (backend) => {
  let mute: MuteHouse;

  beforeEach(async () => {
    mute = await createMuteHouse(backend);
  });
  afterEach(() => mute.close());

  const seed = (...ago: readonly number[]): Promise<void> =>
    seedConversations(
      mute.store,
      mute.desk,
      ago.map((ms) => mute.clock.now() - ms),
    );
  /** Started on what is seeded by then, so that no sweep of its own comes before. */
  const sweepTwice = async (): Promise<void> => {
    await mute.house.start();
    await mute.house.sweeper.sweep();
    await mute.house.sweeper.sweep();
  };
  const warned = async (): Promise<readonly number[]> => {
    const rows = await mute.store.sql`
      select c.number from journal j join conversations c on c.id = j.conversation_id
      where j.type = 'WarningReached' and not (j.event->>'overtaken')::boolean order by j.seq`;
    return rows.map((row) => Number(row["number"]));
  };

  test("the one that is longest due comes first", async () => {
    await seed(1 * SECOND, 3 * SECOND, 2 * SECOND);
    await sweepTwice();
    // The first is alone at once; the others are a batch.
    expect((await warned())[0]).toBe(2);
    expect([...(await warned())].sort()).toEqual([1, 2, 3]);
  });

  test("a conversation that cannot be decided on takes no other with it", async () => {
    await seed(4 * SECOND, 3 * SECOND, 2 * SECOND, 1 * SECOND);
    await mute.store
      .sql`update conversations set state = jsonb_set(state, '{clocks,all}', 'null') where number = 2`;
    await sweepTwice();
    expect([...(await warned())].sort()).toEqual([1, 3, 4]);
  });

  test("a conversation that cannot be written takes no other with it", async () => {
    await seed(4 * SECOND, 3 * SECOND, 2 * SECOND, 1 * SECOND);
    await mute.store.sql`alter table conversations add constraint refused check (number <> 3) not valid`;
    await sweepTwice();
    expect([...(await warned())].sort()).toEqual([1, 2, 4]);
  });

  test("each is told once, by whomever and however often it is looked at", async () => {
    await seed(...Array.from({ length: 30 }, (_, nth) => nth));
    await mute.house.start();
    const rows = await mute.store.sql`select id from conversations`;
    const ids = rows.map((row) => String(row["id"]));
    await Promise.all([
      mute.house.engine.checkDeadlines(ids),
      mute.house.engine.checkDeadlines([...ids].reverse()),
      mute.house.sweeper.sweep(),
      ...ids.map((conversationId) => mute.house.engine.handle({ type: "DeadlineReached", conversationId })),
    ]);
    expect(await warned()).toHaveLength(30);
    const pings = await mute.store.sql`select 1 from outbox where type = 'PostAlert'`;
    expect(pings).toHaveLength(30);
  });
});

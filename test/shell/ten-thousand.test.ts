import { expect, test } from "vitest";
import { seedConversations } from "../../scripts/bench/seed.ts";
import { SECOND } from "../../src/core/time.ts";
import type { Chat, Order } from "../../src/ports.ts";
import { forgetAlarms } from "../support/forget-alarms.ts";
import { createMuteHouse, type MuteHouse } from "../support/mute-house.ts";
import { describeBackends } from "../support/redis.ts";

/** Ample: the same machine may run other suites meanwhile. */
const LONG = { timeout: 240_000 };
const PATIENT = { timeout: 200_000, interval: 200 };
/** The second warning is half an hour away: a slow machine must not reach it meanwhile. */
const SLOWER = 100;
/** Faster than Slack's channels, so that nobody waits for what is not tried here. */
const POST_INTERVAL_MS = 200;

/** A platform that takes everything, and knows what it was asked for. */
const createRecorder = (): { readonly chat: Chat; readonly posts: Extract<Order, { type: "post" }>[] } => {
  const posts: Extract<Order, { type: "post" }>[] = [];
  const chat: Chat = {
    platform: "sandbox",
    start: async () => {},
    stop: async () => {},
    deliver: async (order) => {
      if (order.type !== "post")
        return { place: { platform: "sandbox", channel: "", thread: null }, messages: [], at: 0 };
      posts.push(order);
      return { place: order.to, messages: [{ place: order.to, id: `${posts.length}` }], at: order.createdAt };
    },
    lane: (type, place) => ({
      key: `${type}:${place.channel}`,
      intervalMs: type === "post" ? POST_INTERVAL_MS : 0,
      concurrency: 2,
    }),
    permalink: () => null,
    unreachable: () => new Map(),
    health: () => ({ ready: true, lastHeardAt: null, trouble: "" }),
    catchUp: async () => {},
  };
  return { chat, posts };
};

describeBackends("clocks due in the same second", (backend) => {
  const told = async ({ store }: MuteHouse): Promise<readonly number[]> => {
    const rows = await store.sql`
      select count(*)::int as noticed, count(distinct conversation_id)::int as conversations,
        (select count(*) from outbox where type = 'PostAlert' and status = 'done')::int as sent
      from journal where type = 'WarningReached'`;
    return [rows[0]?.["noticed"], rows[0]?.["conversations"], rows[0]?.["sent"]].map(Number);
  };

  test("ten thousand: each is told once, in a few messages", LONG, async () => {
    const { chat, posts } = createRecorder();
    const mute = await createMuteHouse(backend, { chats: [chat], slower: SLOWER });
    try {
      const due = mute.clock.now() + 5 * SECOND;
      await seedConversations(
        mute.store,
        mute.desk,
        Array.from({ length: 10_000 }, (_, nth) => due + (nth % 1_000)),
      );
      await mute.house.start();
      await expect.poll(() => told(mute), PATIENT).toEqual([10_000, 10_000, 10_000]);
      const alerts = posts.filter(({ body }) => body.kind === "alert" || body.kind === "alerts");
      expect(alerts.length).toBeLessThan(200);
    } finally {
      await mute.close();
    }
  });

  test("of a queue that was emptied between set and due: each is told all the same", LONG, async () => {
    const { chat } = createRecorder();
    const own = { ...backend, prefix: `${backend.prefix}-emptied` };
    const mute = await createMuteHouse(own, { chats: [chat], slower: SLOWER });
    try {
      const due = mute.clock.now() + 3 * SECOND;
      await seedConversations(
        mute.store,
        mute.desk,
        Array.from({ length: 300 }, () => due),
      );
      await mute.house.start();
      await forgetAlarms(own, mute.store);
      await expect.poll(() => told(mute), PATIENT).toEqual([300, 300, 300]);
    } finally {
      await mute.close();
    }
  });
});

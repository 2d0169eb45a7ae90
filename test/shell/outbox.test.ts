import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OpenStore, openStore } from "../../db/store.ts";
import type { Effect } from "../../src/core/effect.ts";
import { createIds } from "../../src/ids.ts";
import type { Lane } from "../../src/ports.ts";
import type { OutboxDraft } from "../../src/ports-store.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

/** The outbox on a real Postgres, as two processes see it: each store has connections and an owner of its own. */
describe("the outbox", () => {
  const ids = createIds(Date.now);
  const NOW = 1_800_000_000_000;
  let database: TestDatabase;
  let one: OpenStore;
  let other: OpenStore;
  let owner: number;
  let rival: number;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    one = openStore(database.url, ids);
    other = openStore(database.url, ids);
    [owner, rival] = await Promise.all([one.outbox.enlist(0), other.outbox.enlist(0)]);
  });
  afterEach(async () => {
    await one.sql`delete from outbox`;
    await Promise.all([one.close(), other.close()]);
  });

  const lane = (intervalMs = 0, concurrency = 1): Lane => ({
    key: `lane-${ids.next()}`,
    intervalMs,
    concurrency,
  });
  const relay = (): Effect => ({ type: "RelayToCustomer", messageId: ids.next(), mention: false });
  const burst = (): Effect => ({ type: "RelayToStaff", messageId: ids.next() });

  const ping = (channel: "alerts" | "managers" | "staff" = "alerts", level = 0.5): Effect => ({
    type: "PostAlert",
    alert: {
      ...{ target: "first_response", cycle: 1, level, dueAt: NOW, channel, answeredAt: null },
      ...{ mention: [], here: true, notify: true, passedOn: [], offer: null },
    },
  });

  const put = async (to: Lane, stream: string, ...effects: readonly Effect[]): Promise<readonly string[]> => {
    const drafts = effects.map(
      (effect): OutboxDraft => ({
        id: ids.next(),
        conversationId: null,
        desk: "support",
        effect,
        stream,
        lane: to,
        createdAt: NOW,
      }),
    );
    await one.transaction((tx) => tx.putOutbox(drafts));
    return drafts.map((draft) => draft.id);
  };
  const idsOf = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id);
  const claim = async (store: OpenStore, by: number, from: Lane, now = NOW) =>
    idsOf(await store.outbox.claim(from.key, by, now));
  const finish = (id: string) => one.transaction((tx) => tx.finishOutbox(id, "done", NOW, null));

  test("two processes never claim the same row", async () => {
    const wide = lane(0, 8);
    const rows = (
      await Promise.all(Array.from({ length: 24 }, (_, nth) => put(wide, `stream-${nth}`, relay())))
    ).flat();
    const claimed: string[] = [];
    const work = async (store: OpenStore, by: number): Promise<void> => {
      while (claimed.length < rows.length) claimed.push(...(await claim(store, by, wide)));
    };
    await Promise.all([work(one, owner), work(other, rival), work(one, owner), work(other, rival)]);
    expect([...claimed].sort()).toEqual([...rows].sort());
  });

  test("a stream keeps its order, whoever looks", async () => {
    const wide = lane(0, 4);
    const [first, second] = await put(wide, "conversation", relay(), relay());
    expect(await claim(one, owner, wide)).toEqual([first]);
    expect(await claim(other, rival, wide)).toEqual([]);
    await finish(first ?? "");
    expect(await claim(other, rival, wide)).toEqual([second]);
  });

  test("a lane's interval holds for both processes", async () => {
    const slow = lane(1000);
    const [first] = await put(slow, "a", relay());
    const [second] = await put(slow, "b", relay());
    expect(await claim(one, owner, slow)).toEqual([first]);
    expect(await claim(other, rival, slow, NOW + 999)).toEqual([]);
    expect(await claim(other, rival, slow, NOW + 1000)).toEqual([second]);
  });

  test("the platform's word to slow down holds the lane, and never shortens a hold", async () => {
    const held = lane();
    const [row] = await put(held, "a", relay());
    await one.outbox.holdLane(held.key, NOW + 5000);
    await other.outbox.holdLane(held.key, NOW + 100);
    expect(await claim(one, owner, held, NOW + 4999)).toEqual([]);
    expect(await claim(one, owner, held, NOW + 5000)).toEqual([row]);
  });

  test("a burst travels as one, and a retry keeps it together", async () => {
    const staff = lane();
    const rows = await put(staff, "staff", burst(), burst(), burst());
    expect(await claim(one, owner, staff)).toEqual(rows);
    await one.outbox.retryAt(rows, NOW, true);
    const [later] = await put(staff, "staff", burst());
    const again = await other.outbox.claim(staff.key, rival, NOW);
    expect(idsOf(again)).toEqual(rows);
    expect(again.map((row) => row.maybeSent)).toEqual([true, true, true]);
    await finish(rows[0] ?? "");
    expect(await claim(one, owner, staff)).toEqual([later]);
  });

  test("a sentence in between parts a burst in two", async () => {
    const staff = lane();
    const sentence: Effect = {
      type: "SayToStaff",
      sentence: { key: "archived_for_staff" },
      mention: [],
      buttons: [],
      about: null,
    };
    const [first, between, last] = await put(staff, "staff", burst(), sentence, burst());
    for (const expected of [first, between, last]) {
      expect(await claim(one, owner, staff)).toEqual([expected]);
      await finish(expected ?? "");
    }
  });

  test("a card update that must wait again gives way to a newer one", async () => {
    const staff = lane();
    const [older = ""] = await put(staff, "card", { type: "UpdateCard" });
    expect(await claim(one, owner, staff)).toEqual([older]);
    const [newer = ""] = await put(staff, "card", { type: "UpdateCard" });
    await one.outbox.retryAt([older], NOW, true);
    expect(await claim(one, owner, staff)).toEqual([newer]);
  });

  test("pings go before relays, relays before cards", async () => {
    const staff = lane();
    const [card] = await put(staff, "card", { type: "UpdateCard" });
    const [words] = await put(staff, "staff", relay());
    const [called] = await put(staff, "alerts", ping());
    for (const expected of [called, words, card]) expect(await claim(one, owner, staff)).toEqual([expected]);
  });

  test("a living owner keeps its rows; a dead one's are free at once, and may have been sent", async () => {
    const wide = lane();
    const [row] = await put(wide, "a", relay());
    expect(await claim(one, owner, wide)).toEqual([row]);
    expect(await other.outbox.reclaim(rival)).toBe(0);
    await one.close();
    expect(await other.outbox.reclaim(rival)).toBe(1);
    const [again] = await other.outbox.claim(wide.key, rival, NOW);
    expect(again).toMatchObject({ id: row, maybeSent: true, attempts: 2 });
    one = openStore(database.url, ids);
  });

  test("an outcome is filed once, though it is told twice at the same time", async () => {
    const wide = lane();
    const [row = ""] = await put(wide, "a", relay());
    await claim(one, owner, wide);
    const filed = await Promise.all([finish(row), finish(row), finish(row)]);
    expect(filed.filter((rows) => rows.length > 0)).toHaveLength(1);
  });

  describe("pings that wait together", () => {
    /** A channel, with one ping of each of these conversations. */
    const waiting = async (...streams: readonly string[]) => {
      const alerts = lane();
      const pings = await Promise.all(streams.map((stream) => put(alerts, stream, ping())));
      return { alerts, pings: pings.flat() };
    };

    test("travel as one message", async () => {
      const { alerts, pings } = await waiting("a", "b", "c");
      const rows = await one.outbox.claim(alerts.key, owner, NOW);
      expect(idsOf(rows).sort()).toEqual([...pings].sort());
      expect(new Set(rows.map((row) => row.batch))).toEqual(new Set([rows[0]?.id]));
      expect(await claim(one, owner, alerts)).toEqual([]);
    });

    test("are not those of another channel, nor of a conversation's own thread", async () => {
      const shared = lane();
      const [first] = await put(shared, "a", ping());
      const [manager] = await put(shared, "b", ping("managers"));
      const [own] = await put(shared, "c", ping("staff"));
      const [other] = await put(shared, "d", ping("staff"));
      for (const expected of [first, manager, own, other])
        expect(await claim(one, owner, shared)).toEqual([expected]);
    });

    test("are in the order of their conversation, and behind nothing else of it", async () => {
      const [alerts, edits] = [lane(), lane()];
      const first = await put(alerts, "a", ping(), ping("alerts", 1));
      const closing: Effect = {
        type: "CloseAlert",
        target: "first_response",
        cycle: 1,
        sentence: { key: "alert_over" },
      };
      await put(edits, "b", closing);
      const [late] = await put(alerts, "b", ping());
      expect(await claim(one, owner, alerts)).toEqual(first);
      expect(await claim(one, owner, edits)).toHaveLength(1);
      expect(await claim(one, owner, alerts)).not.toContain(late);
    });

    test("stay together when they are tried again, and apart from what came later", async () => {
      const { alerts, pings } = await waiting("a", "b");
      await claim(one, owner, alerts);
      const [later] = await put(alerts, "c", ping());
      await one.outbox.retryAt(pings, NOW, true);
      const again = await one.outbox.claim(alerts.key, owner, NOW);
      expect(idsOf(again).sort()).toEqual([...pings].sort());
      expect(await claim(one, owner, alerts)).toEqual([later]);
    });

    test("keep their name when the first of them says nothing any more", async () => {
      const { alerts, pings } = await waiting("a", "b", "c");
      const [head] = await claim(one, owner, alerts);
      await one.outbox.drop([head ?? ""], NOW);
      const left = pings.filter((id) => id !== head);
      await one.outbox.retryAt(left, NOW, true);
      const again = await one.outbox.claim(alerts.key, owner, NOW);
      expect(again.map((row) => row.batch)).toEqual([head, head]);
      expect(idsOf(await finish(head ?? "")).sort()).toEqual([...left].sort());
    });

    test("are two thousand at most", async () => {
      const alerts = lane();
      const drafts = Array.from(
        { length: 2_001 },
        (_, nth): OutboxDraft => ({
          id: ids.next(),
          conversationId: null,
          desk: "support",
          effect: ping(),
          stream: `many-${nth}`,
          lane: alerts,
          createdAt: NOW,
        }),
      );
      await one.transaction((tx) => tx.putOutbox(drafts));
      expect(await claim(one, owner, alerts)).toEqual(idsOf(drafts.slice(0, 2_000)));
      expect(await claim(one, owner, alerts)).toEqual(idsOf(drafts.slice(2_000)));
    });
  });
});

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rebuildClocks } from "../../db/rebuild.ts";
import type { Effect } from "../../src/core/effect.ts";
import type { Inbound } from "../../src/core/inbound.ts";
import type { Person, Place } from "../../src/core/platform.ts";
import { MINUTE, SECOND, type Timestamp } from "../../src/core/time.ts";
import { aRequest } from "../support/a-request.ts";
import { createMuteHouse, type MuteHouse } from "../support/mute-house.ts";

/** What may happen in a conversation; `backMs`: so long ago by the platform's clock, heard of only now. */
const back = fc.constantFrom(0, 0, 0, 0, SECOND, 20 * SECOND, 90 * SECOND, 4 * MINUTE);
const PRESSES = [
  "claim",
  "take_over",
  "release",
  "working_on_it",
  "no_reply_needed",
  "still_on_it",
  "resolve",
  "reopen",
  "handoff_because",
  "wait_for",
  "transfer_to",
] as const;
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant("write" as const),
      text: fc.constantFrom("My site is down", "thanks!", "and my mail"),
      backMs: back,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant("answer" as const),
      text: fc.constantFrom("Let me check", "Done.", "Which one?"),
      backMs: back,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant("delete" as const), nth: fc.nat({ max: 3 }), backMs: back }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("press" as const),
      action: fc.constantFrom(...PRESSES),
      rep: fc.constantFrom("ana", "ben", "dev"),
      backMs: back,
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("deliver" as const), backMs: back }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("wait" as const),
      ms: fc.constantFrom(5 * SECOND, 31 * SECOND, 61 * SECOND, 150 * SECOND, 6 * MINUTE, 11 * MINUTE),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe("sla_clocks, computed again from the journal", () => {
  let mute: MuteHouse;
  beforeAll(async () => {
    mute = await createMuteHouse({ redisUrl: null, prefix: "rebuild" });
    await mute.house.start();
  });
  afterAll(() => mute.close());

  const rows = () => mute.store.sql`select * from sla_clocks order by conversation_id, target, cycle`;
  const rebuild = (check = false) => rebuildClocks(mute.databaseUrl, { check });

  const journalEnd = async () =>
    (await mute.store.sql`select max(seq)::text as seq from journal`)[0]?.["seq"];

  /** The desk goes on meanwhile: what an alarm writes between the two readings is no difference, so both are read anew. */
  const bothAtOneMoment = async () => {
    for (;;) {
      const before = await journalEnd();
      const stored = await rows();
      await mute.store.sql`delete from sla_clocks`;
      await rebuild();
      const rebuilt = await rows();
      if ((await journalEnd()) === before) return { stored, rebuilt };
    }
  };

  /** One conversation, played step by step through the engine. */
  const play = async (customer: string, steps: readonly Step[]): Promise<void> => {
    const { house, store, clock, desk } = mute;
    const person = (userId: string): Person => ({
      platform: "sandbox",
      userId,
      name: userId,
      accountCreatedAt: null,
    });
    const here: Place = { platform: "sandbox", channel: `to-${customer}`, thread: null };
    const staff: Place = { platform: "sandbox", channel: desk.staff.channel, thread: null };
    let keys = 0;
    const written: string[] = [];
    const key = (): string => `${customer}-${keys++}`;
    const says = (author: Person, at: Timestamp, place: Place, text: string): Inbound => {
      const id = key();
      if (author.userId === customer) written.push(id);
      return {
        type: "MessagePosted",
        key: id,
        at,
        message: { place, id },
        author,
        text,
        attachments: [],
        direct: false,
        mentionsDesk: false,
        addressedTo: null,
      };
    };
    await house.receive(aRequest(desk, { at: clock.now(), key: key(), userId: customer, name: customer }));
    const [opened] = await store.sql`
      select c.id from conversations c join people p on p.id = c.customer_id where p.user_id = ${customer}`;
    const conversationId = String(opened?.["id"]);
    /** All that waits to be sent has arrived. */
    const deliver = async (at: Timestamp): Promise<void> => {
      const waiting = await store.sql<{ id: string; effect: Effect }[]>`
        select id, effect from outbox where conversation_id = ${conversationId} and status in ('pending', 'sending') order by seq`;
      for (const { id, effect } of waiting) {
        const place = /Customer/.test(effect.type) ? here : staff;
        const receipt = { place, messages: [{ place, id: `landed-${id}` }], at };
        await house.engine.handle({ type: "EffectDelivered", outboxId: id, receipt });
      }
    };
    await deliver(clock.now());
    const thread = async (): Promise<Place> => {
      const [row] = await store.sql`select staff_place from conversations where id = ${conversationId}`;
      return row?.["staff_place"];
    };
    const subjects: Readonly<Record<string, string>> = {
      handoff_because: "access",
      wait_for: String(5 * MINUTE),
      transfer_to: "rep:chloe",
    };
    for (const one of steps) {
      const at = clock.now() - ("backMs" in one ? one.backMs : 0);
      if (one.does === "write") await house.receive(says(person(customer), at, here, one.text));
      if (one.does === "answer") await house.receive(says(person("ana"), at, await thread(), one.text));
      if (one.does === "deliver") await deliver(at);
      if (one.does === "press") {
        const { action, rep } = one;
        await house.receive({
          type: "ActionPressed",
          key: key(),
          at,
          action,
          conversationId,
          subject: subjects[action] ?? null,
          place: staff,
          author: person(rep),
          reply: null,
        });
      }
      const id = one.does === "delete" ? written[one.nth] : undefined;
      if (id !== undefined) {
        await house.receive({ type: "MessageDeleted", key: key(), at, message: { place: here, id } });
      }
      if (one.does === "wait") {
        clock.step(one.ms);
        await house.sweeper.sweep();
      }
    }
    await deliver(clock.now());
  };

  test("is what the engine stored, row by row, whatever happened", async () => {
    let played = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 50 }), async (steps) => {
        await play(`customer-${played++}`, steps);
        const { stored, rebuilt } = await bothAtOneMoment();
        expect(rebuilt).toEqual(stored);
      }),
      { numRuns: 8, endOnFailure: true },
    );
    const [{ n } = { n: 0 }] = await mute.store.sql`
      select count(*)::int as n from sla_clocks where breached_at is not null and notified_at is not null`;
    expect(n).toBeGreaterThan(0);
  }, 120_000);

  test("a check counts what differs and changes nothing; the rebuild mends it", async () => {
    await play("checked", [{ does: "wait", ms: 61 * SECOND }]);
    const right = await rows();
    expect(await rebuild(true)).toMatchObject({ differed: 0, clocks: right.length });
    const { sql } = mute.store;
    const [first, second] = right;
    await sql`update sla_clocks set due_at = 1 where conversation_id = ${first?.["conversation_id"]} and target = ${first?.["target"]} and cycle = ${first?.["cycle"]}`;
    await sql`delete from sla_clocks where conversation_id = ${second?.["conversation_id"]} and target = ${second?.["target"]} and cycle = ${second?.["cycle"]}`;
    await sql`insert into sla_clocks select * from jsonb_populate_record(null::sla_clocks, ${JSON.stringify({ ...first, conversation_id: "nobody's" })}::text::jsonb)`;
    const wrong = await rows();
    expect(await rebuild(true)).toMatchObject({ differed: 3 });
    expect(await rows()).toEqual(wrong);
    expect(await rebuild()).toMatchObject({ differed: 3 });
    expect(await rows()).toEqual(right);
  });

  test("a journal that an older desk wrote says the same", async () => {
    const at = 1_700_000_000_000;
    const older: readonly Record<string, unknown>[] = [
      {
        type: "ConversationOpened",
        conversationId: "old",
        number: 1,
        desk: "support",
        customer: "p1",
        door: "panel",
        messageId: "m1",
        policyVersion: "built-in-1",
        targets: {
          first_response: MINUTE,
          next_response: 2 * MINUTE,
          update: 2 * MINUTE,
          resolution: 20 * MINUTE,
        },
        reopenMs: 10 * MINUTE,
      },
      { type: "CustomerMessageReceived", messageId: "m1", pleasantry: false },
      { type: "ConversationOffered", to: "reps" },
      {
        type: "WarningReached",
        target: "first_response",
        cycle: 1,
        level: 0.5,
        detectedAt: at + 30_005,
        overtaken: false,
      },
      {
        type: "ClockBreached",
        target: "first_response",
        cycle: 1,
        level: 1,
        detectedAt: at + 60_009,
        overtaken: false,
        answeredAt: null,
      },
    ];
    for (const event of older) {
      await mute.store.sql`
        insert into journal (conversation_id, type, at, recorded_at, policy_version, event)
        values ('old', ${String(event["type"])}, ${at}, ${at}, 'built-in-1', ${JSON.stringify({ at, ...event })}::text::jsonb)`;
    }
    expect(await rebuild()).toMatchObject({ differed: 2 });
    const found = await mute.store.sql`
      select target, breached_at::float8, detected_at::float8 from sla_clocks where conversation_id = 'old' order by target`;
    expect([...found]).toEqual([
      { target: "first_response", breached_at: at + MINUTE, detected_at: at + 60_009 },
      { target: "resolution", breached_at: null, detected_at: null },
    ]);
  });
});

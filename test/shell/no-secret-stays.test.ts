import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Effect } from "../../src/core/effect.ts";
import type { Person, Place } from "../../src/core/platform.ts";
import { SECOND } from "../../src/core/time.ts";
import { createLog } from "../../src/shell/log.ts";
import { createMuteHouse, type MuteHouse } from "../support/mute-house.ts";

/** A secret, and how it is told. */
const told = fc.oneof(
  fc
    .stringMatching(/^[A-Z][a-z]{4,9}[2-9]{2}[#$%&]{1}[a-z]{3}$/)
    .map((it) => ({ secret: it, text: `hello, my password is ${it} and it fails` })),
  fc.stringMatching(/^[1-9]\d{5}$/).map((it) => ({ secret: it, text: `my verification code is ${it}` })),
  fc
    .stringMatching(/^[a-f0-9]{30}$/)
    .filter((it) => /\d{1}.*\d/.test(it))
    .map((it) => ({ secret: it, text: `api key: ${it}` })),
  fc
    .stringMatching(/^[a-z]{5}\d{4}[A-Z]{2}$/)
    .map((it) => ({ secret: it, text: `see mysql://shop:${it}@db.example.org/shop` })),
);

let lines: string[] = [];
let faults = 0;
let mute: MuteHouse;
let admin: postgres.Sql;

beforeAll(async () => {
  const log = createLog({ level: "debug", pretty: false, write: (line) => void lines.push(line) });
  mute = await createMuteHouse(
    { redisUrl: null, prefix: "no-secret-stays" },
    {
      log,
      checkpoint: (name) => {
        if (name !== "engine:decided" || faults === 0) return;
        faults -= 1;
        throw new Error("a fault of ours");
      },
    },
  );
  await mute.house.start();
  admin = postgres(mute.databaseUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.end();
  await mute.close();
});

/** Every row of every table of every schema, as text. */
const everything = async (): Promise<string> => {
  const tables = await admin`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const rows = await Promise.all(
    tables.map(({ name }) => admin.unsafe(`select t::text as row from ${String(name)} t`)),
  );
  return rows
    .flat()
    .map(({ row }) => String(row))
    .join("\n");
};

const person = (userId: string): Person => ({
  platform: "sandbox",
  userId,
  name: userId,
  accountCreatedAt: null,
});

/** Whoever writes, wherever: a request, a message with a file, an edit, a rep's answer, a command, a fault. */
const tell = async (customer: string, secret: string, text: string): Promise<void> => {
  const { house, store, clock, desk } = mute;
  const here: Place = { platform: "sandbox", channel: `to-${customer}`, thread: null };
  const staff: Place = { platform: "sandbox", channel: desk.staff.channel, thread: `of-${customer}` };
  const at = (): number => clock.now();
  await house.receive({
    type: "ConversationRequested",
    key: `${customer}-request`,
    at: at(),
    door: "panel",
    place: { platform: "sandbox", channel: desk.customers.channel, thread: null },
    author: person(customer),
    description: text,
    subject: `password: ${secret}`,
    reply: null,
  });
  const waiting = await store.sql<{ id: string; effect: Effect }[]>`
    select o.id, o.effect from outbox o join conversations c on c.id = o.conversation_id
    join people p on p.id = c.customer_id where p.user_id = ${customer} and o.status in ('pending', 'sending') order by o.seq`;
  for (const { id, effect } of waiting) {
    const place = /Customer/.test(effect.type) ? here : staff;
    const receipt = { place, messages: [{ place, id: `landed-${id}` }], at: at() };
    await house.engine.handle({ type: "EffectDelivered", outboxId: id, receipt });
  }
  const says = (author: string, place: Place, key: string) =>
    house.receive({
      type: "MessagePosted",
      key: `${customer}-${key}`,
      at: at(),
      message: { place, id: `${customer}-${key}` },
      author: person(author),
      text,
      attachments: [
        {
          name: `password_${secret}.txt`,
          url: `https://cdn.example.org/password_${secret}.txt`,
          size: 1,
          mimeType: null,
        },
      ],
      direct: false,
      mentionsDesk: false,
      addressedTo: null,
    });
  await says(customer, here, "message");
  await house.receive({
    type: "MessageEdited",
    key: `${customer}-edit`,
    at: at(),
    message: { place: here, id: `${customer}-message` },
    text: `${text} (edited)`,
  });
  await says("ana", staff, "answer");
  await house.receive({
    type: "DeskCommanded",
    key: `${customer}-command`,
    at: at(),
    verb: "handoff",
    words: ["1", ...text.split(" ")],
    place: staff,
    author: person("ana"),
    reply: null,
  });
  faults = 1;
  await says(customer, here, "poisoned");
  faults = 0;
};

test("a secret that somebody pastes is in no table and no log line, however the desk came to read it", async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(told, async ({ secret, text }) => {
      lines = [];
      number += 1;
      const customer = `customer-${"abcdefghijklmnopqrstuvwxyz"[number % 26]}${"abcdefghijklmnopqrstuvwxyz"[Math.floor(number / 26) % 26]}`;
      await tell(customer, secret, text);
      const failed = await admin`select 1 from inbox where status = 'failed'`;
      expect(failed).not.toHaveLength(0);
      expect(await everything()).not.toContain(secret);
      mute.clock.step(2 * SECOND);
      await mute.house.sweeper.sweep();
      const stored = await everything();
      expect(stored).not.toContain(secret);
      expect(stored).toContain("removed]");
      expect(lines.join("")).not.toContain(secret);
    }),
    { numRuns: 12 },
  );
});

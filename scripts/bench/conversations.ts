import { setTimeout as delay } from "node:timers/promises";
import { actionIdOf } from "../../adapters/slack/action-id.ts";
import type { Person } from "../../test/emulators/discord/index.ts";
import type { World } from "../../test/support/world.ts";
import type { BenchDatabase } from "./servers.ts";

/** An open, claimed and answered conversation, as its two sides see it. */
export interface Line {
  readonly customer: Person;
  /** The private thread on Discord. */
  readonly channel: string;
  readonly cardTs: string;
}

const AT_ONCE = 10;
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 120_000;

/** Lanes keep their limits in the database, so that a benchmark can move them under a running desk. */
export const liftLimits = async ({ sql }: BenchDatabase): Promise<void> => {
  await sql`update lanes set interval_ms = 0, next_at = 0 where interval_ms > 0`;
};

/** The desk's own limits again; posts keep those of the argument. */
export const restoreLimits = async ({ sql }: BenchDatabase, postIntervalMs: number): Promise<void> => {
  await sql`update lanes set interval_ms = 1300 where key in ('slack:update', 'slack:delete', 'slack:reactions')`;
  await sql`update lanes set interval_ms = 650 where key = 'slack:whisper'`;
  await sql`update lanes set interval_ms = ${postIntervalMs} where key like 'slack:C%'`;
};

const until = async (what: string, look: () => Promise<boolean>): Promise<void> => {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!(await look())) {
    if (Date.now() > giveUpAt) throw new Error(`waited ${PATIENCE_MS} ms in vain for ${what}`);
    await delay(LOOK_EVERY_MS);
  }
};

/** Until nothing waits any more; limits that appear meanwhile are lifted. */
export const drain = (database: BenchDatabase, lift: boolean): Promise<void> =>
  until("an empty outbox", async () => {
    if (lift) await liftLimits(database);
    const rows = await database.sql`
      select count(*)::int as n from outbox where status in ('pending', 'sending')`;
    return rows[0]?.["n"] === 0;
  });

const ask = async (world: World, customer: Person): Promise<void> => {
  const panel = await world.discord.untilMessage(world.support, (message) => message.components.length > 0);
  const buttons = panel.components.flatMap((row) => (row.components ?? []).map((one) => one.custom_id ?? ""));
  const open = buttons.find((one) => one.split("|")[1] === "open");
  if (open === undefined) throw new Error(`expected a button to open a chat, got ${buttons.join(", ")}`);
  const modal = await customer.presses(panel, open).modal();
  await customer.submitsModal(modal, { description: "My site shows a 502 since noon", subject: "" }).reply();
};

/** Through the front door, all of it: panel, form, thread, card, claim, first answer. */
export const openConversations = async (
  world: World,
  database: BenchDatabase,
  count: number,
): Promise<readonly Line[]> => {
  const { discord, guild, rosa, staff } = world;
  const customers = new Map<string, Person>();
  for (let index = 0; index < count; index++) {
    const customer = discord.addUser({ username: `customer${index}`, guild });
    customers.set(customer.id, customer);
  }
  const waiting = [...customers.values()];
  while (waiting.length > 0) {
    await Promise.all(waiting.splice(0, AT_ONCE).map((customer) => ask(world, customer)));
    await liftLimits(database);
  }
  await drain(database, true);
  const rows = await database.sql`
    select p.user_id, c.customer_place ->> 'channel' as channel, c.staff_place ->> 'thread' as card
    from conversations c join people p on p.id = c.customer_id order by c.number`;
  const lines = rows.flatMap((row): Line[] => {
    const customer = customers.get(String(row["user_id"]));
    return customer === undefined
      ? []
      : [{ customer, channel: String(row["channel"]), cardTs: String(row["card"]) }];
  });
  if (lines.length !== count) throw new Error(`expected ${count} conversations, got ${lines.length}`);
  for (const { cardTs } of lines) {
    await rosa.presses({ channel: staff.id, ts: cardTs }, actionIdOf("claim"));
    rosa.repliesInThread(staff, cardTs, "Hello, I am looking at it");
  }
  await drain(database, true);
  return lines;
};

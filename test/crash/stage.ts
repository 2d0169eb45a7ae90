import postgres from "postgres";
import { actionIdOf } from "../../adapters/slack/action-id.ts";
import type { ConversationEvent } from "../../src/core/conversation/event.ts";
import { DEFAULT_POLICY, type Policy } from "../../src/core/policy/policy.ts";
import { HOUR } from "../../src/core/time.ts";
import type { CheckpointName } from "../../src/ports.ts";
import type { Person as Customer, Message, Reaction, Thread } from "../emulators/discord/index.ts";
import { isThread } from "../emulators/discord/world.ts";
import type { Seen } from "../emulators/slack/index.ts";
import { createTestDatabase } from "../support/database.ts";
import type { QueueBackend } from "../support/redis.ts";
import { createWorld, type World } from "../support/world.ts";
import { type Connections, connectionsTo } from "../support/world-desk.ts";
import { type DeskProcess, spawnDesk } from "./desk-process.ts";

/** No clock rings while a test waits: only what people do passes the named points. */
const PATIENT: Policy = {
  ...DEFAULT_POLICY,
  version: "patient-1",
  targets: {
    first_response: 6 * HOUR,
    next_response: 6 * HOUR,
    update: 6 * HOUR,
    resolution: 24 * HOUR,
  },
  idle: { ...DEFAULT_POLICY.idle, askMs: 24 * HOUR, closeMs: 48 * HOUR },
};

export const PATIENCE = { timeoutMs: 30_000 };
const LOOK_AGAIN_MS = 40;

export interface Stage {
  readonly connections: Connections;
  readonly world: World;
  readonly ben: Customer;
  readonly sql: postgres.Sql;
  readonly start: () => Promise<DeskProcess>;
  /** Starts, and dies at its first visit of this point; resolves when it is dead. */
  readonly startDoomed: (dieAt: CheckpointName) => Promise<void>;
  /** Presses the panel's button and fills in the form. */
  readonly opens: (who: Customer, description: string) => Promise<Reaction>;
  readonly threadsOf: (who: Customer) => readonly Thread[];
  readonly cardsOf: (who: Customer) => readonly Seen[];
  /** The one private thread and the one card of this customer, once both are there. */
  readonly placesOf: (who: Customer) => Promise<{ readonly thread: Thread; readonly card: Seen }>;
  readonly claims: (card: Seen) => Promise<void>;
  /** How often these words stand in the customer's thread, or in the card's. */
  readonly inThread: (thread: Thread, words: string) => readonly Message[];
  readonly underCard: (card: Seen, words: string) => readonly Seen[];
  readonly untilMarked: (message: Seen, card: Seen) => Promise<void>;
  /** Nothing is left to do: no unfinished row, no failed inbound. */
  readonly untilQuiet: () => Promise<void>;
  readonly journalOf: (customer: Customer) => Promise<readonly ConversationEvent[]>;
  readonly close: () => Promise<void>;
}

const countOf = (text: string, words: string): number => text.split(words).length - 1;

/** Each message as often as it says the words: a burst that was merged into one post counts in full. */
const saying = <T>(messages: readonly T[], textOf: (message: T) => string, words: string): readonly T[] =>
  messages.flatMap((message) => Array.from({ length: countOf(textOf(message), words) }, () => message));

/** `program`: the compiled child; null where the test keeps the desk in its own process. */
export const createStage = async (
  program: string | null,
  queue: Pick<QueueBackend, "redisUrl" | "prefix">,
): Promise<Stage> => {
  const [database, world] = await Promise.all([createTestDatabase(), createWorld({ policy: PATIENT })]);
  const { discord, slack, guild, support, staff, rosa } = world;
  const ben = discord.addUser({ username: "ben", guild });
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  const connections = connectionsTo(world, { databaseUrl: database.url, ...queue });
  const desks: DeskProcess[] = [];

  const spawn = (dieAt: CheckpointName | null): DeskProcess => {
    if (program === null) throw new Error("this stage was made for a desk in the test's own process");
    const desk = spawnDesk(program, { connections, desk: world.desk, dieAt });
    desks.push(desk);
    return desk;
  };
  const threadsOf = (who: Customer): readonly Thread[] =>
    [...discord.world.channels.values()].flatMap((channel) =>
      isThread(channel) && who.sees(channel) ? [channel] : [],
    );
  const cardsOf = (who: Customer): readonly Seen[] =>
    rosa.sees(staff).filter((one) => one.controls.length > 0 && one.shown.includes(who.id));

  return {
    connections,
    world,
    ben,
    sql,
    start: async () => {
      const desk = spawn(null);
      await desk.started;
      return desk;
    },
    startDoomed: (dieAt) => spawn(dieAt).killed(),
    opens: async (who, description) => {
      const panel = await discord.untilMessage(support, (one) => one.components.length > 0, PATIENCE);
      const buttons = panel.components.flatMap((row) => row.components ?? []);
      const open = buttons.find((one) => one.custom_id?.split("|")[1] === "open")?.custom_id ?? "";
      const modal = await who.presses(panel, open).modal(PATIENCE);
      return who.submitsModal(modal, { description, subject: "" });
    },
    threadsOf,
    cardsOf,
    placesOf: async (who) => ({
      thread: await discord.until(() => threadsOf(who)[0], { ...PATIENCE, what: "the customer's thread" }),
      card: await slack.until(() => cardsOf(who)[0], { ...PATIENCE, what: "the customer's card" }),
    }),
    claims: async (card) => {
      await rosa.presses(card, actionIdOf("claim"));
      await slack.until(
        () => rosa.seesThread(staff, card.ts).find((one) => one.shown.includes(`<@${rosa.id}>`)),
        { ...PATIENCE, what: "the claim to be told" },
      );
    },
    inThread: (thread, words) => saying(discord.messagesIn(thread), (one) => one.content, words),
    underCard: (card, words) => {
      // The card itself, at the head of its thread, shows the first words too.
      const replies = rosa.seesThread(staff, card.ts).filter((one) => one.ts !== card.ts);
      return saying(replies, (one) => one.shown, words);
    },
    untilMarked: async (message, card) => {
      await slack.until(
        () => {
          const seen = rosa.seesThread(staff, card.ts).find((one) => one.ts === message.ts);
          return seen !== undefined && "white_check_mark" in seen.reactions;
        },
        { ...PATIENCE, what: `a check mark under ${message.text}` },
      );
    },
    untilQuiet: async () => {
      const until = Date.now() + PATIENCE.timeoutMs;
      for (;;) {
        const left = await sql`
          select type as what from outbox where status in ('pending', 'sending')
          union all select 'failed inbound ' || key from inbox where status = 'failed'`;
        if (left.length === 0) return;
        if (Date.now() > until) {
          throw new Error(
            `expected nothing left to do, there is ${left.map((row) => row["what"]).join(", ")}`,
          );
        }
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    },
    journalOf: async (customer) => {
      const rows = await sql<{ event: ConversationEvent }[]>`
        select event from journal where conversation_id in (
          select c.id from conversations c join people p on p.id = c.customer_id where p.user_id = ${customer.id}
        ) order by seq`;
      return rows.map((row) => row.event);
    },
    close: async () => {
      await Promise.all(desks.map((desk) => desk.kill()));
      await world.close();
      await sql.end();
      await database.close();
    },
  };
};

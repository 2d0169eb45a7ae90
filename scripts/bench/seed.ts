import { drizzle } from "drizzle-orm/postgres-js";
import { fromConversation } from "../../db/rows.ts";
import { conversations, messages, people, policies } from "../../db/schema.ts";
import type { Command } from "../../src/core/conversation/command.ts";
import { nextWakeAt } from "../../src/core/conversation/deadlines.ts";
import { decide } from "../../src/core/conversation/decide.ts";
import { evolve } from "../../src/core/conversation/evolve.ts";
import { type Conversation, NO_CONVERSATION } from "../../src/core/conversation/state.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import type { Timestamp } from "../../src/core/time.ts";
import { createIds } from "../../src/ids.ts";
import type { BenchDatabase } from "./servers.ts";

const AT_ONCE = 500;

/** How long before its first deadline a conversation of this desk was opened, ms. */
const firstWakeMs = (desk: Desk): number => {
  const [step] = desk.policy.steps.first_response;
  if (step === undefined) throw new Error("the policy of the benchmark warns of nothing");
  return step.at * desk.policy.targets.first_response;
};

const stateOf = (desk: Desk, commands: readonly Command[]): Conversation =>
  commands.reduce<Conversation>(
    (state, command) =>
      decide(command, state, { now: "at" in command ? command.at : 0, desk, staff: [] }).reduce(
        evolve,
        state,
      ),
    NO_CONVERSATION,
  );

interface Opening {
  readonly conversationId: string;
  readonly number: number;
  readonly customer: string;
  readonly messageId: string;
  readonly at: Timestamp;
}

/** A conversation that was opened through the panel and is not answered yet. */
export const openState = (desk: Desk, opening: Opening): Conversation =>
  stateOf(desk, [
    { type: "OpenConversation", ...opening, plan: null, hours: null, door: "panel" },
    { type: "RecordPlaceOpened", at: opening.at, kind: "thread" },
    { type: "RecordCardPosted", at: opening.at },
  ]);

/** Open conversations as the desk itself leaves them, the first deadline of each at one of these moments. */
export const seedConversations = async (
  { sql }: Pick<BenchDatabase, "sql">,
  desk: Desk,
  dueAt: readonly Timestamp[],
  /** How many there are already. */
  before = 0,
): Promise<void> => {
  const db = drizzle(sql);
  const ids = createIds(Date.now);
  await db
    .insert(policies)
    .values({ version: desk.policy.version, policy: desk.policy })
    .onConflictDoNothing();
  for (let from = 0; from < dueAt.length; from += AT_ONCE) {
    const rows = dueAt.slice(from, from + AT_ONCE).map((due, index) => {
      const number = before + from + index + 1;
      const [id, customerId, messageId, at] = [ids.next(), ids.next(), ids.next(), due - firstWakeMs(desk)];
      const place = { platform: "discord" as const, channel: `9${number}`, thread: null };
      const state = openState(desk, { conversationId: id, number, customer: customerId, messageId, at });
      const conversation = fromConversation({
        id,
        number,
        desk: desk.id,
        customerId,
        policyVersion: desk.policy.version,
        nextWakeAt: nextWakeAt(state, desk.policy),
        customerPlace: place,
        staffPlace: { platform: "slack", channel: desk.staff.channel, thread: `${number}.000100` },
        state,
      });
      const person = {
        id: customerId,
        platform: "discord" as const,
        userId: `8${number}`,
        name: `Visitor ${number}`,
      };
      const message = {
        id: messageId,
        conversationId: id,
        side: "customer" as const,
        personId: customerId,
        text: "My site shows a 502 since noon",
        attachments: [],
        at,
        ...place,
        thread: "",
        platformMessageId: `7${number}`,
      };
      return { conversation, person, message };
    });
    await db.insert(people).values(rows.map((row) => row.person));
    await db.insert(conversations).values(rows.map((row) => row.conversation));
    await db.insert(messages).values(rows.map((row) => row.message));
  }
  // As autovacuum would have done long before so many are open.
  await sql`vacuum analyze`;
};

import { asc, desc, eq, inArray } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { ConversationEvent } from "../src/core/conversation/event.ts";
import type { Policy } from "../src/core/policy/policy.ts";
import type { Timestamp } from "../src/core/time.ts";
import { among } from "./many.ts";
import { policyOf } from "./policy.ts";
import { conversations, journal, people } from "./schema.ts";
import type { Database } from "./tx.ts";

/** All that the database says of one conversation's course. */
export interface Story {
  readonly id: string;
  readonly journal: readonly { readonly event: ConversationEvent; readonly recordedAt: Timestamp }[];
  /** Names of the people in it, by the desk's ids; who was erased is missing. */
  readonly names: ReadonlyMap<string, string>;
  /** The policy that it was opened under; null: it is not kept. */
  readonly policy: Policy | null;
}

/** What was asked for is not there. */
export interface NoStory {
  /** The newest conversation's number; null: there is none at all. */
  readonly newest: number | null;
}

const idOf = async (db: Database, which: string): Promise<string> => {
  const number = /^#?(\d+)$/.exec(which)?.[1];
  if (number === undefined || !Number.isSafeInteger(Number(number))) return which;
  const rows = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(eq(conversations.number, Number(number)));
  return rows[0]?.id ?? which;
};

/** Every text that an event holds: some of them are people's ids. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const namesIn = async (
  db: Database,
  events: readonly ConversationEvent[],
): Promise<ReadonlyMap<string, string>> => {
  const texts = [...new Set(events.flatMap(textsIn))];
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, among(texts)));
  return new Map(rows.flatMap(({ id, name }) => (name === "" ? [] : [[id, name]])));
};

/** `which`: a conversation's number (1042, #1042) or its id. Reads only, in one moment of the database. */
export const readStory = async (url: string, which: string): Promise<Story | NoStory> => {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await drizzle(client).transaction(
      async (db) => {
        const id = await idOf(db, which);
        const rows = await db
          .select({ event: journal.event, recordedAt: journal.recordedAt })
          .from(journal)
          .where(eq(journal.conversationId, id))
          .orderBy(asc(journal.seq));
        const opened = rows.find(({ event }) => event.type === "ConversationOpened")?.event;
        if (opened?.type !== "ConversationOpened") {
          const [newest] = await db
            .select({ number: conversations.number })
            .from(conversations)
            .orderBy(desc(conversations.number))
            .limit(1);
          return { newest: newest?.number ?? null };
        }
        const names = await namesIn(
          db,
          rows.map(({ event }) => event),
        );
        const policy = await policyOf(db, opened.policyVersion);
        return { id, journal: rows, names, policy };
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    );
  } finally {
    await client.end({ timeout: 5 });
  }
};

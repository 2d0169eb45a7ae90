import { and, asc, desc, eq, inArray, isNotNull, ne } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Person } from "../src/core/platform.ts";
import type { ReplyOutcome, TicketEvent } from "../src/core/ticket/event.ts";
import type { Timestamp } from "../src/core/time.ts";
import type { StoredTicket } from "../src/ports-tickets.ts";
import { among } from "./many.ts";
import { toPerson } from "./rows.ts";
import { conversations, mails, messages, people, ticketJournal, tickets, ticketTexts } from "./schema.ts";
import { toTicket } from "./tx/tickets.ts";
import type { Database } from "./tx.ts";

/** A mail that came for a ticket, and what it was taken for; nothing of what it says. */
export interface TicketMail {
  readonly id: string;
  readonly receivedAt: Timestamp;
  readonly outcome: ReplyOutcome;
  readonly because: readonly string[];
}

/** All that the database says of one ticket's course. No token, no address and no number that confirms is in it. */
export interface TicketStory {
  readonly ticket: StoredTicket;
  /** Of the chat that it came from; null: it came from none. */
  readonly conversation: number | null;
  readonly journal: readonly { readonly event: TicketEvent; readonly recordedAt: Timestamp }[];
  /** The words that its events name, by their ids; what was erased is missing or empty. */
  readonly texts: ReadonlyMap<string, string>;
  /** Who is in it, by the desk's ids; who was erased has no name. */
  readonly people: ReadonlyMap<string, Person>;
  readonly mails: readonly TicketMail[];
}

/** What was asked for is not there. */
export interface NoTicketStory {
  /** The newest ticket's number; null: there is none at all. */
  readonly newest: number | null;
}

/** Every text that an event holds: some of them are ids of people and of words. */
const idsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(idsIn) : [];
};

const wordsIn = async (
  db: Database,
  ticketId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const ofTicket = await db
    .select({ id: ticketTexts.id, text: ticketTexts.text })
    .from(ticketTexts)
    // The number that chat shows confirms: it is nobody's to read but the customer's.
    .where(and(eq(ticketTexts.ticketId, ticketId), ne(ticketTexts.kind, "code")));
  const ofReps = await db
    .select({ id: messages.id, text: messages.text })
    .from(messages)
    .where(inArray(messages.id, among(ids)));
  return new Map([...ofReps, ...ofTicket].map(({ id, text }) => [id, text]));
};

const mailsOf = async (db: Database, ticketId: string): Promise<readonly TicketMail[]> => {
  const rows = await db
    .select({ id: mails.id, receivedAt: mails.receivedAt, outcome: mails.outcome, because: mails.because })
    .from(mails)
    .where(and(eq(mails.ticketId, ticketId), isNotNull(mails.outcome)))
    .orderBy(asc(mails.receivedAt), asc(mails.id));
  return rows.flatMap(({ outcome, because, ...row }) =>
    outcome === null ? [] : [{ ...row, outcome, because: because ?? [] }],
  );
};

/** A ticket by its number. Reads only, in one moment of the database. */
export const readTicketStory = async (url: string, number: number): Promise<TicketStory | NoTicketStory> => {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await drizzle(client).transaction(
      async (db) => {
        const [found] = await db
          .select({ ticket: tickets, conversation: conversations.number })
          .from(tickets)
          .leftJoin(conversations, eq(conversations.id, tickets.conversationId))
          .where(eq(tickets.number, number));
        if (found === undefined) {
          const [newest] = await db
            .select({ number: tickets.number })
            .from(tickets)
            .where(isNotNull(tickets.number))
            .orderBy(desc(tickets.number))
            .limit(1);
          return { newest: newest?.number ?? null };
        }
        const ticket = toTicket(found.ticket);
        const journal = await db
          .select({ event: ticketJournal.event, recordedAt: ticketJournal.recordedAt })
          .from(ticketJournal)
          .where(eq(ticketJournal.ticketId, ticket.id))
          .orderBy(asc(ticketJournal.seq));
        const ids = [...new Set(journal.flatMap(({ event }) => idsIn(event)))];
        const named = await db
          .select()
          .from(people)
          .where(inArray(people.id, among(ids)));
        return {
          ticket,
          conversation: found.conversation,
          journal,
          texts: await wordsIn(db, ticket.id, ids),
          people: new Map(named.map((row) => [row.id, toPerson(row)])),
          mails: await mailsOf(db, ticket.id),
        };
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    );
  } finally {
    await client.end({ timeout: 5 });
  }
};

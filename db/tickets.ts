import { and, asc, desc, eq, inArray, isNotNull, lte } from "drizzle-orm";
import type { StoredMail, TicketReads } from "../src/ports-tickets.ts";
import { among } from "./many.ts";
import { confirmations, mails, ticketJournal, tickets, ticketTexts } from "./schema/tickets.ts";
import { toTicket } from "./tx/tickets.ts";
import type { Database } from "./tx.ts";

const toMail = (row: typeof mails.$inferSelect): StoredMail => ({
  id: row.id,
  sha256: row.sha256,
  raw: row.raw,
  envelope: row.envelope,
  receivedAt: row.receivedAt,
  attempts: row.attempts,
});

const HASHES = {
  token: confirmations.tokenHash,
  messageId: confirmations.messageIdHash,
  bounce: confirmations.bounceHash,
} as const;

/** The read side of tickets. */
export const createTicketReads = (db: Database): TicketReads => ({
  ticket: async (id) => {
    const rows = await db.select().from(tickets).where(eq(tickets.id, id));
    return rows[0] === undefined ? null : toTicket(rows[0]);
  },
  ticketByNumber: async (number) => {
    const rows = await db.select().from(tickets).where(eq(tickets.number, number));
    return rows[0] === undefined ? null : toTicket(rows[0]);
  },
  ticketsOf: async (conversationId) => {
    const rows = await db
      .select()
      .from(tickets)
      .where(eq(tickets.conversationId, conversationId))
      .orderBy(asc(tickets.number));
    return rows.map(toTicket);
  },
  texts: async (ids) => {
    if (ids.length === 0) return new Map();
    const rows = await db
      .select({ id: ticketTexts.id, text: ticketTexts.text })
      .from(ticketTexts)
      .where(inArray(ticketTexts.id, among(ids)));
    return new Map(rows.map((row) => [row.id, row.text]));
  },
  textsOf: (ticketId) =>
    db.select().from(ticketTexts).where(eq(ticketTexts.ticketId, ticketId)).orderBy(asc(ticketTexts.at)),
  journal: (ticketId) =>
    db
      .select({ event: ticketJournal.event, recordedAt: ticketJournal.recordedAt })
      .from(ticketJournal)
      .where(eq(ticketJournal.ticketId, ticketId))
      .orderBy(asc(ticketJournal.seq)),
  dueTickets: async (now, limit) => {
    const rows = await db
      .select({ id: tickets.id })
      .from(tickets)
      .where(and(isNotNull(tickets.nextWakeAt), lte(tickets.nextWakeAt, now)))
      .orderBy(asc(tickets.nextWakeAt))
      .limit(limit);
    return rows.map((row) => row.id);
  },
  waitingMails: async (now, limit) => {
    const rows = await db
      .select()
      .from(mails)
      .where(and(eq(mails.status, "waiting"), lte(mails.nextAt, now)))
      .orderBy(asc(mails.nextAt))
      .limit(limit);
    return rows.map(toMail);
  },
  mail: async (id) => {
    const rows = await db.select().from(mails).where(eq(mails.id, id));
    return rows[0] === undefined ? null : toMail(rows[0]);
  },
  confirmationBy: async (kind, hash) => {
    const rows = await db.select().from(confirmations).where(eq(HASHES[kind], hash));
    return rows[0] ?? null;
  },
  newestConfirmation: async (ticketId) => {
    const rows = await db
      .select()
      .from(confirmations)
      .where(eq(confirmations.ticketId, ticketId))
      .orderBy(desc(confirmations.createdAt))
      .limit(1);
    return rows[0] ?? null;
  },
});

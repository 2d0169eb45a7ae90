import {
  and,
  arrayOverlaps,
  asc,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  or,
  sql,
} from "drizzle-orm";
import { DENIED_FOR_MS } from "../../src/core/ticket/ticket-policy.ts";
import { DAY, HOUR, MINUTE, type Timestamp } from "../../src/core/time.ts";
import type { StoredTicket, TicketTx } from "../../src/ports-tickets.ts";
import { insertMany } from "../many.ts";
import { threadOf } from "../rows.ts";
import { contacts } from "../schema/customers.ts";
import { confirmations, mails, ticketJournal, tickets, ticketTexts } from "../schema/tickets.ts";
import { messages, people, places } from "../schema.ts";
import type { Database } from "./known.ts";

export const toTicket = (row: typeof tickets.$inferSelect): StoredTicket => ({
  id: row.id,
  desk: row.desk,
  policyVersion: row.policyVersion,
  place: row.place,
  nextWakeAt: row.nextWakeAt,
  state: row.state,
});

/** Whoever takes a mail judges it at once; only what a crash or DNS kept from being judged is looked for later. */
const JUDGED_WITHIN_MS = MINUTE;

const fromTicket = ({ id, desk, policyVersion, place, nextWakeAt, state }: StoredTicket) => ({
  id,
  number: state.number === 0 ? null : state.number,
  desk,
  status: state.status,
  confirmation: state.confirmation,
  category: state.category,
  permission: state.permission,
  conversationId: state.conversationId,
  customerId: state.customer,
  contactId: state.contactId,
  assigneeId: state.assignee,
  policyVersion,
  openedAt: state.openedAt,
  nextWakeAt,
  place,
  state,
});

/**
 * A confirmation mail counts from when it was ordered: counted from when it leaves, a slow mail server would let any
 * number through, and an answer or a second attempt would count as one.
 */
const orderedSince = (since: Timestamp) =>
  and(eq(ticketJournal.type, "ConfirmationOrdered"), gte(ticketJournal.at, since));

/** Tickets, their journal and texts, confirmations and mail. */
export const ticketsInTx = (db: Database): Omit<TicketTx, "customers"> => ({
  ticket: async (id) => {
    const rows = await db.select().from(tickets).where(eq(tickets.id, id)).for("update");
    return rows[0] === undefined ? null : toTicket(rows[0]);
  },
  conversationIdOf: async (ticketId) => {
    const rows = await db
      .select({ id: tickets.conversationId })
      .from(tickets)
      .where(eq(tickets.id, ticketId));
    return rows[0]?.id ?? null;
  },
  ticketAt: async (place) => {
    const rows = await db
      .select({ ticket: tickets })
      .from(places)
      .innerJoin(tickets, eq(tickets.id, places.conversationId))
      .where(
        and(
          eq(places.platform, place.platform),
          eq(places.channel, place.channel),
          eq(places.thread, threadOf(place)),
          eq(places.role, "ticket"),
        ),
      )
      .for("update", { of: tickets });
    return rows[0] === undefined ? null : toTicket(rows[0].ticket);
  },
  ticketByNumber: async (desk, number) => {
    const rows = await db
      .select()
      .from(tickets)
      .where(and(eq(tickets.desk, desk), eq(tickets.number, number)))
      .for("update");
    return rows[0] === undefined ? null : toTicket(rows[0]);
  },
  nextTicketNumber: async () => {
    const rows = await db.execute<{ number: string }>(sql`select nextval('ticket_number') as number`);
    return Number(rows[0]?.number);
  },
  saveTickets: async (all) => {
    for (const one of all) {
      const row = fromTicket(one);
      const { id: _, ...set } = row;
      await db.insert(tickets).values(row).onConflictDoUpdate({ target: tickets.id, set });
    }
  },
  bindTicketPlace: async (place, ticketId) => {
    await db
      .insert(places)
      .values({
        platform: place.platform,
        channel: place.channel,
        thread: threadOf(place),
        conversationId: ticketId,
        role: "ticket",
      })
      .onConflictDoNothing();
  },
  appendTicketJournal: (entries) =>
    insertMany(
      db,
      ticketJournal,
      entries.map(({ ticketId, event, recordedAt }) => ({
        ticketId,
        type: event.type,
        at: event.at,
        recordedAt,
        event,
      })),
      "refuse",
    ),
  insertTicketTexts: async (texts) => {
    if (texts.length > 0)
      await db
        .insert(ticketTexts)
        .values([...texts])
        .onConflictDoNothing();
  },
  ticketText: async (id) => {
    const rows = await db.select({ text: ticketTexts.text }).from(ticketTexts).where(eq(ticketTexts.id, id));
    return rows[0]?.text ?? null;
  },
  newestTicketText: async (ticketId, kind) => {
    const rows = await db
      .select({ text: ticketTexts.text })
      .from(ticketTexts)
      .where(and(eq(ticketTexts.ticketId, ticketId), eq(ticketTexts.kind, kind)))
      .orderBy(desc(ticketTexts.at))
      .limit(1);
    return rows[0]?.text ?? null;
  },
  limitsOf: async ({ state }, contactId, now) => {
    const key = db
      .select({ key: contacts.addressKey })
      .from(contacts)
      .where(eq(contacts.id, contactId ?? ""));
    const sameAddress = db
      .select({ id: contacts.id })
      .from(contacts)
      .where(inArray(contacts.addressKey, key));
    const sameAccount = db
      .select({ id: contacts.id })
      .from(contacts)
      .where(
        inArray(
          contacts.accountId,
          db
            .select({ id: contacts.accountId })
            .from(contacts)
            .where(eq(contacts.id, contactId ?? "")),
        ),
      );
    const [byPerson, toAddress, byDesk, denied] = await Promise.all([
      db
        .select({ n: count() })
        .from(tickets)
        .where(and(eq(tickets.customerId, state.customer ?? ""), gte(tickets.openedAt, now - DAY))),
      db
        .select({ n: count() })
        .from(ticketJournal)
        .innerJoin(tickets, eq(tickets.id, ticketJournal.ticketId))
        .where(and(inArray(tickets.contactId, sameAddress), orderedSince(now - DAY))),
      db
        .select({ n: count() })
        .from(ticketJournal)
        .innerJoin(tickets, eq(tickets.id, ticketJournal.ticketId))
        .where(and(eq(tickets.desk, state.desk), orderedSince(now - HOUR))),
      db
        .select({ n: count() })
        .from(ticketJournal)
        .innerJoin(tickets, eq(tickets.id, ticketJournal.ticketId))
        .where(
          and(
            eq(tickets.customerId, state.customer ?? ""),
            inArray(tickets.contactId, sameAccount),
            eq(ticketJournal.type, "TicketDenied"),
            gte(ticketJournal.at, now - DENIED_FOR_MS),
          ),
        ),
    ]);
    return {
      openedByPerson: byPerson[0]?.n ?? 0,
      sentToAddress: toAddress[0]?.n ?? 0,
      sentByDesk: byDesk[0]?.n ?? 0,
      deniedBefore: (denied[0]?.n ?? 0) > 0,
    };
  },
  insertConfirmation: async (one) => {
    await db.insert(confirmations).values(one);
  },
  confirmation: async (id) => {
    const rows = await db.select().from(confirmations).where(eq(confirmations.id, id));
    return rows[0] ?? null;
  },
  markSent: async (id, at, expiresAt) => {
    const one = db
      .select({ ticketId: confirmations.ticketId, request: confirmations.request })
      .from(confirmations)
      .where(eq(confirmations.id, id));
    // An earlier attempt of which the mail server said nothing may lie in the same mailbox: its answer counts as well.
    const unsaid = and(
      eq(confirmations.confirms, true),
      isNull(confirmations.sentAt),
      sql`(${confirmations.ticketId}, ${confirmations.request}) in ${one}`,
    );
    await db
      .update(confirmations)
      .set({
        sentAt: sql`case when ${confirmations.id} = ${id} then ${at}::bigint else ${confirmations.createdAt} end`,
        expiresAt,
      })
      .where(or(eq(confirmations.id, id), unsaid));
  },
  claimSignatures: async (mailId, signatures) => {
    if (signatures.length === 0) return true;
    // One at a time for each signature: the same mail may come by two ways at once.
    for (const one of [...signatures].sort()) {
      await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`signature:${one}`}, 0))`);
    }
    const [before] = await db
      .select({ id: mails.id })
      .from(mails)
      .where(arrayOverlaps(mails.signatures, [...signatures]))
      .limit(1);
    if (before !== undefined) return false;
    await db
      .update(mails)
      .set({ signatures: [...signatures] })
      .where(eq(mails.id, mailId));
    return true;
  },
  insertMail: async (mail) => {
    const rows = await db
      .insert(mails)
      .values({ ...mail, status: "waiting", nextAt: mail.receivedAt + JUDGED_WITHIN_MS })
      .onConflictDoNothing({ target: mails.sha256 })
      .returning({ id: mails.id });
    return rows.length > 0;
  },
  mailJudged: async (id, { ticketId, outcome, because, kept: { raw, envelope } }) => {
    const rows = await db
      .update(mails)
      .set({ status: "judged", nextAt: null, ticketId, outcome, because, raw, envelope })
      .where(and(eq(mails.id, id), eq(mails.status, "waiting")))
      .returning({ id: mails.id });
    return rows.length > 0;
  },
  mailAgainAt: async (id, at) => {
    await db
      .update(mails)
      .set({ attempts: sql`${mails.attempts} + 1`, nextAt: at })
      .where(eq(mails.id, id));
  },
  chatLines: async (conversationId, limit) => {
    const rows = await db
      .select({ at: messages.at, name: people.name, text: messages.text })
      .from(messages)
      .innerJoin(people, eq(people.id, messages.personId))
      .where(and(eq(messages.conversationId, conversationId), isNull(messages.deletedAt)))
      .orderBy(desc(messages.at))
      .limit(limit);
    return rows.reverse();
  },
  openTickets: async (desk, limit) => {
    const rows = await db
      .select()
      .from(tickets)
      .where(and(eq(tickets.desk, desk), eq(tickets.status, "open")))
      .orderBy(desc(tickets.number))
      .limit(limit);
    return rows.map(toTicket);
  },
  openTicketsOf: async (desk, personId, limit) => {
    const rows = await db
      .select()
      .from(tickets)
      .where(and(eq(tickets.desk, desk), eq(tickets.status, "open"), eq(tickets.assigneeId, personId)))
      .orderBy(desc(tickets.number))
      .limit(limit);
    return rows.map(toTicket);
  },
  ticketEvents: async (ticketId) => {
    const rows = await db
      .select({ event: ticketJournal.event })
      .from(ticketJournal)
      .where(eq(ticketJournal.ticketId, ticketId))
      .orderBy(asc(ticketJournal.seq));
    return rows.map(({ event }) => event);
  },
  ticketsToStart: async (desk, personId) => {
    const rows = await db
      .select()
      .from(tickets)
      .where(
        and(
          eq(tickets.desk, desk),
          eq(tickets.status, "open"),
          eq(tickets.confirmation, "authenticated"),
          eq(tickets.assigneeId, personId),
          isNotNull(tickets.number),
        ),
      );
    return rows.map(toTicket).filter(({ state }) => state.startedBy === null);
  },
});

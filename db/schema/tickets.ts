import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
} from "drizzle-orm/pg-core";
import type { Category } from "../../src/core/gate/category.ts";
import type { Place } from "../../src/core/platform.ts";
import type { ReplyOutcome, TicketEvent } from "../../src/core/ticket/event.ts";
import type { Confirmation, Ticket } from "../../src/core/ticket/state.ts";
import type { TicketTextKind } from "../../src/ports-tickets.ts";
import { ms } from "./columns.ts";

const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

export const tickets = pgTable(
  "tickets",
  {
    id: text().primaryKey(),
    /** As people write it, after `T-`; null while it is a draft. */
    number: bigint({ mode: "number" }).unique(),
    desk: text().notNull(),
    status: text().$type<Ticket["status"]>().notNull(),
    confirmation: text().$type<Confirmation>().notNull(),
    category: text().$type<Category>(),
    permission: text(),
    conversationId: text("conversation_id"),
    customerId: text("customer_id"),
    contactId: text("contact_id"),
    assigneeId: text("assignee_id"),
    policyVersion: text("policy_version").notNull(),
    openedAt: ms("opened_at"),
    /** When it must be looked at next; null: nothing lies ahead of it. */
    nextWakeAt: ms("next_wake_at"),
    /** Its card's thread, where it is worked on. */
    place: jsonb().$type<Place>(),
    state: jsonb().$type<Ticket>().notNull(),
  },
  (t) => [
    index("tickets_wake").on(t.nextWakeAt).where(sql`${t.nextWakeAt} is not null`),
    index("tickets_open").on(t.desk, t.number).where(sql`${t.status} = 'open'`),
    index("tickets_conversation").on(t.conversationId),
    index("tickets_customer").on(t.customerId, t.openedAt),
    index("tickets_contact").on(t.contactId),
  ],
);

/** Every event of tickets ever; append-only like the conversations' (migrations/0007_tickets.sql). */
export const ticketJournal = pgTable(
  "ticket_journal",
  {
    seq: bigserial({ mode: "number" }).primaryKey(),
    ticketId: text("ticket_id").notNull(),
    type: text().$type<TicketEvent["type"]>().notNull(),
    at: ms("at").notNull(),
    recordedAt: ms("recorded_at").notNull(),
    event: jsonb().$type<TicketEvent>().notNull(),
  },
  (t) => [
    index("ticket_journal_ticket").on(t.ticketId, t.seq),
    // The limits count what was ordered, and what was denied, of late.
    index("ticket_journal_type").on(t.type, t.at),
  ],
);

/** The words of tickets, apart from their journal: retention and erasure may empty them. */
export const ticketTexts = pgTable(
  "ticket_texts",
  {
    id: text().primaryKey(),
    ticketId: text("ticket_id").notNull(),
    kind: text().$type<TicketTextKind>().notNull(),
    text: text().notNull(),
    at: ms("at").notNull(),
  },
  (t) => [index("ticket_texts_ticket").on(t.ticketId, t.kind)],
);

/**
 * Mails of the desk's about tickets, and what a reply to one must bring. The token and the message id themselves stand in the mail that was sent
 * and nowhere else: only their SHA-256 is kept.
 */
export const confirmations = pgTable(
  "confirmations",
  {
    id: text().primaryKey(),
    ticketId: text("ticket_id").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    messageIdHash: text("message_id_hash").notNull().unique(),
    bounceHash: text("bounce_hash").notNull().unique(),
    contactId: text("contact_id").notNull(),
    /** The address on file when it was sent. */
    address: text().notNull(),
    /** Which words it is about: the ticket's texts when it was sent. */
    request: text().notNull(),
    /** What it said, so that a reply's copy of it is not read as the reply. */
    mailText: text("mail_text").notNull(),
    createdAt: ms("created_at").notNull(),
    /** When the mail server took it; null: not yet, or never. */
    /** An answer to it may confirm; else it only finds its way to the ticket. */
    confirms: boolean().notNull(),
    sentAt: ms("sent_at"),
    expiresAt: ms("expires_at"),
  },
  (t) => [
    index("confirmations_ticket").on(t.ticketId),
    index("confirmations_contact").on(t.contactId, t.sentAt),
    index("confirmations_sent").on(t.sentAt),
  ],
);

/** Mail that came in, as it came: what it was taken for, and what is still to be judged. */
export const mails = pgTable(
  "mails",
  {
    id: text().primaryKey(),
    /** Of the raw bytes: the sender chooses a Message-ID, and nobody chooses this. */
    sha256: text().notNull().unique(),
    raw: bytes().notNull(),
    envelope: jsonb().$type<MailEnvelope>().notNull(),
    receivedAt: ms("received_at").notNull(),
    status: text().$type<"waiting" | "judged">().notNull(),
    attempts: integer().notNull().default(0),
    nextAt: ms("next_at"),
    ticketId: text("ticket_id"),
    outcome: text().$type<ReplyOutcome>(),
    because: jsonb().$type<readonly string[]>(),
    /** SHA-256 of its signatures, of a mail that opened a ticket. */
    signatures: text().array().notNull().default([]),
  },
  (t) => [
    index("mails_waiting").on(t.nextAt).where(sql`${t.status} = 'waiting'`),
    index("mails_ticket").on(t.ticketId),
    index("mails_signatures").using("gin", t.signatures),
  ],
);

export interface MailEnvelope {
  readonly ip: string | null;
  readonly helo: string | null;
  readonly from: string | null;
  readonly to: readonly string[];
}

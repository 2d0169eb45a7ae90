import { sql } from "drizzle-orm";
import { bigint, index, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { CustomerSource, Permission } from "../../src/core/customers/customer.ts";
import { ms } from "./columns.ts";

/** Customers as the billing system knows them. It owns these rows: the desk only reads what was told to it. */
export const accounts = pgTable(
  "accounts",
  {
    id: text().primaryKey(),
    /** The billing system's customer number, as it writes it. */
    reference: text().notNull().unique(),
    /** The same as people may type it: ASCII letters in lower case. */
    referenceKey: text("reference_key").notNull(),
    name: text().notNull(),
    plan: text().notNull(),
    /** Punycode, lower case, no dot at the end, sorted. */
    domains: text().array().notNull(),
    /** The moment of which this is the truth, by the billing system's clock; what is older changes nothing. */
    updatedAt: ms("updated_at").notNull(),
    /** The billing system's own count of changes, where it keeps one. */
    version: bigint({ mode: "number" }),
    source: text().$type<CustomerSource>().notNull(),
    /** The row stays, so that news that comes late does not bring the account back. */
    removedAt: ms("removed_at"),
  },
  (t) => [
    index("accounts_reference_key").on(t.referenceKey),
    index("accounts_domains").using("gin", t.domains),
  ],
);

/** Who may order what for an account. A changed address is another contact: a ticket must not follow it. */
export const contacts = pgTable(
  "contacts",
  {
    id: text().primaryKey(),
    accountId: text("account_id").notNull(),
    /** As the billing system writes it: mail goes there. */
    address: text().notNull(),
    /** What addresses are compared by (src/core/customers/address.ts). */
    addressKey: text("address_key").notNull(),
    name: text().notNull(),
    /** Sorted; empty: may order nothing. */
    permissions: text().array().$type<Permission[]>().notNull(),
    /** No longer on file. The row stays for the tickets that name it. */
    removedAt: ms("removed_at"),
  },
  (t) => [
    unique("contacts_account_address").on(t.accountId, t.addressKey),
    index("contacts_address_key").on(t.addressKey),
  ],
);

/**
 * What a chat user said about whose account it is: a claim and never more. Nothing in this table, or beside it, says
 * that a chat user is who they claim to be.
 */
export const accountClaims = pgTable(
  "account_claims",
  {
    id: text().primaryKey(),
    personId: text("person_id").notNull(),
    conversationId: text("conversation_id").notNull(),
    /** Null: what they named is not on file. What they typed is not kept. */
    accountId: text("account_id"),
    at: ms("at").notNull(),
  },
  (t) => [
    index("account_claims_conversation").on(t.conversationId, t.at),
    index("account_claims_person").on(t.personId, t.at),
    index("account_claims_account").on(t.accountId, t.at).where(sql`${t.accountId} is not null`),
  ],
);

/** News of the billing system that was taken, so that the same news counts once. */
export const customerEvents = pgTable(
  "customer_events",
  {
    id: text().primaryKey(),
    at: ms("at").notNull(),
  },
  (t) => [index("customer_events_at").on(t.at)],
);

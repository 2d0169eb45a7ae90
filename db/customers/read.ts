import { domainToASCII } from "node:url";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { readClaim } from "../../src/core/customers/claim.ts";
import { type Contact, MOST_CONTACTS } from "../../src/core/customers/customer.ts";
import type { Ids } from "../../src/ports.ts";
import type { CustomersOnFile } from "../../src/ports-customers.ts";
import { accountClaims, accounts, contacts } from "../schema/customers.ts";
import type { Database } from "../tx/known.ts";

const contactColumns = {
  id: contacts.id,
  accountId: contacts.accountId,
  address: contacts.address,
  addressKey: contacts.addressKey,
  name: contacts.name,
  permissions: contacts.permissions,
  // An account that is gone takes its contacts with it.
  removedAt: sql<number | null>`coalesce(${contacts.removedAt}, ${accounts.removedAt})`.mapWith(
    contacts.removedAt,
  ),
};

const found = (db: Database, where: SQL | undefined) =>
  db
    .select(contactColumns)
    .from(contacts)
    .innerJoin(accounts, eq(accounts.id, contacts.accountId))
    .where(where);

const onFile = and(isNull(contacts.removedAt), isNull(accounts.removedAt));

/** Most accounts that one claim leads to. It also tells the planner that they are few: it then reads no whole table. */
const MOST_ACCOUNTS = 10;

/** Accounts by all that the claim may name; a customer number counts before a domain, that before an address. */
const namedBy = (claim: string): { readonly accountIds: SQL; readonly addressKey: string } => {
  const { reference, referenceKeys, domains, addressKey } = readClaim(claim, domainToASCII);
  const accountIds = sql`(
    with named as (
      select id, 0 as rank from accounts where reference = ${reference} and removed_at is null
      union all
      select id, 1 from accounts
      where reference_key in (${referenceKeys[0]}, ${referenceKeys[1]}) and removed_at is null
      union all
      select id, 2 from accounts where domains && array[${domains[0]}, ${domains[1]}]::text[] and removed_at is null
      union all
      select account_id, 3 from contacts where address_key = ${addressKey} and removed_at is null
    )
    select id from named where rank = (select min(rank) from named) limit ${MOST_ACCOUNTS})`;
  return { accountIds, addressKey };
};

/** Customers on file, inside a transaction or outside one. */
export const customersIn = (db: Database, ids: Ids): CustomersOnFile => {
  const byId = async (contactId: string): Promise<Contact | null> => {
    const [contact] = await found(db, eq(contacts.id, contactId));
    return contact ?? null;
  };
  return {
    contactsFor: async (claim, category) => {
      const { accountIds, addressKey } = namedBy(claim);
      return found(
        db,
        and(
          onFile,
          sql`${contacts.accountId} in ${accountIds}`,
          category === null
            ? sql`cardinality(${contacts.permissions}) > 0`
            : sql`${contacts.permissions} && array[${category}::text, 'all']`,
        ),
      )
        .orderBy(sql`${contacts.addressKey} = ${addressKey} desc`, asc(contacts.id))
        .limit(MOST_CONTACTS);
    },
    contactsByAddress: async (addressKey) =>
      found(db, and(onFile, eq(contacts.addressKey, addressKey))).orderBy(asc(contacts.id)),
    contactById: byId,
    addressNow: async (contactId) => {
      const contact = await byId(contactId);
      if (contact === null || contact.removedAt !== null) return null;
      return { address: contact.address, addressKey: contact.addressKey };
    },
    saveClaim: async (claim) => {
      await db.insert(accountClaims).values({ id: ids.next(), ...claim });
    },
  };
};

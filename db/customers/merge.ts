import type postgres from "postgres";
import type { Timestamp } from "../../src/core/time.ts";

/** What an import did, or would do. */
export interface Counts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** On file and not in the file. Removed only when the file is everything there is. */
  readonly missing: number;
}

export interface Merged {
  readonly accounts: Counts;
  readonly contacts: Counts;
  /** Accounts of which something newer than the file is known: left as they are. */
  readonly newer: number;
  /** On file before. */
  readonly before: { readonly accounts: number; readonly contacts: number };
}

/** Sorts what is staged against what is on file, so that each row is known to be added, changed, unchanged or newer. */
const compare = async (tx: postgres.TransactionSql, asOf: Timestamp): Promise<void> => {
  await tx`
    create temp table coming_accounts on commit drop as
    select coalesce(on_file.id, given.id) as id, given.reference, given.reference_key, given.name, given.plan,
      given.domains,
      case
        when on_file.id is null then 'new'
        when on_file.updated_at > ${asOf}::bigint then 'newer'
        when on_file.removed_at is not null then 'back'
        when (on_file.name, on_file.plan, on_file.domains) is distinct from (given.name, given.plan, given.domains)
          then 'changed'
        else 'unchanged'
      end as state
    from (
      select reference, min(reference_key) as reference_key, (array_agg(id order by line))[1] as id,
        max(name) as name, max(plan) as plan, max(domains) as domains
      from staged group by reference
    ) as given
    left join accounts as on_file on on_file.reference = given.reference`;
  await tx`analyze coming_accounts (id, reference, state)`;
  await tx`
    create temp table coming_contacts on commit drop as
    select coalesce(on_file.id, staged.id) as id, coming.id as account_id, staged.address, staged.address_key,
      staged.contact as name, staged.permissions,
      case
        when on_file.id is null then 'new'
        when on_file.removed_at is not null then 'back'
        when (on_file.address, on_file.name, on_file.permissions)
          is distinct from (staged.address, staged.contact, staged.permissions) then 'changed'
        else 'unchanged'
      end as state
    from staged
    join coming_accounts as coming on coming.reference = staged.reference and coming.state <> 'newer'
    left join contacts as on_file
      on on_file.account_id = coming.id and on_file.address_key = staged.address_key
    where staged.address_key is not null`;
  await tx`analyze coming_contacts (id, state)`;
};

/** Rows on file that the file does not have, in tables of their own. */
const findMissing = async (tx: postgres.TransactionSql, asOf: Timestamp): Promise<void> => {
  await tx`
    create temp table missing_accounts on commit drop as
    select id from accounts
    where removed_at is null and updated_at <= ${asOf}::bigint
      and not exists (select from coming_accounts as coming where coming.reference = accounts.reference)`;
  await tx`
    create temp table missing_contacts on commit drop as
    select contacts.id from contacts join accounts on accounts.id = contacts.account_id
    where contacts.removed_at is null and accounts.updated_at <= ${asOf}::bigint
      and not exists (select from coming_contacts as coming where coming.id = contacts.id)`;
};

const countsOf = (
  rows: readonly { readonly state: string; readonly count: number }[],
  missing: number,
): Counts => {
  const of = (...states: readonly string[]): number =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
  return { added: of("new", "back"), changed: of("changed"), unchanged: of("unchanged"), missing };
};

type States = { readonly state: string; readonly count: number }[];

const count = async (tx: postgres.TransactionSql): Promise<Merged> => {
  const accounts = await tx<States>`select state, count(*)::int as count from coming_accounts group by state`;
  const contacts = await tx<States>`select state, count(*)::int as count from coming_contacts group by state`;
  const [sums] = await tx<{ [name in "ma" | "mc" | "ba" | "bc"]: number }[]>`
    select (select count(*) from missing_accounts)::int as ma, (select count(*) from missing_contacts)::int as mc,
      (select count(*) from accounts where removed_at is null)::int as ba,
      (select count(*) from contacts where removed_at is null)::int as bc`;
  return {
    accounts: countsOf(accounts, sums?.ma ?? 0),
    contacts: countsOf(contacts, sums?.mc ?? 0),
    newer: accounts.find(({ state }) => state === "newer")?.count ?? 0,
    before: { accounts: sums?.ba ?? 0, contacts: sums?.bc ?? 0 },
  };
};

/** Compares what is staged with what is on file; changes nothing. */
export const compareStaged = async (tx: postgres.TransactionSql, asOf: Timestamp): Promise<Merged> => {
  await compare(tx, asOf);
  await findMissing(tx, asOf);
  return count(tx);
};

/** Writes what `compareStaged` found. */
export const writeStaged = async (tx: postgres.TransactionSql, asOf: Timestamp): Promise<void> => {
  await tx`
    update accounts set name = coming.name, plan = coming.plan, domains = coming.domains, removed_at = null,
      updated_at = ${asOf}::bigint, version = null, source = 'import'
    from coming_accounts as coming where coming.id = accounts.id and coming.state in ('back', 'changed')`;
  // Nothing else of them is news, but what was told before this file must not count after it: a file has no versions.
  await tx`
    update accounts set updated_at = ${asOf}::bigint, version = null
    from coming_accounts as coming where coming.id = accounts.id and coming.state = 'unchanged'`;
  await tx`
    insert into accounts (id, reference, reference_key, name, plan, domains, updated_at, source)
    select id, reference, reference_key, name, plan, domains, ${asOf}::bigint, 'import'
    from coming_accounts where state = 'new'`;
  await tx`
    update contacts set address = coming.address, name = coming.name, permissions = coming.permissions,
      removed_at = null
    from coming_contacts as coming where coming.id = contacts.id and coming.state in ('back', 'changed')`;
  await tx`
    insert into contacts (id, account_id, address, address_key, name, permissions)
    select id, account_id, address, address_key, name, permissions from coming_contacts where state = 'new'`;
};

/** Takes off file what the file does not have. */
export const removeMissing = async (
  tx: postgres.TransactionSql,
  asOf: Timestamp,
  now: Timestamp,
): Promise<void> => {
  await tx`
    update accounts set removed_at = ${now}::bigint, updated_at = ${asOf}::bigint
    from missing_accounts as missing where missing.id = accounts.id`;
  await tx`
    update contacts set removed_at = ${now}::bigint
    from missing_contacts as missing where missing.id = contacts.id`;
};

/** Lets look-ups be fast from the first one on: what the planner knows, and what the index of domains put off. */
export const settle = async (tx: postgres.TransactionSql): Promise<void> => {
  await tx`analyze accounts, contacts`;
  await tx`select gin_clean_pending_list('accounts_domains')`;
};

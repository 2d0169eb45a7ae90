import type { Person } from "../../../src/core/platform.ts";
import type { Rep } from "../../../src/core/policy/policy.ts";
import type { Timestamp } from "../../../src/core/time.ts";
import type { Queries } from "./schema.ts";

export interface Customer extends Person {
  readonly accountCreatedAt: Timestamp;
  readonly leftAt: Timestamp | null;
}

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly accountCreatedAt: number;
  readonly leftAt: number | null;
}

const toCustomer = (row: PersonRow): Customer => ({
  platform: "sandbox",
  userId: row.id,
  name: row.name,
  accountCreatedAt: row.accountCreatedAt,
  leftAt: row.leftAt,
});

export const listCustomers = async (sql: Queries): Promise<readonly Customer[]> => {
  const rows = await sql<PersonRow[]>`
    select id, name, account_created_at::float8 as "accountCreatedAt", left_at::float8 as "leftAt"
    from sandbox.person order by seq`;
  return rows.map(toCustomer);
};

export const findCustomer = async (sql: Queries, id: string): Promise<Customer | null> => {
  const [row] = await sql<PersonRow[]>`
    select id, name, account_created_at::float8 as "accountCreatedAt", left_at::float8 as "leftAt"
    from sandbox.person where id = ${id}`;
  return row === undefined ? null : toCustomer(row);
};

/** Lower case, letters and digits: "Max Berger" is `max-berger`. */
const slug = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 32) || "customer";

export const addCustomer = async (
  sql: Queries,
  name: string,
  accountCreatedAt: Timestamp,
  taken: ReadonlySet<string>,
): Promise<Customer> => {
  for (let tries = 1; ; tries += 1) {
    const id = tries === 1 ? slug(name) : `${slug(name)}-${tries}`;
    if (taken.has(id)) continue;
    const rows = await sql`insert into sandbox.person (id, name, account_created_at)
      values (${id}, ${name}, ${accountCreatedAt}) on conflict (id) do nothing returning id`;
    if (rows.length > 0) {
      return { platform: "sandbox", userId: id, name, accountCreatedAt, leftAt: null };
    }
  }
};

export const markLeft = async (sql: Queries, id: string, at: Timestamp): Promise<void> => {
  await sql`update sandbox.person set left_at = ${at} where id = ${id}`;
};

/** Whose notifications are paused. */
export const listDoNotDisturb = async (sql: Queries): Promise<readonly string[]> => {
  const rows = await sql<{ person: string }[]>`select person from sandbox.do_not_disturb`;
  return rows.map((row) => row.person);
};

export const setDoNotDisturb = async (sql: Queries, person: string, on: boolean): Promise<void> => {
  if (on) await sql`insert into sandbox.do_not_disturb (person) values (${person}) on conflict do nothing`;
  else await sql`delete from sandbox.do_not_disturb where person = ${person}`;
};

export const repUserId = (rep: Rep): string => rep.sandbox ?? rep.id;

export const repPerson = (rep: Rep): Person => ({
  platform: "sandbox",
  userId: repUserId(rep),
  name: rep.name,
  accountCreatedAt: null,
});

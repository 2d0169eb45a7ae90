import postgres from "postgres";

/** `Sql` and a transaction of it take the same queries. */
export type Queries = postgres.Sql | postgres.TransactionSql;

/**
 * The sandbox's own memory: what Discord and Slack would remember. It stands apart from the desk's tables,
 * as a platform's does. `feed` holds what people did until the desk has taken it for good.
 */
const DDL = `
create schema if not exists sandbox;
create sequence if not exists sandbox.tick;
create table if not exists sandbox.person (
  id text primary key,
  name text not null,
  account_created_at bigint not null,
  left_at bigint,
  seq bigint not null default nextval('sandbox.tick')
);
create table if not exists sandbox.do_not_disturb (
  person text primary key
);
create table if not exists sandbox.channel (
  id text primary key,
  kind text not null,
  customer text,
  number integer,
  locked boolean not null default false,
  seq bigint not null default nextval('sandbox.tick')
);
alter table sandbox.channel drop constraint if exists channel_kind_check;
alter table sandbox.channel add constraint channel_kind_check
  check (kind in ('support', 'thread', 'direct', 'staff', 'alerts', 'managers', 'tickets'));
create table if not exists sandbox.message (
  id text collate "C" primary key,
  channel text not null references sandbox.channel on delete cascade,
  thread text,
  author text,
  text text,
  post jsonb,
  at bigint not null,
  edited_at bigint,
  deleted boolean not null default false
);
create index if not exists message_by_place on sandbox.message (channel, thread, id);
create table if not exists sandbox.reaction (
  message text not null references sandbox.message on delete cascade,
  person text not null,
  emoji text not null,
  primary key (message, person, emoji)
);
create table if not exists sandbox.delivery (
  order_id text primary key,
  receipt jsonb not null
);
create table if not exists sandbox.feed (
  seq bigint primary key default nextval('sandbox.tick'),
  inbound jsonb not null
);
create table if not exists sandbox.letter (
  id bigint primary key default nextval('sandbox.tick'),
  at bigint not null,
  kind text not null,
  sender text not null,
  recipient text not null,
  subject text not null,
  text text not null,
  html text,
  envelope_from text not null,
  reply_to text not null,
  message_id text not null,
  unique (message_id, recipient)
);
create table if not exists sandbox.sent (
  id bigint primary key default nextval('sandbox.tick'),
  at bigint not null,
  letter bigint references sandbox.letter on delete cascade,
  role text,
  sender text not null,
  subject text not null,
  text text not null,
  sha256 text not null,
  refused text
);
`;

export const createTables = async (sql: postgres.Sql): Promise<void> => {
  await sql.unsafe(DDL).simple();
};

/** Longest that a table is waited for, ms: whoever holds it may be waiting for one that is held here. */
const PATIENCE_MS = 200;
const ATTEMPTS = 50;

/** Somebody was in the way: lock_not_available, deadlock_detected. */
const isInTheWay = (cause: unknown): boolean =>
  cause instanceof postgres.PostgresError && (cause.code === "55P03" || cause.code === "40P01");

const emptyOnce = (sql: postgres.Sql): Promise<unknown> =>
  sql.begin(async (tx) => {
    await tx`select set_config('lock_timeout', ${String(PATIENCE_MS)}, true)`;
    await tx`truncate sandbox.person, sandbox.do_not_disturb, sandbox.channel, sandbox.message, sandbox.reaction, sandbox.delivery, sandbox.feed, sandbox.letter, sandbox.sent`;
  });

export const emptyTables = async (sql: postgres.Sql): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await emptyOnce(sql);
      return;
    } catch (cause) {
      if (!isInTheWay(cause) || attempt >= ATTEMPTS) throw cause;
    }
  }
};

/**
 * JSON as a parameter. Stringified here, because a client that drizzle wraps no longer does it (drizzle-orm/
 * postgres-js/driver.js sets transparent serializers), and read back as text for the same reason.
 */
export const json = (value: unknown): string => JSON.stringify(value);

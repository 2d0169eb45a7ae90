import type { Timestamp } from "../../../src/core/time.ts";
import type { Role } from "../mail/roles.ts";
import type { Queries } from "./schema.ts";

/** A mail of the desk's in somebody's mailbox. */
export interface Letter {
  readonly id: string;
  /** What it is for, as its header says it. */
  readonly kind: string;
  readonly at: Timestamp;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly envelopeFrom: string;
  readonly replyTo: string;
  readonly messageId: string;
}

/** A mail that somebody wrote to the desk. */
export interface Sent {
  readonly id: string;
  readonly at: Timestamp;
  /** The letter that it answers; null: written of their own accord. */
  readonly letter: string | null;
  readonly role: Role | null;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** Of its bytes: by it the desk says how it was judged. */
  readonly sha256: string;
  /** What the desk's mail server said when it would not take it; null: it took it. */
  readonly refused: string | null;
}

export const insertLetter = async (sql: Queries, letter: Omit<Letter, "id">): Promise<void> => {
  const { at, kind, from, to, subject, text, html, envelopeFrom, replyTo, messageId } = letter;
  await sql`insert into sandbox.letter
      (at, kind, sender, recipient, subject, text, html, envelope_from, reply_to, message_id)
    values (${at}, ${kind}, ${from}, ${to}, ${subject}, ${text}, ${html}, ${envelopeFrom}, ${replyTo}, ${messageId})
    on conflict (message_id, recipient) do nothing`;
};

const letterColumns = (sql: Queries) => sql`
  id::text as id, at::float8 as at, kind, sender as "from", recipient as "to", subject, text, html,
  envelope_from as "envelopeFrom", reply_to as "replyTo", message_id as "messageId"`;

/** The newest, newest first. */
export const listLetters = async (sql: Queries, limit: number): Promise<readonly Letter[]> =>
  sql<
    Letter[]
  >`select ${letterColumns(sql)} from sandbox.letter order by sandbox.letter.id desc limit ${limit}`;

export const findLetter = async (sql: Queries, id: string): Promise<Letter | null> => {
  if (!/^\d{1,18}$/.test(id)) return null;
  const [row] = await sql<Letter[]>`
    select ${letterColumns(sql)} from sandbox.letter where sandbox.letter.id = ${id}::text::bigint`;
  return row ?? null;
};

/** The newest of this kind to this address since then, by its id; null: none yet. */
export const newestLetter = async (
  sql: Queries,
  { to, kind, since }: { readonly to: string; readonly kind: string; readonly since: Timestamp },
): Promise<string | null> => {
  const [row] = await sql<{ id: string }[]>`
    select id::text as id from sandbox.letter
    where recipient = ${to} and kind = ${kind} and at >= ${since} order by sandbox.letter.id desc limit 1`;
  return row?.id ?? null;
};

export const insertSent = async (sql: Queries, sent: Omit<Sent, "id">): Promise<string> => {
  const { at, letter, role, from, subject, text, sha256, refused } = sent;
  const [row] = await sql<{ id: string }[]>`insert into sandbox.sent
      (at, letter, role, sender, subject, text, sha256, refused)
    values (${at}, ${letter}::text::bigint, ${role}, ${from}, ${subject}, ${text}, ${sha256}, ${refused})
    returning id::text as id`;
  return row?.id ?? "";
};

/** The newest, oldest first. */
export const listSent = async (sql: Queries, limit: number): Promise<readonly Sent[]> => {
  const rows = await sql<Sent[]>`
    select id::text as id, at::float8 as at, letter::text as letter, role, sender as "from", subject, text,
      sha256, refused
    from sandbox.sent order by sandbox.sent.id desc limit ${limit}`;
  return [...rows].reverse();
};

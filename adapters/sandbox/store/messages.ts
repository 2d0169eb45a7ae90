import type { Button } from "../../../src/core/actions.ts";
import type { MessageRef, Place } from "../../../src/core/platform.ts";
import type { DeskWords } from "../../../src/core/sentences.ts";
import type { Timestamp } from "../../../src/core/time.ts";
import type { Body } from "../../../src/core/views.ts";
import { json, type Queries } from "./schema.ts";

/** What the desk posted, kept as it was ordered: it is put into words when it is shown. */
export interface Post {
  readonly body: Body;
  readonly mention: readonly string[];
  readonly buttons: readonly Button[];
  readonly desk: DeskWords;
  readonly language: string;
}

export interface Reaction {
  readonly emoji: string;
  readonly person: string;
}

export interface StoredMessage {
  readonly id: string;
  readonly channel: string;
  readonly thread: string | null;
  /** A person's user id; null: the desk's own. */
  readonly author: string | null;
  readonly text: string | null;
  readonly post: Post | null;
  readonly at: Timestamp;
  readonly editedAt: Timestamp | null;
  readonly deleted: boolean;
  readonly reactions: readonly Reaction[];
}

interface MessageRow extends Omit<StoredMessage, "post" | "reactions"> {
  readonly post: string | null;
  readonly reactions: string;
}

const toMessage = (row: MessageRow): StoredMessage => ({
  ...row,
  post: row.post === null ? null : (JSON.parse(row.post) as Post),
  reactions: JSON.parse(row.reactions) as Reaction[],
});

const columns = (sql: Queries) => sql`
  m.id, m.channel, m.thread, m.author, m.text, m.post::text as post, m.at::float8 as at,
  m.edited_at::float8 as "editedAt", m.deleted,
  coalesce((select json_agg(json_build_object('emoji', r.emoji, 'person', r.person))
    from sandbox.reaction r where r.message = m.id), '[]')::text as reactions`;

export const placeOf = (message: { readonly channel: string; readonly thread: string | null }): Place => ({
  platform: "sandbox",
  channel: message.channel,
  thread: message.thread,
});

export const refOf = (message: StoredMessage): MessageRef => ({ place: placeOf(message), id: message.id });

/** A moment in an id that sorts by it: `1767225600000-000000042`. */
const messageId = (at: Timestamp, tick: number): string =>
  `${String(Math.floor(at)).padStart(13, "0")}-${String(tick).padStart(9, "0")}`;

/** The platform's time never runs backwards: `after` means later, also when the machine's clock was set back. */
const newId = async (sql: Queries, now: Timestamp): Promise<{ id: string; at: Timestamp }> => {
  const [row] = await sql<{ tick: number; last: number | null }[]>`
    select nextval('sandbox.tick')::float8 as tick, (select max(at)::float8 from sandbox.message) as last`;
  const at = Math.max(Math.floor(now), row?.last ?? 0);
  return { id: messageId(at, row?.tick ?? 0), at };
};

export const insertMessage = async (
  sql: Queries,
  message: {
    readonly place: Place;
    readonly author: string | null;
    readonly text: string | null;
    readonly post: Post | null;
    readonly now: Timestamp;
  },
): Promise<StoredMessage> => {
  const { id, at } = await newId(sql, message.now);
  const { channel, thread } = message.place;
  const post = message.post === null ? null : json(message.post);
  await sql`insert into sandbox.message (id, channel, thread, author, text, post, at)
    values (${id}, ${channel}, ${thread}, ${message.author}, ${message.text}, ${post}::text::jsonb, ${at})`;
  const { author, text } = message;
  return {
    id,
    channel,
    thread,
    author,
    text,
    post: message.post,
    at,
    editedAt: null,
    deleted: false,
    reactions: [],
  };
};

export const findMessages = async (
  sql: Queries,
  ids: readonly string[],
): Promise<readonly StoredMessage[]> => {
  if (ids.length === 0) return [];
  const rows = await sql<MessageRow[]>`
    select ${columns(sql)} from sandbox.message m where m.id = any(${[...ids]}::text[]) order by m.id`;
  return rows.map(toMessage);
};

/** Everything that is shown: the latest messages of all channels, oldest first. */
export const listMessages = async (sql: Queries, limit: number): Promise<readonly StoredMessage[]> => {
  const rows = await sql<MessageRow[]>`
    select ${columns(sql)} from sandbox.message m order by m.id desc limit ${limit}`;
  return rows.map(toMessage).reverse();
};

/** What the desk wrote in a channel, newest first. */
export const writtenByDesk = async (sql: Queries, channel: string): Promise<readonly StoredMessage[]> => {
  const rows = await sql<MessageRow[]>`
    select ${columns(sql)} from sandbox.message m
    where m.channel = ${channel} and m.author is null and not m.deleted order by m.id desc`;
  return rows.map(toMessage);
};

/** What people wrote in a place after a message, or since a moment. */
export const writtenAfter = async (
  sql: Queries,
  place: Place,
  after: string | null,
  since: Timestamp,
): Promise<readonly StoredMessage[]> => {
  const rows = await sql<MessageRow[]>`
    select ${columns(sql)} from sandbox.message m
    where m.channel = ${place.channel} and m.thread is not distinct from ${place.thread}
      and m.author is not null and not m.deleted
      and (m.id > ${after}::text or (${after}::text is null and m.at >= ${since}))
    order by m.id`;
  return rows.map(toMessage);
};

export const setText = async (sql: Queries, id: string, text: string, at: Timestamp): Promise<void> => {
  await sql`update sandbox.message set text = ${text}, edited_at = ${at} where id = ${id}`;
};

export const setPost = async (sql: Queries, id: string, post: Post, at: Timestamp): Promise<void> => {
  await sql`update sandbox.message set post = ${json(post)}::text::jsonb, edited_at = ${at} where id = ${id}`;
};

export const setDeleted = async (sql: Queries, id: string): Promise<void> => {
  await sql`update sandbox.message set deleted = true, text = null, post = null where id = ${id}`;
};

/** The author id under which the desk itself reacts. */
export const DESK = "deskclock";

/** The desk says one thing about a message at a time: a held one that was sent is no longer held. */
export const setMark = async (sql: Queries, id: string, emoji: string): Promise<void> => {
  await sql`delete from sandbox.reaction where message = ${id} and person = ${DESK}`;
  await addReaction(sql, id, DESK, emoji);
};

export const addReaction = async (
  sql: Queries,
  message: string,
  person: string,
  emoji: string,
): Promise<void> => {
  await sql`insert into sandbox.reaction (message, person, emoji) values (${message}, ${person}, ${emoji})
    on conflict do nothing`;
};

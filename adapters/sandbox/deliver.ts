import postgres from "postgres";
import type { Mark } from "../../src/core/effect.ts";
import type { FailureReason, Receipt } from "../../src/core/inbound.ts";
import type { MessageRef, Place } from "../../src/core/platform.ts";
import type { Body } from "../../src/core/views.ts";
import { ChatError, type Order } from "../../src/ports.ts";
import type { PendingWhisper, Platform } from "./platform.ts";
import { splitBody } from "./split.ts";
import { findReceipt, saveReceipt } from "./store/feed.ts";
import {
  findMessages,
  insertMessage,
  type Post,
  refOf,
  type StoredMessage,
  setDeleted,
  setMark,
  setPost,
} from "./store/messages.ts";
import { type Channel, directId, ensureChannel, findChannel, lockChannel, threadId } from "./store/places.ts";
import type { Queries } from "./store/schema.ts";
import { whisperPlace } from "./whisper-place.ts";

type Of<T extends Order["type"]> = Extract<Order, { type: T }>;

interface Done {
  readonly receipt: Receipt;
  readonly announce: () => void;
}

export const MARKS: Readonly<Record<Mark, string>> = { delivered: "✅", note: "📝", failed: "❌", held: "⏸️" };

const refused = (reason: FailureReason, code: string): ChatError =>
  new ChatError("refused", { reason, code });

const here = (channel: string): Place => ({ platform: "sandbox", channel, thread: null });

/** Carries one order out inside a transaction; what there is to see is announced after it. */
const perform = async (sql: Queries, platform: Platform, order: Order): Promise<Done> => {
  switch (order.type) {
    case "open_place":
      return openPlace(sql, platform, order);
    case "post":
      return post(sql, platform, order);
    case "edit":
      return edit(sql, platform, order);
    case "delete":
      return remove(sql, platform, order);
    case "mark":
      return mark(sql, platform, order);
    case "whisper":
      return whisper(sql, platform, order);
    case "lock":
      return lock(sql, platform, order);
    default:
      return order satisfies never;
  }
};

const writable = async (sql: Queries, platform: Platform, place: Place): Promise<Channel> => {
  const channel = await findChannel(sql, place.channel);
  if (channel === null) throw refused("place_gone", "unknown_channel");
  const customer = channel.customer === null ? null : platform.directory.customer(channel.customer);
  if (customer !== null && customer.leftAt !== null) throw refused("customer_gone", "customer_left");
  if (channel.locked) throw refused("place_locked", "channel_locked");
  return channel;
};

const openPlace = async (sql: Queries, platform: Platform, order: Of<"open_place">): Promise<Done> => {
  const { userId } = order.customer;
  const customer = platform.directory.customer(userId);
  if (customer === null || customer.leftAt !== null) throw refused("customer_gone", "customer_left");
  const direct = order.prefer === "direct";
  const id = direct ? directId(userId) : threadId(order.number);
  await ensureChannel(
    sql,
    direct
      ? { id, kind: "direct", customer: userId }
      : { id, kind: "thread", customer: userId, number: order.number },
  );
  return {
    receipt: { place: here(id), messages: [], at: platform.options.clock.now() },
    announce: () => {
      platform.watchers.places();
      if (order.reply !== null) platform.watchers.answered(order.reply, userId, id);
    },
  };
};

const asPost = (order: Of<"post"> | Of<"edit"> | Of<"whisper">, mention: readonly string[]): Post => ({
  body: order.body,
  mention,
  buttons: order.buttons,
  desk: order.desk,
  language: order.language,
});

const post = async (sql: Queries, platform: Platform, order: Of<"post">): Promise<Done> => {
  await writable(sql, platform, order.to);
  if (order.to.thread !== null) {
    const [parent] = await findMessages(sql, [order.to.thread]);
    if (parent === undefined || parent.deleted) throw refused("place_gone", "unknown_thread");
  }
  const bodies = splitBody(order.body);
  const messages: StoredMessage[] = [];
  for (const [index, body] of bodies.entries()) {
    messages.push(
      await insertMessage(sql, {
        place: order.to,
        author: null,
        text: null,
        post: {
          ...asPost(order, index === 0 ? order.mention : []),
          body,
          buttons: index === bodies.length - 1 ? order.buttons : [],
        },
        now: platform.options.clock.now(),
      }),
    );
  }
  return {
    receipt: { place: order.to, messages: messages.map(refOf), at: messages.at(-1)?.at ?? 0 },
    announce: () => platform.watchers.messages(messages.map((message) => message.id)),
  };
};

/** The messages of an order that still stand; all gone is the platform's "unknown message". */
const standing = async (sql: Queries, refs: readonly MessageRef[]) => {
  const found = await findMessages(
    sql,
    refs.map((ref) => ref.id),
  );
  const left = found.filter((message) => !message.deleted);
  const first = left[0];
  if (first === undefined) throw refused("place_gone", "unknown_message");
  return { first, left };
};

const settled = (order: { readonly messages: readonly MessageRef[] }, place: Place, at: number): Receipt => ({
  place,
  messages: order.messages,
  at,
});

/** An edit makes no new message: what does not fit in the last one makes it longer. */
const joined = (bodies: readonly Body[]): Body | undefined => {
  const [first, ...rest] = bodies;
  if (first?.kind !== "text" || rest.length === 0) return first;
  const texts = [first, ...rest].flatMap((body) => (body.kind === "text" ? [body.text] : []));
  return { ...first, text: texts.join(" ") };
};

const edit = async (sql: Queries, platform: Platform, order: Of<"edit">): Promise<Done> => {
  const { first, left } = await standing(sql, order.messages);
  const now = platform.options.clock.now();
  const bodies = splitBody(order.body);
  for (const [index, message] of left.entries()) {
    const body = index === left.length - 1 ? joined(bodies.slice(index)) : bodies[index];
    // The new text needs fewer messages than the old one.
    if (body === undefined) await setDeleted(sql, message.id);
    else {
      const post = asPost(order, message.post?.mention ?? []);
      const last = index === Math.min(left.length, bodies.length) - 1;
      await setPost(sql, message.id, { ...post, body, buttons: last ? order.buttons : [] }, now);
    }
  }
  return {
    receipt: settled(order, refOf(first).place, now),
    announce: () => platform.watchers.messages(left.map((message) => message.id)),
  };
};

const remove = async (sql: Queries, platform: Platform, order: Of<"delete">): Promise<Done> => {
  const ids = order.messages.map((ref) => ref.id);
  const [first] = order.messages;
  if (first === undefined) throw refused("invalid", "nothing_to_delete");
  // Gone already is what was wanted.
  for (const id of ids) await setDeleted(sql, id);
  return {
    receipt: settled(order, first.place, platform.options.clock.now()),
    announce: () => platform.watchers.messages(ids),
  };
};

const mark = async (sql: Queries, platform: Platform, order: Of<"mark">): Promise<Done> => {
  const { first } = await standing(sql, [order.message]);
  await setMark(sql, first.id, MARKS[order.mark]);
  return {
    receipt: { place: refOf(first).place, messages: [order.message], at: platform.options.clock.now() },
    announce: () => platform.watchers.messages([first.id]),
  };
};

const whisper = async (sql: Queries, platform: Platform, order: Of<"whisper">): Promise<Done> => {
  if ((await findChannel(sql, order.to.channel)) === null) throw refused("place_gone", "unknown_channel");
  const at = platform.options.clock.now();
  const { request, ...where } = whisperPlace(order.to, order.reply);
  const pending: PendingWhisper = {
    id: `whisper-${order.id}`,
    user: order.user,
    ...where,
    at,
    post: asPost(order, []),
  };
  return {
    receipt: { place: order.to, messages: [], at },
    announce: () => {
      platform.watchers.whispered(pending);
      if (request !== null) platform.watchers.answered(request, order.user, null);
    },
  };
};

const lock = async (sql: Queries, platform: Platform, order: Of<"lock">): Promise<Done> => {
  if ((await findChannel(sql, order.place.channel)) === null) throw refused("place_gone", "unknown_channel");
  await lockChannel(sql, order.place.channel);
  return {
    receipt: { place: order.place, messages: [], at: platform.options.clock.now() },
    announce: () => platform.watchers.places(),
  };
};

/** How long to let the database come to itself, ms. */
const STORE_PAUSE_MS = 500;

/** What the database refused was rolled back; a connection that broke may have carried the commit. */
const failureOf = (cause: unknown): ChatError => {
  if (cause instanceof ChatError) return cause;
  const said = cause instanceof postgres.PostgresError;
  const failure = {
    reason: "timeout",
    code: said ? `sandbox_store_${cause.code}` : "sandbox_store",
  } as const;
  return said
    ? new ChatError("retry", failure, { retryAfterMs: STORE_PAUSE_MS, cause })
    : new ChatError("unknown", failure, { cause });
};

/**
 * What is shown and the receipt for it are one transaction: an order that comes again, whatever became of the
 * first attempt, gets the same receipt and changes nothing.
 */
export const deliverTo =
  (platform: Platform) =>
  async (order: Order): Promise<Receipt> => {
    try {
      const done = await platform.options.sql.begin(async (sql): Promise<Done> => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${order.id}, 0))`;
        const known = await findReceipt(sql, order.id);
        if (known !== null) return { receipt: known, announce: () => undefined };
        const made = await perform(sql, platform, order);
        await saveReceipt(sql, order.id, made.receipt);
        return made;
      });
      done.announce();
      return done.receipt;
    } catch (cause) {
      throw failureOf(cause);
    }
  };

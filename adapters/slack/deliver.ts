import type { WebClient } from "@slack/web-api";
import type { Receipt } from "../../src/core/inbound.ts";
import type { MessageRef, Place } from "../../src/core/platform.ts";
import type { Words } from "../../src/core/words.ts";
import { ChatError, type Clock, type Order } from "../../src/ports.ts";
import type { Payload } from "./blocks.ts";
import { chatErrorOf, platformCode, refusal } from "./failure.ts";
import type { Marks } from "./marks.ts";
import type { Self } from "./parsed.ts";
import { findPosted, metadataOf } from "./posted.ts";
import { type Rendered, render } from "./render.ts";
import type { Replies } from "./replies.ts";
import { tsToMs } from "./timestamp.ts";

type Of<T extends Order["type"]> = Extract<Order, { type: T }>;

export interface Delivery {
  readonly client: WebClient;
  readonly self: Self;
  readonly marks: Marks;
  readonly replies: Replies;
  readonly words: (language: string) => Words;
  readonly clock: Clock;
  readonly persona: boolean;
}

/**
 * The words are ours to lay out: Slack links nothing in them by itself, and shows no previews.
 * https://docs.slack.dev/reference/methods/chat.postMessage#arguments
 */
const AS_WRITTEN = { parse: "none", link_names: false } as const;
const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false } as const;

/** Does what an order says, in Slack's calls. Throws what they throw; index.ts turns that into a ChatError. */
export const deliver = async (order: Order, delivery: Delivery): Promise<Receipt> => {
  switch (order.type) {
    case "post":
      return post(order, delivery);
    case "edit":
      return edit(order, delivery);
    case "delete":
      return remove(order, delivery);
    case "mark":
      await delivery.marks.set(order.message, order.mark);
      return { place: order.message.place, messages: [order.message], at: delivery.clock.now() };
    case "whisper":
      return whisper(order, delivery);
    case "lock":
      // A Slack thread cannot be locked by an app; the desk itself hears nothing in it any more.
      return { place: order.place, messages: [], at: delivery.clock.now() };
    case "open_place":
      throw refusal("invalid", "no_customers_on_slack");
    default:
      return order satisfies never;
  }
};

const rendered = (order: Of<"post"> | Of<"edit"> | Of<"whisper">, delivery: Delivery): Rendered =>
  render(order.body, {
    words: delivery.words(order.language),
    desk: order.desk,
    now: delivery.clock.now(),
    mention: order.type === "post" ? order.mention : [],
    buttons: order.buttons,
    persona: delivery.persona,
  });

const post = async (order: Of<"post">, delivery: Delivery): Promise<Receipt> => {
  const { payloads, username } = rendered(order, delivery);
  const posted = order.maybeSent ? await lookUp(order, order.to, delivery) : NOTHING;
  const stamps: string[] = [];
  for (const [part, payload] of payloads.entries()) {
    const sent =
      posted.get(part) ??
      (await notAlone(stamps.length, () => send(order, order.to, part, payload, username, delivery)));
    stamps.push(sent);
  }
  return receiptOf(order.to, stamps);
};

const NOTHING: ReadonlyMap<number, string> = new Map();

/** What was unknown stays unknown while it cannot be looked up. */
const lookUp = (order: Order, place: Place, { client, self }: Delivery) =>
  notAlone(1, () => findPosted(client, place, order, self));

/**
 * "Certainly did not happen" is untrue of an order of which something stands already, or may: the next attempt has
 * to look.
 */
const notAlone = async <T>(standing: number, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    const error = chatErrorOf(cause);
    if (standing === 0 || error.kind !== "retry") throw error;
    throw new ChatError("unknown", error.failure, { retryAfterMs: error.retryAfterMs, cause });
  }
};

const send = async (
  order: Order,
  to: Place,
  part: number,
  payload: Payload,
  username: string | null,
  { client }: Delivery,
): Promise<string> => {
  const { ts } = await client.chat.postMessage({
    channel: to.channel,
    text: payload.text,
    ...(payload.blocks.length > 0 ? { blocks: payload.blocks } : {}),
    ...(to.thread === null ? {} : { thread_ts: to.thread }),
    ...(username === null ? {} : { username }),
    ...AS_WRITTEN,
    ...NO_PREVIEWS,
    metadata: metadataOf(order, part),
  });
  if (ts === undefined) throw new Error("chat.postMessage succeeded without the ts that it documents");
  return ts;
};

const receiptOf = (place: Place, stamps: readonly string[]): Receipt => ({
  place,
  messages: stamps.map((id) => ({ place, id })),
  at: tsToMs(stamps.at(-1) ?? "0.0"),
});

/** A text may need more, or fewer, messages than before: some are added or taken away at its end. */
const edit = async (order: Of<"edit">, delivery: Delivery): Promise<Receipt> => {
  const [first] = order.messages;
  if (first === undefined) throw refusal("invalid", "nothing_to_edit");
  const { place } = first;
  const { payloads, username } = rendered(order, delivery);
  const { client } = delivery;
  const grows = payloads.length > order.messages.length;
  const posted = grows && order.maybeSent ? await lookUp(order, place, delivery) : NOTHING;
  const stamps: string[] = [];
  for (const [part, payload] of payloads.entries()) {
    const old = order.messages[part];
    if (old === undefined) {
      const added = part - order.messages.length;
      stamps.push(
        posted.get(part) ??
          (await notAlone(added, () => send(order, place, part, payload, username, delivery))),
      );
      continue;
    }
    const { text, blocks } = payload;
    // An empty list takes the old blocks away, with the buttons in them.
    await client.chat.update({ channel: old.place.channel, ts: old.id, text, blocks, ...AS_WRITTEN });
    stamps.push(old.id);
  }
  await removeAll(order.messages.slice(payloads.length), delivery);
  return { ...receiptOf(place, stamps), at: delivery.clock.now() };
};

const remove = async (order: Of<"delete">, delivery: Delivery): Promise<Receipt> => {
  const [first] = order.messages;
  if (first === undefined) throw refusal("invalid", "nothing_to_delete");
  // "When used with a bot token, may delete only messages posted by that bot": chat.delete, Authentication.
  if (order.by === "person") throw refusal("forbidden", "cant_delete_message");
  await removeAll(order.messages, delivery);
  return { place: first.place, messages: order.messages, at: delivery.clock.now() };
};

const removeAll = async (messages: readonly MessageRef[], { client }: Delivery): Promise<void> => {
  for (const { place, id } of messages) {
    try {
      await client.chat.delete({ channel: place.channel, ts: id });
    } catch (error) {
      // Gone is what was wanted.
      if (platformCode(error) !== "message_not_found") throw error;
    }
  }
};

/** Seen by one person, kept nowhere, so it cannot be looked for: a second time is better than never. */
const whisper = async (order: Of<"whisper">, delivery: Delivery): Promise<Receipt> => {
  const { client, clock, replies } = delivery;
  const { to, user } = order;
  let at = clock.now();
  for (const payload of rendered(order, delivery).payloads) {
    // Where it was pressed, they look; the thread of the card may not even be open.
    if (await replies.answer(order.reply, payload)) continue;
    const { text, blocks } = payload;
    const { message_ts: ts } = await client.chat.postEphemeral({
      channel: to.channel,
      user,
      text,
      ...(blocks.length > 0 ? { blocks } : {}),
      ...(to.thread === null ? {} : { thread_ts: to.thread }),
      ...AS_WRITTEN,
    });
    at = ts === undefined ? at : tsToMs(ts);
  }
  return { place: to, messages: [], at };
};

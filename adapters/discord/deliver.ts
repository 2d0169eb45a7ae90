import { Routes } from "discord.js";
import type { Mark } from "../../src/core/effect.ts";
import type { Receipt } from "../../src/core/inbound.ts";
import type { MessageRef } from "../../src/core/platform.ts";
import type { Words } from "../../src/core/words.ts";
import { ChatError, type Clock, type Order } from "../../src/ports.ts";
import type { Api } from "./api.ts";
import type { Desks } from "./desks.ts";
import { isRefused } from "./errors.ts";
import { REMEMBERED } from "./limits.ts";
import { createMemory, type Memory } from "./memory.ts";
import type { Places } from "./places.ts";
import { type Part, render } from "./render.ts";
import { answerAlone, usableReply } from "./reply.ts";
import { receiptOf, type Sender } from "./send.ts";

type Of<T extends Order["type"]> = Extract<Order, { type: T }>;

const EMOJI: Readonly<Record<Mark, string>> = { delivered: "✅", note: "📝", failed: "❌", held: "⏸️" };

export interface DelivererOptions {
  readonly api: Api;
  readonly desks: Desks;
  readonly words: (language: string) => Words;
  readonly sender: Sender;
  readonly places: Places;
  /** Throws when the reader of a message is gone. */
  readonly attends: (thread: string, userId: string) => Promise<void>;
  /** Messages that the desk itself deletes: whose going is no news. */
  readonly deleted: Memory<true>;
  readonly clock: Clock;
}

const isContinued = ({ body }: Of<"whisper">): boolean =>
  body.kind === "sentence" && body.sentence.key === "continued_here";

const message = ({ place, id }: MessageRef) => Routes.channelMessage(place.channel, id);

export const createDeliverer = (options: DelivererOptions) => {
  const { api, desks, words, sender, places, attends, deleted, clock } = options;
  /** Whispers that certainly did not arrive: only these are said again. */
  const unsaid = createMemory<true>(REMEMBERED);

  const partsOf = (
    order: Of<"post"> | Of<"edit"> | Of<"whisper">,
    mention: readonly string[],
  ): readonly Part[] =>
    render({
      body: order.body,
      buttons: order.buttons,
      mention,
      words: words(order.language),
      desk: order.desk,
      door: desks.named(order.desk.deskName),
    });

  const remove = async ({ place, id }: MessageRef): Promise<void> => {
    // Before it is asked for: Discord may tell of it before it answers.
    deleted.set(id, true);
    try {
      await api.delete(Routes.channelMessage(place.channel, id));
    } catch (error) {
      // Unknown Message, Unknown Channel: what should be gone is gone.
      if (isRefused(error, 10008, 10003)) return;
      // It stands, so whoever deletes it later is somebody else.
      if (error instanceof ChatError && error.kind !== "unknown") deleted.delete(id);
      throw error;
    }
  };

  /** Part by part; what has become longer goes on below, what has become shorter is taken away. */
  const edit = async (order: Of<"edit">): Promise<Receipt> => {
    const [first] = order.messages;
    if (first === undefined) {
      throw new ChatError("refused", { reason: "invalid", code: "no_message" });
    }
    const parts = partsOf(order, []);
    for (const [index, ref] of order.messages.entries()) {
      const part = parts[index];
      if (part === undefined) await remove(ref);
      else await api.patch(message(ref), part);
    }
    const kept = order.messages.slice(0, parts.length).map((ref) => ref.id);
    const more = parts.slice(order.messages.length);
    if (more.length === 0) return receiptOf(first.place, kept, clock.now());
    const { messages } = await sender.send(order, first.place, more);
    return receiptOf(first.place, [...kept, ...messages.map((ref) => ref.id)], clock.now());
  };

  const mark = async ({ message: ref, mark: name }: Of<"mark">): Promise<Receipt> => {
    const emoji = EMOJI[name];
    await api.put(Routes.channelMessageOwnReaction(ref.place.channel, ref.id, emoji));
    return receiptOf(ref.place, [], clock.now());
  };

  /** A second request goes on in the chat that is open: there stands what they wrote, and the answer leads there. */
  const goOnThere = async (order: Of<"whisper">): Promise<Receipt> => {
    const receipt = await sender.send(order, order.to, partsOf(order, [order.user]));
    await places.point(order, words(order.language));
    return receipt;
  };

  /**
   * Answers to interactions have no nonce and cannot be looked for, and a whisper is never the only trace of
   * anything: one whose fate is not known is not said again.
   */
  const whisper = async (order: Of<"whisper">): Promise<Receipt> => {
    const reply = usableReply(order.reply, clock.now());
    const open = desks.at(order.to.channel) === null;
    if (open && isContinued(order)) return goOnThere(order);
    const parts = partsOf(order, []);
    if (reply === null) {
      // What is for one person never goes into the channel that everybody reads.
      if (!open) throw new ChatError("refused", { reason: "place_gone", code: "no_reply" });
      return sender.send(order, order.to, parts);
    }
    const done = receiptOf(order.to, [], clock.now());
    if (order.maybeSent && unsaid.get(order.id) === undefined) return done;
    try {
      await answerAlone(api, reply, parts);
    } catch (error) {
      if (error instanceof ChatError && error.kind === "retry") unsaid.set(order.id, true);
      else unsaid.delete(order.id);
      throw error;
    }
    return done;
  };

  return async (order: Order): Promise<Receipt> => {
    switch (order.type) {
      case "open_place":
        return places.open(order, words(order.language));
      case "post":
        if (order.reader !== null) await attends(order.to.channel, order.reader);
        return sender.send(order, order.to, partsOf(order, order.mention));
      case "edit":
        return edit(order);
      case "delete": {
        for (const ref of order.messages) await remove(ref);
        const [first] = order.messages;
        if (first === undefined) {
          throw new ChatError("refused", { reason: "invalid", code: "no_message" });
        }
        return receiptOf(first.place, [], clock.now());
      }
      case "mark":
        return mark(order);
      case "whisper":
        return whisper(order);
      case "lock":
        return places.lock(order);
      default:
        return order satisfies never;
    }
  };
};

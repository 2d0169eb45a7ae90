import { createHash } from "node:crypto";
import { Routes } from "discord.js";
import { z } from "zod";
import type { Receipt } from "../../src/core/inbound.ts";
import type { Place } from "../../src/core/platform.ts";
import type { Clock, Order } from "../../src/ports.ts";
import type { Api } from "./api.ts";
import { messagesAfter } from "./history.ts";
import { CLOCK_TOLERANCE_MS, MAX_NONCE, NONCE_TRUST_MS, REMEMBERED } from "./limits.ts";
import { createMemory } from "./memory.ts";
import { refOf } from "./parse.ts";
import type { Part } from "./render.ts";
import { firstIdAt, timeOf } from "./snowflake.ts";

const Created = z.object({ id: z.string() });

type Identity = Pick<Order, "id" | "createdAt" | "maybeSent">;

export interface Sender {
  /** Sends each part once, however often it is asked to. */
  readonly send: (order: Identity, to: Place, parts: readonly Part[]) => Promise<Receipt>;
  /** Whether we wrote that message, as far as is remembered. */
  readonly wrote: (messageId: string) => boolean;
}

/** The order's id for its first part; the others, whose names would be too long, are hashed. */
const nonceOf = (orderId: string, part: number): string =>
  part === 0 && orderId.length <= MAX_NONCE
    ? orderId
    : createHash("sha256").update(`${orderId}:${part}`).digest("hex").slice(0, MAX_NONCE);

export const receiptOf = (place: Place, ids: readonly string[], now: number): Receipt => {
  const last = ids.at(-1);
  return {
    place,
    messages: ids.map((id) => refOf(place.channel, id)),
    at: last === undefined ? now : timeOf(last),
  };
};

export const createSender = (api: Api, selfId: () => string, clock: Clock): Sender => {
  /** Ids of the parts that were sent, by order: a rate limit in the middle of a long text goes on from there. */
  const progress = createMemory<readonly string[]>(REMEMBERED);
  /** Which order made a message: the same words of another order are never taken for these. */
  const makers = createMemory<string>(REMEMBERED);

  const post = async (to: Place, part: Part, nonce: string): Promise<string> => {
    // The same author and nonce in the past few minutes: Discord answers with the first message.
    // https://docs.discord.com/developers/resources/message#create-message (`enforce_nonce`)
    const body = { ...part, nonce, enforce_nonce: true };
    return Created.parse(await api.post(Routes.channelMessages(to.channel), body)).id;
  };

  /** Parts that stand there already, from an attempt whose outcome is not known and whose nonce is forgotten. */
  const find = async (
    order: Identity,
    to: Place,
    parts: readonly Part[],
    known: readonly string[],
  ): Promise<readonly string[]> => {
    const after = known.at(-1) ?? firstIdAt(order.createdAt - CLOCK_TOLERANCE_MS);
    const found = [...known];
    for await (const message of messagesAfter(api, to.channel, after, 10)) {
      if (found.length === parts.length) break;
      if (message.author.id !== selfId()) continue;
      const maker = makers.get(message.id);
      if (maker !== undefined && maker !== order.id) continue;
      const nonce = message.nonce ?? null;
      const part = parts[found.length];
      const same =
        maker === order.id ||
        nonce === nonceOf(order.id, found.length) ||
        (nonce === null &&
          timeOf(message.id) >= order.createdAt - CLOCK_TOLERANCE_MS &&
          message.content.trim() === part?.content.trim());
      if (same) found.push(message.id);
    }
    return found;
  };

  return {
    send: async (order, to, parts) => {
      let sent = progress.get(order.id) ?? [];
      const nonceMayBeForgotten = clock.now() - order.createdAt > NONCE_TRUST_MS;
      if (order.maybeSent && nonceMayBeForgotten && sent.length < parts.length) {
        sent = await find(order, to, parts, sent);
      }
      for (const [index, part] of parts.entries()) {
        if (index < sent.length) continue;
        const id = await post(to, part, nonceOf(order.id, index));
        sent = [...sent, id];
        progress.set(order.id, sent);
        makers.set(id, order.id);
      }
      for (const id of sent) makers.set(id, order.id);
      progress.set(order.id, sent);
      return receiptOf(to, sent, clock.now());
    },
    wrote: (messageId) => makers.get(messageId) !== undefined,
  };
};

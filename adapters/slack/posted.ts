import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Place } from "../../src/core/platform.ts";
import { MINUTE } from "../../src/core/time.ts";
import type { Order } from "../../src/ports.ts";
import { platformCode } from "./failure.ts";
import { readPlace } from "./history.ts";
import type { Self } from "./parsed.ts";
import { msToTs } from "./timestamp.ts";

/**
 * Slack knows no idempotency key, so each post carries the outbox id as metadata and is looked for before it is
 * tried again. https://docs.slack.dev/messaging/message-metadata
 */
const EVENT_TYPE = "deskclock_outbox";

/** Our clock and Slack's may differ by so much, ms. */
const MARGIN_MS = 5 * MINUTE;

export const metadataOf = (order: Order, part: number) => ({
  event_type: EVENT_TYPE,
  event_payload: { id: order.id, part },
});

const ours = z.object({
  ts: z.string(),
  bot_id: z.string().nullish(),
  user: z.string().nullish(),
  metadata: z.object({
    event_type: z.literal(EVENT_TYPE),
    event_payload: z.object({ id: z.string(), part: z.number() }),
  }),
});

/** The parts of this order that stand there already: their `ts` by number. */
export const findPosted = async (
  client: WebClient,
  place: Place,
  order: Order,
  self: Self,
): Promise<ReadonlyMap<number, string>> => {
  const found = new Map<number, string>();
  for (const message of await read(client, place, msToTs(order.createdAt - MARGIN_MS))) {
    const result = ours.safeParse(message);
    if (!result.success) continue;
    const { ts, bot_id: bot, user, metadata } = result.data;
    // Any app may write such metadata.
    if (bot !== self.botId && user !== self.userId) continue;
    const { id, part } = metadata.event_payload;
    if (id === order.id && !found.has(part)) found.set(part, ts);
  }
  return found;
};

const read = async (client: WebClient, place: Place, oldest: string) => {
  try {
    return await readPlace(client, place, oldest);
  } catch (error) {
    // No thread: nothing was posted in it.
    if (platformCode(error) === "thread_not_found") return [];
    throw error;
  }
};

import { ChannelType, Routes } from "discord.js";
import { z } from "zod";
import type { Receipt } from "../../src/core/inbound.ts";
import type { Words } from "../../src/core/words.ts";
import type { Clock, Log, Order } from "../../src/ports.ts";
import type { Api } from "./api.ts";
import type { Channels } from "./channels.ts";
import { chatErrorOf, isRefused } from "./errors.ts";
import { AUTO_ARCHIVE_MINUTES, CLOCK_TOLERANCE_MS, MAX_THREAD_NAME } from "./limits.ts";
import { placeOf } from "./parse.ts";
import { editAnswer, usableReply } from "./reply.ts";
import { receiptOf } from "./send.ts";
import { timeOf } from "./snowflake.ts";
import { Channel, DM, isThread } from "./wire.ts";

type Of<T extends Order["type"]> = Extract<Order, { type: T }>;

export interface Places {
  readonly open: (order: Of<"open_place">, words: Words) => Promise<Receipt>;
  readonly lock: (order: Of<"lock">) => Promise<Receipt>;
  /** Answers the request with a link to the chat that is open already. */
  readonly point: (order: Of<"whisper">, words: Words) => Promise<void>;
}

export interface PlacesOptions {
  readonly api: Api;
  readonly channels: Channels;
  readonly selfId: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

const ActiveThreads = z.object({ threads: z.array(Channel) });

const threadName = (order: Of<"open_place">): string => `chat-${order.number}`.slice(0, MAX_THREAD_NAME);

/** Discord opens a place to reach it by; a private thread shows to its member alone, whatever the link's form. */
const linkTo = (guildId: string | null | undefined, channel: string): string =>
  `https://discord.com/channels/${guildId ?? "@me"}/${channel}`;

export const createPlaces = ({ api, channels, selfId, clock, log }: PlacesOptions): Places => {
  /**
   * A thread has no nonce: it is found by its name among the server's active ones. The name's number alone would
   * also find the thread of a database that is gone, so it must be ours and not older than the order.
   */
  const findThread = async (order: Of<"open_place">, guildId: string): Promise<string | undefined> => {
    const { threads } = ActiveThreads.parse(await api.get(Routes.guildActiveThreads(guildId)));
    return threads.find(
      (thread) =>
        thread.name === threadName(order) &&
        thread.parent_id === order.channel &&
        thread.owner_id === selfId() &&
        timeOf(thread.id) >= order.createdAt - CLOCK_TOLERANCE_MS,
    )?.id;
  };

  const createThread = async (order: Of<"open_place">): Promise<string> =>
    Channel.parse(
      await api.post(Routes.threads(order.channel), {
        name: threadName(order),
        type: ChannelType.PrivateThread,
        // Nobody but moderators brings others in: https://docs.discord.com/developers/topics/threads#private-threads
        invitable: false,
        auto_archive_duration: AUTO_ARCHIVE_MINUTES,
      }),
    ).id;

  const openThread = async (order: Of<"open_place">): Promise<Opened> => {
    const { guild_id: guildId } = await channels.facts(order.channel);
    const found = order.maybeSent && guildId != null ? await findThread(order, guildId) : undefined;
    const channel = found ?? (await createThread(order));
    await api.put(Routes.threadMembers(channel, order.customer.userId));
    return { channel, guildId: guildId ?? null, at: timeOf(channel) };
  };

  const openDirect = async (order: Of<"open_place">): Promise<Opened> => {
    const body = { recipient_id: order.customer.userId };
    const channel = Channel.parse(await api.post(Routes.userChannels(), body)).id;
    return { channel, guildId: null, at: clock.now() };
  };

  /** The order stands whether or not this answer arrives. */
  const answer = async (order: Of<"open_place"> | Of<"whisper">, text: string): Promise<void> => {
    const reply = usableReply(order.reply, clock.now());
    if (reply === null) return;
    try {
      await editAnswer(api, reply, text);
    } catch (error) {
      const { kind, failure } = chatErrorOf(error);
      log.warn({ order: order.id, kind, code: failure.code }, "could not answer the request for a chat");
    }
  };

  return {
    open: async (order, words) => {
      try {
        const { channel, guildId, at } = await (order.prefer === "thread"
          ? openThread(order)
          : openDirect(order));
        await answer(order, words.form.opened(linkTo(guildId, channel)));
        return { place: placeOf(channel), messages: [], at };
      } catch (error) {
        if (isRefused(error)) await answer(order, words.form.failed);
        throw error;
      }
    },
    point: async (order, words) => {
      const { channel } = order.to;
      const { guild_id: guildId } = await channels.facts(channel);
      await answer(order, words.form.opened(linkTo(guildId ?? null, channel)));
    },
    lock: async (order) => {
      const { channel } = order.place;
      const done = receiptOf(order.place, [], clock.now());
      const facts = await channels.facts(channel);
      // Direct messages cannot be locked; nothing there can be taken for an open conversation's button either.
      if (facts.type === DM || !isThread(facts.type)) return done;
      const closed = { locked: true, archived: true };
      try {
        await api.patch(Routes.channel(channel), closed);
      } catch (error) {
        if (!isRefused(error, 50083, 160005)) throw error;
        // Only an active thread can be changed: https://github.com/discord/discord-api-docs/issues/6928
        const { thread_metadata: state } = await channels.fetch(channel);
        if (state?.locked !== true) {
          await api.patch(Routes.channel(channel), { archived: false });
          await api.patch(Routes.channel(channel), closed);
        }
      }
      return done;
    },
  };
};

interface Opened {
  readonly channel: string;
  readonly guildId: string | null;
  readonly at: number;
}

import type { Access } from "./access.ts";
import { messagePosted } from "./inbound.ts";
import type { Platform } from "./platform.ts";
import { Refusal } from "./refusal.ts";
import { enqueue, nextTick } from "./store/feed.ts";
import {
  addReaction,
  insertMessage,
  placeOf,
  refOf,
  type StoredMessage,
  setDeleted,
  setText,
} from "./store/messages.ts";
import { addCustomer, type Customer, markLeft } from "./store/people.ts";
import type { Queries } from "./store/schema.ts";

const DAY_MS = 86_400_000;
/** Made-up account ages, days: the card shows one, as Discord tells it. */
const AGES = [3, 41, 400, 1100] as const;

/** Everything a person can do here. Each act and what the desk is told of it are one transaction. */
export const createActs = (platform: Platform, access: Access) => {
  const { directory, options, watchers } = platform;
  const { person, customer, act, openChannel, message } = access;
  const { sql, clock } = options;
  const deskNames = options.desks.map((desk) => desk.name);

  const ownMessage = async (queries: Queries, id: string, userId: string): Promise<StoredMessage> => {
    const found = await message(queries, id);
    if (found.author !== userId) {
      throw new Refusal(403, "not_your_message", `Message ${id} was not written by ${userId}.`);
    }
    await openChannel(queries, found.channel, userId);
    return found;
  };

  const write = async (queries: Queries, userId: string, place: Written): Promise<StoredMessage> => {
    const author = person(userId);
    const channel = await openChannel(queries, place.channel, userId);
    if (place.thread !== null) {
      const parent = await message(queries, place.thread);
      if (parent.channel !== channel.id || parent.thread !== null) {
        throw new Refusal(400, "not_a_thread", `${place.thread} starts no thread in ${channel.id}.`);
      }
    }
    const stored = await insertMessage(queries, {
      place: placeOf(place),
      author: userId,
      text: place.text,
      post: null,
      now: clock.now(),
    });
    await enqueue(queries, messagePosted(stored, author, directory, deskNames));
    return stored;
  };

  return {
    customer,
    join: async (name: string): Promise<Customer> => {
      const age = AGES[directory.customers().length % AGES.length] ?? 3;
      const reserved = new Set(directory.reps().map((rep) => rep.userId));
      const made = await addCustomer(sql, name, clock.now() - age * DAY_MS, reserved);
      directory.put(made);
      watchers.places();
      return made;
    },
    leave: async (userId: string): Promise<void> => {
      const { leftAt: _, ...author } = customer(userId);
      const at = clock.now();
      await act(async (queries) => {
        await markLeft(queries, userId, at);
        await enqueue(queries, { type: "CustomerLeft", key: `sandbox:left:${userId}:${at}`, at, author });
      });
      directory.put({ ...author, leftAt: at });
      watchers.places();
    },
    /** Returns the token under which the place is announced. */
    request: async (userId: string, description: string, subject: string | null): Promise<string> => {
      const { leftAt: _, ...author } = customer(userId);
      const support = [...platform.channels].find(([, kind]) => kind === "support")?.[0] ?? "support";
      return act(async (queries) => {
        const reply = `request-${await nextTick(queries)}`;
        await enqueue(queries, {
          type: "ConversationRequested",
          key: `sandbox:${reply}`,
          at: clock.now(),
          door: "panel",
          place: placeOf({ channel: support, thread: null }),
          author,
          description,
          subject,
          reply,
        });
        return reply;
      });
    },
    write: async (userId: string, written: Written): Promise<StoredMessage> => {
      const stored = await act(async (queries) => write(queries, userId, written));
      watchers.messages([stored.id]);
      return stored;
    },
    edit: async (userId: string, id: string, text: string): Promise<void> => {
      const at = clock.now();
      await act(async (queries) => {
        const found = await ownMessage(queries, id, userId);
        await setText(queries, id, text, at);
        const key = `sandbox:edit:${id}:${await nextTick(queries)}`;
        await enqueue(queries, { type: "MessageEdited", key, at, message: refOf(found), text });
      });
      watchers.messages([id]);
    },
    remove: async (userId: string, id: string): Promise<void> => {
      await act(async (queries) => {
        const found = await ownMessage(queries, id, userId);
        await setDeleted(queries, id);
        const key = `sandbox:delete:${id}`;
        await enqueue(queries, { type: "MessageDeleted", key, at: clock.now(), message: refOf(found) });
      });
      watchers.messages([id]);
    },
    react: async (userId: string, id: string, emoji: string): Promise<void> => {
      const author = person(userId);
      await act(async (queries) => {
        const found = await message(queries, id);
        await openChannel(queries, found.channel, userId);
        await addReaction(queries, id, userId, emoji);
        const key = `sandbox:reaction:${id}:${userId}:${emoji}`;
        await enqueue(queries, {
          type: "ReactionAdded",
          key,
          at: clock.now(),
          message: refOf(found),
          author,
        });
      });
      watchers.messages([id]);
    },
  };
};

export type Acts = ReturnType<typeof createActs>;

interface Written {
  readonly channel: string;
  readonly thread: string | null;
  readonly text: string;
}

import type { Person } from "../../src/core/platform.ts";
import { messagePosted } from "./inbound.ts";
import type { PendingWhisper, Platform, Pressed } from "./platform.ts";
import { Refusal } from "./refusal.ts";
import { enqueue, nextTick } from "./store/feed.ts";
import {
  addReaction,
  findMessages,
  insertMessage,
  placeOf,
  refOf,
  type StoredMessage,
  setDeleted,
  setText,
} from "./store/messages.ts";
import { addCustomer, type Customer, markLeft } from "./store/people.ts";
import { type Channel, directId, ensureChannel, findChannel } from "./store/places.ts";
import type { Queries } from "./store/schema.ts";
import { commandReply, pressReply } from "./whisper-place.ts";

const DAY_MS = 86_400_000;
/** Made-up account ages, days: the card shows one, as Discord tells it. */
const AGES = [3, 41, 400, 1100] as const;

const STAFF_SIDE: ReadonlySet<string> = new Set(["staff", "alerts", "managers"]);

/** The answer to a whisper's button is shown where the whisper was. */
const replyTo = (id: string, whisper: PendingWhisper | undefined): string => {
  if (whisper === undefined) return pressReply(id);
  return whisper.near === null ? commandReply(whisper.channel, whisper.thread) : pressReply(whisper.near);
};

/** Everything a person can do here. Each act and what the desk is told of it are one transaction. */
export const createActs = (platform: Platform) => {
  const { directory, options, watchers } = platform;
  const { sql, clock } = options;
  const deskNames = options.desks.map((desk) => desk.name);

  const person = (userId: string): Person => {
    const found = directory.person(userId);
    if (found === null) {
      throw new Refusal(
        404,
        "unknown_person",
        `Nobody has the id "${userId}": see people in /api/sandbox/state.`,
      );
    }
    return found;
  };

  const customer = (userId: string): Customer => {
    const found = directory.customer(userId);
    if (found === null) {
      throw new Refusal(
        404,
        "unknown_customer",
        `No customer has the id "${userId}": make one with POST /api/sandbox/customers.`,
      );
    }
    if (found.leftAt !== null)
      throw new Refusal(409, "customer_left", `${found.name} has left the community.`);
    return found;
  };

  const act = async <T>(work: (queries: Queries) => Promise<T>): Promise<T> => {
    const result = await sql.begin(async (queries) => work(queries));
    platform.fed();
    return result as T;
  };

  const mayWrite = (channel: Channel, userId: string): void => {
    if (channel.locked) {
      throw new Refusal(409, "locked", `${channel.id} is locked: nobody can write or press buttons in it.`);
    }
    const allowed = directory.isRep(userId)
      ? STAFF_SIDE.has(channel.kind)
      : channel.kind === "support" || channel.customer === userId;
    if (!allowed) throw new Refusal(403, "not_your_channel", `${userId} cannot write in ${channel.id}.`);
  };

  const openChannel = async (queries: Queries, id: string, userId: string): Promise<Channel> => {
    if (id === directId(userId)) {
      await ensureChannel(queries, { id, kind: "direct", customer: customer(userId).userId });
    }
    const channel = await findChannel(queries, id);
    if (channel === null) {
      throw new Refusal(
        404,
        "unknown_channel",
        `No channel is called "${id}": see channels in /api/sandbox/state.`,
      );
    }
    mayWrite(channel, userId);
    return channel;
  };

  const message = async (queries: Queries, id: string): Promise<StoredMessage> => {
    const [found] = await findMessages(queries, [id]);
    if (found === undefined || found.deleted) {
      throw new Refusal(404, "unknown_message", `No message has the id "${id}", or it was deleted.`);
    }
    return found;
  };

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
    press: async (userId: string, id: string, wanted: Wanted): Promise<Pressed> => {
      const author = person(userId);
      const whisper = platform.whispers.get(id);
      const pressed = await act(async (queries): Promise<Pressed> => {
        const found = whisper ?? (await message(queries, id));
        await openChannel(queries, found.channel, userId);
        const button = found.post?.buttons.find(
          (one) =>
            one.action === wanted.action && (wanted.subject === null || one.subject === wanted.subject),
        );
        if (button === undefined) {
          const shown = found.post?.buttons.map((one) => one.action).join(", ") || "none";
          throw new Refusal(
            409,
            "no_such_button",
            `Message ${id} has no button "${wanted.action}"; it has: ${shown}.`,
          );
        }
        const { action, conversationId, subject } = button;
        await enqueue(queries, {
          type: "ActionPressed",
          key: `sandbox:press:${await nextTick(queries)}`,
          at: clock.now(),
          action,
          conversationId,
          subject,
          place: placeOf(found),
          author,
          reply: replyTo(id, whisper),
        });
        return { action, conversationId, subject };
      });
      if (whisper !== undefined) watchers.dismissed(id);
      return pressed;
    },
  };
};

export type Acts = ReturnType<typeof createActs>;

interface Written {
  readonly channel: string;
  readonly thread: string | null;
  readonly text: string;
}

interface Wanted {
  readonly action: string;
  readonly subject: string | null;
}

import type { Person } from "../../src/core/platform.ts";
import type { Platform } from "./platform.ts";
import { Refusal } from "./refusal.ts";
import { findMessages, type StoredMessage } from "./store/messages.ts";
import type { Customer } from "./store/people.ts";
import { type Channel, type ChannelKind, directId, ensureChannel, findChannel } from "./store/places.ts";
import type { Queries } from "./store/schema.ts";

const STAFF_SIDE: ReadonlySet<ChannelKind> = new Set(["staff", "alerts", "managers", "tickets"]);

export const isStaffSide = (kind: ChannelKind | undefined): boolean =>
  kind !== undefined && STAFF_SIDE.has(kind);

/** Who may do what where. Everything here throws Refusal. */
export const createAccess = (platform: Platform) => {
  const { directory, options } = platform;

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
    const result = await options.sql.begin(async (queries) => work(queries));
    platform.fed();
    return result as T;
  };

  const mayWrite = (channel: Channel, userId: string): void => {
    if (channel.locked) {
      throw new Refusal(409, "locked", `${channel.id} is locked: nobody can write or press buttons in it.`);
    }
    const allowed = directory.isRep(userId)
      ? isStaffSide(channel.kind)
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

  return { person, customer, act, openChannel, message };
};

export type Access = ReturnType<typeof createAccess>;

import { type Client, ThreadChannel } from "discord.js";
import type { Clock } from "../../src/ports.ts";
import type { Known } from "./parse.ts";

export interface KnownOptions {
  readonly client: Client;
  readonly selfId: () => string;
  /** Every channel that a desk names. */
  readonly channels: ReadonlySet<string>;
  readonly wrote: (messageId: string) => boolean;
  readonly deleted: (messageId: string) => boolean;
  readonly clock: Clock;
}

/** What the client's caches tell about names and places. */
export const createKnown = ({
  client,
  selfId,
  channels,
  wrote,
  deleted,
  clock,
}: KnownOptions): Known & { readonly guildOf: (channel: string) => string | null } => {
  const roleOf = (id: string) =>
    client.guilds.cache.map((guild) => guild.roles.cache.get(id)).find((role) => role !== undefined);
  return {
    get selfId() {
      return selfId();
    },
    isOwnRole: (id) => roleOf(id)?.tags?.botId === selfId(),
    listens: (id) => {
      if (channels.has(id)) return true;
      const channel = client.channels.cache.get(id);
      // Direct messages, and what is not known yet: better heard in vain than missed.
      if (channel === undefined || channel.isDMBased()) return true;
      return channel instanceof ThreadChannel && channels.has(channel.parentId ?? "");
    },
    isOwnMessage: wrote,
    isOwnDeletion: deleted,
    names: {
      user: (id) => {
        const user = client.users.cache.get(id);
        return user?.globalName ?? user?.username ?? id;
      },
      role: (id) => roleOf(id)?.name ?? id,
      channel: (id) => {
        const channel = client.channels.cache.get(id);
        return channel !== undefined && "name" in channel ? (channel.name ?? id) : id;
      },
    },
    now: clock.now,
    guildOf: (id) => {
      const channel = client.channels.cache.get(id);
      return channel !== undefined && "guildId" in channel ? channel.guildId : null;
    },
  };
};

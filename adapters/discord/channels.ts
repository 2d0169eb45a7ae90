import { Routes } from "discord.js";
import type { Api } from "./api.ts";
import { REMEMBERED } from "./limits.ts";
import { createMemory } from "./memory.ts";
import { Channel } from "./wire.ts";

/** What never changes about a channel: its kind, and where it belongs. */
export type ChannelFacts = Pick<Channel, "type" | "guild_id" | "parent_id">;

export interface Channels {
  readonly fetch: (id: string) => Promise<Channel>;
  readonly facts: (id: string) => Promise<ChannelFacts>;
}

export const createChannels = (api: Api): Channels => {
  const known = createMemory<ChannelFacts>(REMEMBERED);
  const fetch = async (id: string): Promise<Channel> => {
    const channel = Channel.parse(await api.get(Routes.channel(id)));
    known.set(id, channel);
    return channel;
  };
  return { fetch, facts: async (id) => known.get(id) ?? fetch(id) };
};

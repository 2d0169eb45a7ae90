/** Events about channels, threads and members: https://docs.discord.com/developers/events/gateway-events#channels */
import { type GatewayEvent, Intent, intentFor } from "./events.ts";
import type { Channel, Guild, Json, Member, Role, Thread } from "./model.ts";
import { canSee } from "./permissions.ts";
import { renderChannel, renderMemberWithUser, renderRole, renderThreadMember, renderUser } from "./render.ts";
import { isThread, type World } from "./world.ts";

/** Bots see every channel of their guild; threads only where they have access. */
export const channelChanged = (
  world: World,
  name: "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "CHANNEL_DELETE",
  channel: Channel,
): GatewayEvent => ({
  name,
  intent: intentFor(channel, Intent.Guilds, Intent.DirectMessages),
  visibleTo: (botId) =>
    channel.guildId === null
      ? channel.recipients.includes(botId)
      : world.guilds.get(channel.guildId)?.members.has(botId) === true,
  data: (viewer) => renderChannel(world, channel, viewer.userId),
});

/** https://docs.discord.com/developers/events/gateway-events#thread-create */
export const threadCreated = (
  world: World,
  thread: Thread,
  options: { readonly newlyCreated: boolean; readonly only?: string },
): GatewayEvent => ({
  name: "THREAD_CREATE",
  intent: Intent.Guilds,
  visibleTo: (botId) =>
    canSee(world, botId, thread) && (options.only === undefined || options.only === botId),
  data: (viewer) => ({
    ...renderChannel(world, thread, viewer.userId),
    ...(options.newlyCreated ? { newly_created: true } : {}),
  }),
});

export const threadUpdated = (world: World, thread: Thread): GatewayEvent => ({
  name: "THREAD_UPDATE",
  intent: Intent.Guilds,
  visibleTo: (botId) => canSee(world, botId, thread),
  data: (viewer) => renderChannel(world, thread, viewer.userId),
});

export const threadDeleted = (world: World, thread: Thread): GatewayEvent => ({
  name: "THREAD_DELETE",
  intent: Intent.Guilds,
  visibleTo: (botId) => canSee(world, botId, thread),
  data: () => ({ id: thread.id, guild_id: thread.guildId, parent_id: thread.parentId, type: thread.type }),
});

/**
 * Without GUILD_MEMBERS a session hears only of its own coming and going.
 * https://docs.discord.com/developers/events/gateway-events#thread-members-update
 */
export const threadMembersUpdated = (
  world: World,
  thread: Thread,
  change: { readonly added: readonly string[]; readonly removed: readonly string[] },
): GatewayEvent => {
  const touched = [...change.added, ...change.removed];
  return {
    name: "THREAD_MEMBERS_UPDATE",
    intent: Intent.Guilds,
    visibleTo: (botId) => touched.includes(botId) || canSee(world, botId, thread),
    data: (viewer) => {
      const hearsAll = (viewer.intents & Intent.GuildMembers) !== 0;
      const mine = (userId: string): boolean => hearsAll || userId === viewer.userId;
      const added = change.added.filter(mine);
      const removed = change.removed.filter(mine);
      if (added.length + removed.length === 0) return null;
      return {
        id: thread.id,
        guild_id: thread.guildId,
        member_count: Math.min(thread.thread.members.size, 50),
        added_members: added.map((userId) => ({
          ...renderThreadMember(thread, userId),
          member: memberJson(world, thread.guildId, userId),
          presence: null,
        })),
        removed_member_ids: removed,
      };
    },
  };
};

/** "If a user gains access to a channel, the gateway may need to sync the active threads": topics/threads#gateway-events */
export const threadListSynced = (
  world: World,
  channel: Channel,
  botIds: readonly string[],
): GatewayEvent => ({
  name: "THREAD_LIST_SYNC",
  intent: Intent.Guilds,
  visibleTo: (botId) => botIds.includes(botId),
  data: (viewer) => {
    const threads = [...world.channels.values()]
      .filter(isThread)
      .filter((thread) => thread.parentId === channel.id && !thread.thread.archived)
      .filter((thread) => canSee(world, viewer.userId, thread));
    return {
      guild_id: channel.guildId,
      channel_ids: [channel.id],
      threads: threads.map((thread) => renderChannel(world, thread, viewer.userId)),
      members: threads
        .filter((thread) => thread.thread.members.has(viewer.userId))
        .map((thread) => renderThreadMember(thread, viewer.userId)),
    };
  },
});

const memberJson = (world: World, guildId: string | null, userId: string): Json | null => {
  const member = world.guilds.get(guildId ?? "")?.members.get(userId);
  return member === undefined ? null : renderMemberWithUser(world, member);
};

export const memberAdded = (world: World, guild: Guild, member: Member): GatewayEvent => ({
  name: "GUILD_MEMBER_ADD",
  intent: Intent.GuildMembers,
  visibleTo: (botId) => guild.members.has(botId),
  data: () => ({ ...renderMemberWithUser(world, member), guild_id: guild.id }),
});

/**
 * Without GUILD_MEMBERS a session hears only of its own: "sent for current-user updates regardless".
 * https://docs.discord.com/developers/events/gateway#list-of-intents
 */
export const memberUpdated = (world: World, guild: Guild, member: Member): GatewayEvent => ({
  name: "GUILD_MEMBER_UPDATE",
  intent: 0,
  visibleTo: (botId) => guild.members.has(botId),
  data: ({ intents, userId }) =>
    (intents & Intent.GuildMembers) === 0 && userId !== member.userId
      ? null
      : { ...renderMemberWithUser(world, member), guild_id: guild.id },
});

/** https://docs.discord.com/developers/events/gateway-events#guild-role-create */
export const roleCreated = (guild: Guild, role: Role): GatewayEvent => ({
  name: "GUILD_ROLE_CREATE",
  intent: Intent.Guilds,
  visibleTo: (botId) => guild.members.has(botId),
  data: () => ({ guild_id: guild.id, role: renderRole(role) }),
});

export const memberRemoved = (world: World, guild: Guild, userId: string): GatewayEvent => ({
  name: "GUILD_MEMBER_REMOVE",
  intent: Intent.GuildMembers,
  visibleTo: (botId) => guild.members.has(botId),
  data: () => {
    const user = world.users.get(userId);
    return { guild_id: guild.id, ...(user === undefined ? {} : { user: renderUser(user) }) };
  },
});

/** "The user was removed from the guild" where `unavailable` is not set: gateway-events#guild-delete */
export const guildLeft = (guild: Guild, userId: string): GatewayEvent => ({
  name: "GUILD_DELETE",
  intent: Intent.Guilds,
  visibleTo: (botId) => botId === userId,
  data: () => ({ id: guild.id }),
});

/** Wire shapes of users, guilds and channels. Messages: render-message.ts. */
import type { Channel, Guild, Json, Member, Role, Thread, User } from "./model.ts";
import { canSee, permissionsIn } from "./permissions.ts";
import type { World } from "./world.ts";

export const iso = (atMs: number): string => new Date(atMs).toISOString().replace("Z", "000+00:00");

/** https://docs.discord.com/developers/resources/user#user-object */
export const renderUser = (user: User): Json => ({
  id: user.id,
  username: user.username,
  discriminator: user.bot ? "0001" : "0",
  global_name: user.globalName,
  avatar: null,
  avatar_decoration_data: null,
  banner: null,
  accent_color: null,
  bot: user.bot,
  system: false,
  public_flags: 0,
  flags: 0,
  primary_guild: null,
  clan: null,
  collectibles: null,
  display_name_styles: null,
});

/** https://docs.discord.com/developers/resources/guild#guild-member-object */
export const renderMember = (member: Member): Json => ({
  nick: member.nick,
  roles: member.roles,
  joined_at: iso(member.joinedAt),
  avatar: null,
  banner: null,
  premium_since: null,
  communication_disabled_until: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
});

export const renderMemberWithUser = (world: World, member: Member): Json => {
  const user = world.users.get(member.userId);
  return { ...renderMember(member), ...(user === undefined ? {} : { user: renderUser(user) }) };
};

/** https://docs.discord.com/developers/topics/permissions#role-object */
export const renderRole = (role: Role): Json => ({
  id: role.id,
  name: role.name,
  permissions: role.permissions.toString(),
  position: role.position,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  managed: role.botId !== null,
  mentionable: false,
  flags: 0,
  ...(role.botId === null ? {} : { tags: { bot_id: role.botId } }),
});

/** https://docs.discord.com/developers/resources/guild#guild-object */
export const renderGuild = (guild: Guild): Json => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  splash: null,
  discovery_splash: null,
  banner: null,
  description: null,
  owner_id: guild.ownerId,
  region: "deprecated",
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 0,
  default_message_notifications: 1,
  explicit_content_filter: 0,
  roles: [...guild.roles.values()].map(renderRole),
  emojis: [],
  stickers: [],
  features: [],
  mfa_level: 0,
  application_id: null,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  public_updates_channel_id: null,
  safety_alerts_channel_id: null,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  premium_progress_bar_enabled: false,
  preferred_locale: "en-US",
  max_members: 500_000,
  max_presences: null,
  max_video_channel_users: 25,
  max_stage_video_channel_users: 50,
  nsfw: false,
  nsfw_level: 0,
  incidents_data: null,
  home_header: null,
  hub_type: null,
  latest_onboarding_question_id: null,
  widget_enabled: false,
  widget_channel_id: null,
});

const renderThread = (thread: Thread, viewerId: string): Json => {
  const state = thread.thread;
  const own = state.members.get(viewerId);
  return {
    id: thread.id,
    type: thread.type,
    guild_id: thread.guildId,
    parent_id: thread.parentId,
    owner_id: state.ownerId,
    name: thread.name,
    last_message_id: thread.lastMessageId,
    rate_limit_per_user: 0,
    flags: 0,
    total_message_sent: state.totalMessageSent,
    message_count: state.messageCount,
    // "Stops counting at 50": topics/threads#thread-fields
    member_count: Math.min(state.members.size, 50),
    thread_metadata: {
      archived: state.archived,
      archive_timestamp: iso(state.archiveChangedAt),
      auto_archive_duration: state.autoArchiveMinutes,
      locked: state.locked,
      create_timestamp: iso(state.createdAt),
      ...(thread.type === 12 ? { invitable: state.invitable } : {}),
    },
    ...(own === undefined ? {} : { member: renderThreadMember(thread, viewerId) }),
  };
};

/** https://docs.discord.com/developers/resources/channel#thread-member-object */
export const renderThreadMember = (thread: Thread, userId: string): Json => ({
  id: thread.id,
  user_id: userId,
  join_timestamp: iso(thread.thread.members.get(userId)?.joinedAt ?? thread.thread.createdAt),
  flags: 0,
});

/** https://docs.discord.com/developers/resources/channel#channel-object */
export const renderChannel = (world: World, channel: Channel, viewerId: string): Json => {
  if (channel.thread !== null) return renderThread({ ...channel, thread: channel.thread }, viewerId);
  if (channel.guildId === null) {
    return {
      id: channel.id,
      type: channel.type,
      last_message_id: channel.lastMessageId,
      flags: 0,
      recipients: channel.recipients
        .filter((id) => id !== viewerId)
        .flatMap((id) => {
          const user = world.users.get(id);
          return user === undefined ? [] : [renderUser(user)];
        }),
    };
  }
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    parent_id: channel.parentId,
    name: channel.name,
    topic: channel.topic,
    position: channel.position,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: channel.lastMessageId,
    flags: 0,
    permission_overwrites: channel.overwrites.map((overwrite) => ({
      id: overwrite.id,
      type: overwrite.type,
      allow: overwrite.allow.toString(),
      deny: overwrite.deny.toString(),
    })),
  };
};

/** The partial channel of interactions, with the invoker's permissions in it. */
export const renderInteractionChannel = (world: World, channel: Channel, userId: string): Json => ({
  ...renderChannel(world, channel, userId),
  ...(channel.guildId === null ? {} : { permissions: permissionsIn(world, userId, channel).toString() }),
});

/** https://docs.discord.com/developers/events/gateway-events#guild-create */
export const renderGuildCreate = (world: World, guild: Guild, botId: string, withMembers: boolean): Json => {
  const channels = [...world.channels.values()].filter((channel) => channel.guildId === guild.id);
  const member = guild.members.get(botId);
  const members = [...guild.members.values()].filter((one) => withMembers || one.userId === botId);
  return {
    ...renderGuild(guild),
    joined_at: iso(member?.joinedAt ?? world.now()),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: members.map((one) => renderMemberWithUser(world, one)),
    channels: channels
      .filter((channel) => channel.thread === null)
      .map((channel) => renderChannel(world, channel, botId)),
    // "All active threads in the guild that current user has permission to view"
    threads: channels
      .filter((channel) => channel.thread?.archived === false && canSee(world, botId, channel))
      .map((channel) => renderChannel(world, channel, botId)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
};

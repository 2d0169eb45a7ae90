/** https://docs.discord.com/developers/topics/permissions */
import { refuse } from "./errors.ts";
import { type Channel, ChannelType, type Guild } from "./model.ts";
import type { World } from "./world.ts";

export const Permission = {
  Administrator: 1n << 3n,
  ManageChannels: 1n << 4n,
  ManageGuild: 1n << 5n,
  AddReactions: 1n << 6n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  ManageMessages: 1n << 13n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  MentionEveryone: 1n << 17n,
  ManageRoles: 1n << 28n,
  UseApplicationCommands: 1n << 31n,
  ManageThreads: 1n << 34n,
  CreatePublicThreads: 1n << 35n,
  CreatePrivateThreads: 1n << 36n,
  SendMessagesInThreads: 1n << 38n,
  UseExternalApps: 1n << 50n,
  PinMessages: 1n << 51n,
} as const;

export type PermissionName = keyof typeof Permission;

export const ALL_PERMISSIONS = (1n << 53n) - 1n;

export const bitsOf = (names: readonly PermissionName[]): bigint =>
  names.reduce((bits, name) => bits | Permission[name], 0n);

/** What a new guild grants @everyone, as far as it concerns text. */
export const EVERYONE_DEFAULT: bigint = bitsOf([
  "AddReactions",
  "ViewChannel",
  "SendMessages",
  "EmbedLinks",
  "AttachFiles",
  "ReadMessageHistory",
  "UseApplicationCommands",
  "CreatePublicThreads",
  "CreatePrivateThreads",
  "SendMessagesInThreads",
]);

/** https://docs.discord.com/developers/topics/permissions#permission-overwrites (base, then overwrites). */
export const basePermissions = (guild: Guild, userId: string): bigint => {
  const member = guild.members.get(userId);
  if (member === undefined) return 0n;
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  let bits = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const roleId of member.roles) bits |= guild.roles.get(roleId)?.permissions ?? 0n;
  return (bits & Permission.Administrator) === 0n ? bits : ALL_PERMISSIONS;
};

const DM_PERMISSIONS = EVERYONE_DEFAULT;

/** A user's permissions in a channel; a thread has those of its parent. */
export const permissionsIn = (world: World, userId: string, channel: Channel): bigint => {
  if (channel.guildId === null) return channel.recipients.includes(userId) ? DM_PERMISSIONS : 0n;
  const guild = world.guilds.get(channel.guildId);
  const place = channel.thread === null ? channel : world.channels.get(channel.parentId ?? "");
  if (guild === undefined || place === undefined) return 0n;
  const base = basePermissions(guild, userId);
  if (base === ALL_PERMISSIONS) return base;
  const member = guild.members.get(userId);
  if (member === undefined) return 0n;
  let bits = base;
  const apply = (deny: bigint, allow: bigint): void => {
    bits = (bits & ~deny) | allow;
  };
  const everyone = place.overwrites.find((overwrite) => overwrite.id === guild.id);
  if (everyone !== undefined) apply(everyone.deny, everyone.allow);
  const ofRoles = place.overwrites.filter(
    (overwrite) => overwrite.type === 0 && member.roles.includes(overwrite.id),
  );
  apply(
    ofRoles.reduce((sum, overwrite) => sum | overwrite.deny, 0n),
    ofRoles.reduce((sum, overwrite) => sum | overwrite.allow, 0n),
  );
  const own = place.overwrites.find((overwrite) => overwrite.type === 1 && overwrite.id === userId);
  if (own !== undefined) apply(own.deny, own.allow);
  // "Denying VIEW_CHANNEL implicitly denies the rest": same page, implicit permissions.
  return (bits & Permission.ViewChannel) === 0n ? 0n : bits;
};

export const has = (world: World, userId: string, channel: Channel, name: PermissionName): boolean =>
  (permissionsIn(world, userId, channel) & Permission[name]) !== 0n;

/**
 * Who sees a channel or thread: a private thread only its members and moderators.
 * https://docs.discord.com/developers/topics/threads#permissions
 */
export const canSee = (world: World, userId: string, channel: Channel): boolean => {
  if (!has(world, userId, channel, "ViewChannel")) return false;
  if (channel.type !== ChannelType.PrivateThread || channel.thread === null) return true;
  return channel.thread.members.has(userId) || has(world, userId, channel, "ManageThreads");
};

/** 50001 where the channel is out of sight, 50013 where one permission lacks. */
export const need = (
  world: World,
  userId: string,
  channel: Channel,
  ...names: readonly PermissionName[]
): void => {
  if (!canSee(world, userId, channel)) throw refuse.missingAccess();
  for (const name of names) if (!has(world, userId, channel, name)) throw refuse.missingPermissions();
};

export const needInGuild = (guild: Guild, userId: string, name: PermissionName): void => {
  if (!guild.members.has(userId)) throw refuse.missingAccess();
  if ((basePermissions(guild, userId) & Permission[name]) === 0n) throw refuse.missingPermissions();
};

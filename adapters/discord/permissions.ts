import { PermissionFlagsBits } from "discord.js";
import { z } from "zod";
import type { Channel } from "./wire.ts";

export const Guild = z.object({
  id: z.string(),
  name: z.string(),
  owner_id: z.string(),
  roles: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      permissions: z.string(),
      tags: z.object({ bot_id: z.string().nullish() }).nullish(),
    }),
  ),
});
export type Guild = z.infer<typeof Guild>;

export const GuildMember = z.object({ roles: z.array(z.string()) });

/** As Discord's own settings name them. */
const NAMES = {
  ViewChannel: "View Channel",
  SendMessages: "Send Messages",
  SendMessagesInThreads: "Send Messages in Threads",
  CreatePublicThreads: "Create Public Threads",
  CreatePrivateThreads: "Create Private Threads",
  ManageThreads: "Manage Threads",
  ReadMessageHistory: "Read Message History",
  ManageMessages: "Manage Messages",
  EmbedLinks: "Embed Links",
  AddReactions: "Add Reactions",
  Administrator: "Administrator",
} as const;

export type PermissionName = keyof typeof NAMES;
export const permissionTitle = (name: PermissionName): string => NAMES[name];

/** What the bot needs where customers write: it makes, fills, locks and reads private threads. */
export const CUSTOMER_CHANNEL: readonly PermissionName[] = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "CreatePrivateThreads",
  "ManageThreads",
  "ReadMessageHistory",
];

/** May be left out: without it a secret that a customer pastes stays in their thread until they delete it. */
export const CUSTOMER_CHANNEL_SPARE: readonly PermissionName[] = ["ManageMessages"];

/** What it needs where reps or managers read. */
export const STAFF_CHANNEL: readonly PermissionName[] = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "ReadMessageHistory",
  "EmbedLinks",
  "AddReactions",
];

const ALL = (1n << 64n) - 1n;

type Overwrites = NonNullable<Channel["permission_overwrites"]>;

const bitsOf = (overwrites: Overwrites, side: "allow" | "deny"): bigint =>
  overwrites.reduce((bits, overwrite) => bits | BigInt(overwrite[side]), 0n);

const withOverwrites = (bits: bigint, overwrites: Overwrites): bigint =>
  (bits & ~bitsOf(overwrites, "deny")) | bitsOf(overwrites, "allow");

/**
 * What somebody with these roles may do in a channel.
 * https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
export const permissionsIn = (
  guild: Guild,
  channel: Channel,
  roles: readonly string[],
  userId: string | null,
): bigint => {
  if (userId !== null && guild.owner_id === userId) return ALL;
  const held = [guild.id, ...roles];
  const base = guild.roles
    .filter((role) => held.includes(role.id))
    .reduce((bits, role) => bits | BigInt(role.permissions), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return ALL;
  const overwrites = channel.permission_overwrites ?? [];
  const everyone = overwrites.filter((one) => one.id === guild.id);
  const ofRoles = overwrites.filter((one) => one.type === 0 && one.id !== guild.id && roles.includes(one.id));
  const own = overwrites.filter((one) => one.type === 1 && one.id === userId);
  const bits = withOverwrites(withOverwrites(withOverwrites(base, everyone), ofRoles), own);
  // Who cannot see a channel can do nothing in it: same page, implicit permissions.
  return (bits & PermissionFlagsBits.ViewChannel) === 0n ? 0n : bits;
};

export const may = (bits: bigint, name: PermissionName): boolean => (bits & PermissionFlagsBits[name]) !== 0n;

export const missingOf = (bits: bigint, needed: readonly PermissionName[]): readonly PermissionName[] =>
  needed.filter((name) => !may(bits, name));

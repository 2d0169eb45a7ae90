/**
 * Whom a message mentions, and who is notified of it.
 * https://docs.discord.com/developers/resources/message#allowed-mentions-object
 * https://docs.discord.com/developers/reference#message-formatting
 */
import { invalidField } from "./errors.ts";
import type { Channel, Message, Notification } from "./model.ts";
import { canSee, has } from "./permissions.ts";
import { historyOf, type World } from "./world.ts";

export type AllowedMentions = {
  readonly parse?: readonly ("users" | "roles" | "everyone")[] | null | undefined;
  readonly users?: readonly string[] | null | undefined;
  readonly roles?: readonly string[] | null | undefined;
  readonly replied_user?: boolean | null | undefined;
};

export type Mentions = {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
  readonly repliedTo: string | null;
};

const idsIn = (content: string, pattern: RegExp): string[] => [
  ...new Set([...content.matchAll(pattern)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]))),
];

/** Mentions inside code spans and blocks do not count. */
const withoutCode = (content: string): string =>
  content.replace(/```[\s\S]*?```/g, " ").replace(/``[\s\S]*?``|`[^`\n]*`/g, " ");

/** "Invalid combinations … because they can be ambiguous" are refused: same page. */
const assertUnambiguous = (allowed: AllowedMentions): void => {
  for (const kind of ["users", "roles"] as const) {
    if (allowed.parse?.includes(kind) === true && (allowed[kind]?.length ?? 0) > 0) {
      throw invalidField(
        ["allowed_mentions"],
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
    }
  }
};

export const readMentions = (
  world: World,
  channel: Channel,
  authorId: string,
  content: string,
  options: { readonly allowed: AllowedMentions | null; readonly reference: Message["reference"] },
): Mentions => {
  const { allowed, reference } = options;
  if (allowed !== null) assertUnambiguous(allowed);
  const plain = withoutCode(content);
  const permits = (kind: "users" | "roles", id: string): boolean =>
    allowed === null ||
    allowed.parse?.includes(kind) === true ||
    (allowed.parse?.includes(kind) !== true && allowed[kind]?.includes(id) === true);
  const guild = world.guilds.get(channel.guildId ?? "");
  const replied =
    reference === null ? undefined : historyOf(world, reference.channelId).get(reference.messageId);
  const pingsReplied = allowed === null ? true : allowed.replied_user === true;
  const repliedTo = replied !== undefined && pingsReplied ? replied.authorId : null;
  const users = idsIn(plain, /<@!?(\d+)>/g).filter((id) => world.users.has(id) && permits("users", id));
  const everyone =
    /@(everyone|here)\b/.test(plain) &&
    (allowed === null || allowed.parse?.includes("everyone") === true) &&
    guild !== undefined &&
    has(world, authorId, channel, "MentionEveryone");
  return {
    users: repliedTo === null || users.includes(repliedTo) ? users : [...users, repliedTo],
    roles: idsIn(plain, /<@&(\d+)>/g).filter((id) => guild?.roles.has(id) === true && permits("roles", id)),
    everyone,
    repliedTo,
  };
};

/** SUPPRESS_NOTIFICATIONS: https://docs.discord.com/developers/resources/message#message-object-message-flags */
const SILENT = 1 << 12;

/** Nobody is notified of what they cannot see, nor of their own messages. */
export const notify = (world: World, message: Message, channel: Channel, mentions: Mentions): void => {
  if ((message.flags & SILENT) !== 0 || message.ephemeralFor !== null) return;
  const guild = world.guilds.get(channel.guildId ?? "");
  const reasons = new Map<string, Notification["reason"]>();
  const add = (userId: string, reason: Notification["reason"]): void => {
    if (userId === message.authorId || reasons.has(userId) || !canSee(world, userId, channel)) return;
    reasons.set(userId, reason);
  };
  if (channel.guildId === null) for (const userId of channel.recipients) add(userId, "dm");
  for (const userId of mentions.users) add(userId, userId === mentions.repliedTo ? "reply" : "mention");
  for (const member of guild?.members.values() ?? []) {
    if (member.roles.some((role) => mentions.roles.includes(role))) add(member.userId, "role");
    if (mentions.everyone) add(member.userId, "everyone");
  }
  for (const [userId, reason] of reasons) {
    world.notifications.push({ userId, messageId: message.id, channelId: channel.id, reason });
  }
};

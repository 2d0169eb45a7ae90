/** Gateway events, who gets them and by which intent: https://docs.discord.com/developers/events/gateway#gateway-intents */
import type { Channel, Json, Message } from "./model.ts";
import { canSee } from "./permissions.ts";
import { renderMemberWithUser } from "./render.ts";
import { parseEmoji, renderGatewayMessage, type Viewer } from "./render-message.ts";
import type { World } from "./world.ts";

export const Intent = {
  Guilds: 1 << 0,
  GuildMembers: 1 << 1,
  GuildPresences: 1 << 8,
  GuildMessages: 1 << 9,
  GuildMessageReactions: 1 << 10,
  GuildMessageTyping: 1 << 11,
  DirectMessages: 1 << 12,
  DirectMessageReactions: 1 << 13,
  DirectMessageTyping: 1 << 14,
  MessageContent: 1 << 15,
} as const;

/** https://docs.discord.com/developers/events/gateway#privileged-intents */
export const PRIVILEGED_INTENTS = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;

/** All bits that mean something; another one closes with 4013. */
export const KNOWN_INTENTS: number = ((1 << 17) - 1) | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);

export type SessionViewer = Viewer & { readonly intents: number };

export type GatewayEvent = {
  readonly name: string;
  /** The intent that opens it; 0: none is needed. */
  readonly intent: number;
  visibleTo(botId: string): boolean;
  /** null: nothing to tell to this one. */
  data(viewer: SessionViewer): Json | null;
};

export const intentFor = (channel: Channel, inGuild: number, inDm: number): number =>
  channel.guildId === null ? inDm : inGuild;

const guildField = (channel: Channel): Json =>
  channel.guildId === null ? {} : { guild_id: channel.guildId };

const onMessage = (
  world: World,
  name: string,
  message: Message,
  channel: Channel,
  data: GatewayEvent["data"],
): GatewayEvent => ({
  name,
  intent: intentFor(channel, Intent.GuildMessages, Intent.DirectMessages),
  visibleTo: (botId) =>
    canSee(world, botId, channel) && (message.ephemeralFor === null || message.ephemeralFor === botId),
  data,
});

export const messageCreated = (world: World, message: Message, channel: Channel): GatewayEvent =>
  onMessage(world, "MESSAGE_CREATE", message, channel, (viewer) =>
    renderGatewayMessage(world, message, viewer),
  );

export const messageUpdated = (world: World, message: Message, channel: Channel): GatewayEvent =>
  onMessage(world, "MESSAGE_UPDATE", message, channel, (viewer) =>
    renderGatewayMessage(world, message, viewer),
  );

export const messageDeleted = (world: World, message: Message, channel: Channel): GatewayEvent =>
  onMessage(world, "MESSAGE_DELETE", message, channel, () => ({
    id: message.id,
    channel_id: channel.id,
    ...guildField(channel),
  }));

export const reactionChanged = (
  world: World,
  name: "MESSAGE_REACTION_ADD" | "MESSAGE_REACTION_REMOVE",
  change: {
    readonly message: Message;
    readonly channel: Channel;
    readonly userId: string;
    readonly emoji: string;
  },
): GatewayEvent => {
  const { message, channel, userId, emoji } = change;
  const member =
    channel.guildId === null ? undefined : world.guilds.get(channel.guildId)?.members.get(userId);
  return {
    name,
    intent: intentFor(channel, Intent.GuildMessageReactions, Intent.DirectMessageReactions),
    visibleTo: (botId) => canSee(world, botId, channel),
    data: () => ({
      user_id: userId,
      channel_id: channel.id,
      message_id: message.id,
      ...guildField(channel),
      emoji: parseEmoji(emoji),
      burst: false,
      type: 0,
      ...(name === "MESSAGE_REACTION_ADD" ? { message_author_id: message.authorId } : {}),
      ...(name === "MESSAGE_REACTION_ADD" && member !== undefined
        ? { member: renderMemberWithUser(world, member) }
        : {}),
    }),
  };
};

export const typingStarted = (world: World, channel: Channel, userId: string): GatewayEvent => ({
  name: "TYPING_START",
  intent: intentFor(channel, Intent.GuildMessageTyping, Intent.DirectMessageTyping),
  visibleTo: (botId) => canSee(world, botId, channel),
  data: () => ({
    channel_id: channel.id,
    user_id: userId,
    timestamp: Math.floor(world.now() / 1000),
    ...guildField(channel),
  }),
});

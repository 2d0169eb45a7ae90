/** https://docs.discord.com/developers/resources/message#message-object */
import type { Attachment, Channel, Json, Message } from "./model.ts";
import { iso, renderMember, renderUser } from "./render.ts";
import type { World } from "./world.ts";

/** Who looks: an application, with or without the right to read what others wrote. */
export type Viewer = { readonly userId: string; readonly readsContent: boolean };

/**
 * What MESSAGE_CONTENT opens, and the exceptions: own messages, DMs, and messages that mention the app.
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export const mayReadContent = (message: Message, channel: Channel | undefined, viewer: Viewer): boolean =>
  viewer.readsContent ||
  message.authorId === viewer.userId ||
  channel?.guildId === null ||
  message.mentions.includes(viewer.userId);

/** Signed for a day: https://docs.discord.com/developers/reference#signed-attachment-cdn-urls */
const CDN_LIFETIME_MS = 24 * 60 * 60 * 1000;

const hexSeconds = (atMs: number): string => Math.floor(atMs / 1000).toString(16);

export const attachmentUrl = (world: World, channelId: string, attachment: Attachment): string => {
  const issuedAt = world.now();
  const query = new URLSearchParams({
    ex: hexSeconds(issuedAt + CDN_LIFETIME_MS),
    is: hexSeconds(issuedAt),
    hm: attachment.id,
  });
  const name = encodeURIComponent(attachment.filename);
  return `${world.origin()}/attachments/${channelId}/${attachment.id}/${name}?${query}&`;
};

export const renderAttachment = (world: World, channelId: string, attachment: Attachment): Json => {
  const url = attachmentUrl(world, channelId, attachment);
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.bytes.length,
    url,
    proxy_url: url,
    content_type: attachment.contentType,
    ...(attachment.description === null ? {} : { description: attachment.description }),
  };
};

const renderReactions = (message: Message, viewerId: string): Json => {
  if (message.reactions.size === 0) return {};
  return {
    reactions: [...message.reactions].map(([emoji, users]) => ({
      emoji: parseEmoji(emoji),
      count: users.size,
      count_details: { burst: 0, normal: users.size },
      burst_colors: [],
      me: users.has(viewerId),
      me_burst: false,
    })),
  };
};

/** `name:id` of a custom emoji, or the character itself. */
export const parseEmoji = (emoji: string): { readonly id: string | null; readonly name: string } => {
  const custom = /^(\w+):(\d+)$/.exec(emoji);
  return custom?.[1] === undefined || custom[2] === undefined
    ? { id: null, name: emoji }
    : { id: custom[2], name: custom[1] };
};

/** A reply (0) shows the other message, a forward (1) a snapshot: resources/message#message-reference-types */
const renderReference = (world: World, message: Message, viewer: Viewer, readable: boolean): Json => {
  if (message.reference === null) return {};
  const { messageId, channelId } = message.reference;
  const channel = world.channels.get(channelId);
  const guildField = channel?.guildId == null ? {} : { guild_id: channel.guildId };
  const place = { message_id: messageId, channel_id: channelId, ...guildField };
  if (message.snapshot !== null) {
    const snapshot = readable
      ? message.snapshot
      : { ...message.snapshot, content: "", embeds: [], attachments: [] };
    return { message_reference: { type: 1, ...place }, message_snapshots: [{ message: snapshot }] };
  }
  const referenced = world.messages.get(channelId)?.get(messageId);
  return {
    message_reference: { type: 0, ...place },
    // null when it was deleted
    referenced_message:
      referenced === undefined ? null : renderMessage(world, { ...referenced, reference: null }, viewer),
  };
};

export const renderMessage = (world: World, message: Message, viewer: Viewer): Json => {
  const channel = world.channels.get(message.channelId);
  const readable = mayReadContent(message, channel, viewer);
  const author = world.users.get(message.authorId);
  const userJson = (id: string): readonly Json[] => {
    const user = world.users.get(id);
    return user === undefined ? [] : [renderUser(user)];
  };
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    ...(author === undefined ? {} : { author: renderUser(author) }),
    content: readable ? message.content : "",
    timestamp: iso(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    tts: false,
    flags: message.flags,
    pinned: message.pinnedAt !== null,
    mention_everyone: message.mentionEveryone,
    mentions: message.mentions.flatMap(userJson),
    mention_roles: message.mentionRoles,
    attachments: readable
      ? message.attachments.map((attachment) => renderAttachment(world, message.channelId, attachment))
      : [],
    embeds: readable ? message.embeds : [],
    components: readable ? message.components : [],
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.webhookId === null
      ? {}
      : { webhook_id: message.webhookId, application_id: message.webhookId }),
    ...(message.interactionMetadata === null ? {} : { interaction_metadata: message.interactionMetadata }),
    ...renderReactions(message, viewer.userId),
    ...renderReference(world, message, viewer, readable),
  };
};

/** Gateway messages say more: https://docs.discord.com/developers/events/gateway-events#message-create */
export const renderGatewayMessage = (world: World, message: Message, viewer: Viewer): Json => {
  const channel = world.channels.get(message.channelId);
  const guild = channel?.guildId == null ? undefined : world.guilds.get(channel.guildId);
  const base = renderMessage(world, message, viewer);
  if (guild === undefined) return { ...base, channel_type: channel?.type };
  const member = guild.members.get(message.authorId);
  return {
    ...base,
    channel_type: channel?.type,
    guild_id: guild.id,
    ...(member === undefined ? {} : { member: renderMember(member) }),
    mentions: message.mentions.flatMap((id) => {
      const user = world.users.get(id);
      const mentioned = guild.members.get(id);
      if (user === undefined) return [];
      return [
        { ...renderUser(user), ...(mentioned === undefined ? {} : { member: renderMember(mentioned) }) },
      ];
    }),
  };
};

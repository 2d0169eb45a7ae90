/** Writing, changing and deleting messages, as bots and people may: https://docs.discord.com/developers/resources/message */
import { refuse, tooLong } from "./errors.ts";
import { messageCreated } from "./events.ts";
import { type AllowedMentions, type Mentions, notify, readMentions } from "./mentions.ts";
import type { Attachment, Channel, Component, Json, Message } from "./model.ts";
import { has, need } from "./permissions.ts";
import { addMentioned, assertWritable, reviveThread } from "./threads.ts";
import { historyOf, isThread, type World } from "./world.ts";

export const MAX_CONTENT = 2_000;

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const MessageFlag = {
  SuppressEmbeds: 1 << 2,
  Ephemeral: 1 << 6,
  Loading: 1 << 7,
  SuppressNotifications: 1 << 12,
  ComponentsV2: 1 << 15,
} as const;

export type Draft = {
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly Component[];
  readonly attachments: readonly Attachment[];
  readonly flags: number;
  readonly allowedMentions: AllowedMentions | null;
  readonly reference: Message["reference"];
  readonly nonce: string | number | null;
  readonly enforceNonce: boolean;
  /** What is forwarded. */
  readonly snapshot: Json | null;
};

export const EMPTY_DRAFT: Draft = {
  content: "",
  embeds: [],
  components: [],
  attachments: [],
  flags: 0,
  allowedMentions: null,
  reference: null,
  nonce: null,
  enforceNonce: false,
  snapshot: null,
};

export type Origin = {
  readonly type?: number;
  readonly webhookId?: string;
  readonly interactionMetadata?: Json;
  readonly ephemeralFor?: string;
  /** Of a system message: whom it is about. Nobody is notified of those. */
  readonly about?: readonly string[];
};

/** Components get the ids that they lack: https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
export const numberComponents = (components: readonly Component[]): readonly Component[] => {
  let last = 0;
  const number = (component: Component): Component => {
    last += 1;
    const id = component.id ?? last;
    return {
      ...component,
      id,
      ...(component.components === undefined ? {} : { components: component.components.map(number) }),
      ...(component.component === undefined ? {} : { component: number(component.component) }),
    };
  };
  return components.map(number);
};

export const assertContent = (
  draft: Pick<Draft, "content" | "embeds" | "components" | "attachments">,
): void => {
  if ([...draft.content].length > MAX_CONTENT) throw tooLong(["content"], MAX_CONTENT);
  const empty = draft.content.trim() === "" && draft.embeds.length === 0;
  if (empty && draft.components.length === 0 && draft.attachments.length === 0) throw refuse.emptyMessage();
};

/** DMs reach only those who share a guild and let them in: codes 50007 and 50278 of the JSON error codes. */
const assertReachable = (world: World, channel: Channel, authorId: string): void => {
  for (const userId of channel.recipients) {
    if (userId === authorId) continue;
    const shared = [...world.guilds.values()].some(
      (guild) => guild.members.has(userId) && guild.members.has(authorId),
    );
    if (!shared) throw refuse.noMutualGuild();
    if (world.users.get(userId)?.dmOpen !== true) throw refuse.cannotMessageUser();
  }
};

/** Whether this user may send here; shared by the API and by people's clients. */
export const assertMaySend = (world: World, channel: Channel, authorId: string): void => {
  if (channel.guildId === null) {
    if (!channel.recipients.includes(authorId)) throw refuse.missingAccess();
    assertReachable(world, channel, authorId);
    return;
  }
  if (isThread(channel)) {
    need(world, authorId, channel, "SendMessagesInThreads");
    assertWritable(world, channel, authorId);
    return;
  }
  need(world, authorId, channel, "SendMessages");
};

/** The first message of the same author and nonce answers instead: resources/message#create-message, `enforce_nonce`. */
const sentBefore = (world: World, authorId: string, draft: Draft): Message | undefined => {
  if (!draft.enforceNonce || draft.nonce === null) return undefined;
  const known = world.nonces.get(`${authorId}:${draft.nonce}`);
  return known !== undefined && world.now() - known.at < world.limits.nonceWindowMs
    ? known.message
    : undefined;
};

export const postMessage = (world: World, channel: Channel, authorId: string, draft: Draft): Message => {
  assertMaySend(world, channel, authorId);
  if (draft.attachments.length > 0 && channel.guildId !== null) need(world, authorId, channel, "AttachFiles");
  if (draft.reference !== null && !has(world, authorId, channel, "ReadMessageHistory")) {
    throw refuse.replyNeedsHistory();
  }
  if (draft.snapshot === null) assertContent(draft);
  return sentBefore(world, authorId, draft) ?? appendMessage(world, channel, authorId, draft);
};

/** Writes without asking: for answers to interactions, which need no permission in the channel, and system messages. */
export const appendMessage = (
  world: World,
  channel: Channel,
  authorId: string,
  draft: Draft,
  origin: Origin = {},
): Message => {
  const mentions: Mentions =
    origin.about === undefined
      ? readMentions(world, channel, authorId, draft.content, {
          allowed: draft.allowedMentions,
          // Forwarding pings nobody.
          reference: draft.snapshot === null ? draft.reference : null,
        })
      : { users: origin.about, roles: [], everyone: false, repliedTo: null };
  const ephemeral = origin.ephemeralFor !== undefined;
  if (isThread(channel) && !ephemeral) reviveThread(world, channel);
  const message: Message = {
    id: world.snowflakes.next(),
    channelId: channel.id,
    authorId,
    type: origin.type ?? (draft.reference === null || draft.snapshot !== null ? 0 : 19),
    createdAt: world.now(),
    content: draft.content,
    editedAt: null,
    pinnedAt: null,
    flags: draft.flags,
    attachments: draft.attachments,
    embeds: draft.embeds,
    components: numberComponents(draft.components),
    mentions: mentions.users,
    mentionRoles: mentions.roles,
    mentionEveryone: mentions.everyone,
    nonce: draft.nonce,
    reference: draft.reference,
    snapshot: draft.snapshot,
    reactions: new Map(),
    webhookId: origin.webhookId ?? null,
    interactionMetadata: origin.interactionMetadata ?? null,
    ephemeralFor: origin.ephemeralFor ?? null,
  };
  if (ephemeral) {
    world.ephemerals.set(message.id, message);
    world.changed();
    return message;
  }
  historyOf(world, channel.id).set(message.id, message);
  channel.lastMessageId = message.id;
  if (draft.nonce !== null) {
    world.nonces.set(`${authorId}:${draft.nonce}`, { message, at: message.createdAt });
  }
  if (isThread(channel)) {
    channel.thread.messageCount += 1;
    channel.thread.totalMessageSent += 1;
    addMentioned(world, channel, authorId, mentions.users);
  }
  world.messageCreated(message);
  world.dispatch(messageCreated(world, message, channel));
  if (origin.about === undefined) notify(world, message, channel, mentions);
  world.changed();
  return message;
};

/** Changing and deleting messages: https://docs.discord.com/developers/resources/message#edit-message */
import { ApiError, refuse } from "./errors.ts";
import { messageDeleted, messageUpdated } from "./events.ts";
import { type AllowedMentions, readMentions } from "./mentions.ts";
import { assertContent, numberComponents } from "./messages.ts";
import type { Attachment, Channel, Component, Message } from "./model.ts";
import { canSee, has, need } from "./permissions.ts";
import { assertWritable } from "./threads.ts";
import { historyOf, isThread, type World, withinLimit } from "./world.ts";

const OLD_MESSAGE_MS = 60 * 60 * 1000;

export type Patch = {
  readonly content?: string | undefined;
  readonly embeds?: readonly unknown[] | undefined;
  readonly components?: readonly Component[] | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly flags?: number | undefined;
  readonly allowedMentions?: AllowedMentions | null | undefined;
};

/** Changes without asking who may. Editing never notifies anybody. */
export const changeMessage = (world: World, channel: Channel, message: Message, patch: Patch): Message => {
  const next = {
    content: patch.content ?? message.content,
    embeds: patch.embeds ?? message.embeds,
    components: patch.components ?? message.components,
    attachments: patch.attachments ?? message.attachments,
  };
  assertContent(next);
  if (patch.content !== undefined) {
    const allowed = patch.allowedMentions ?? null;
    const read = readMentions(world, channel, message.authorId, next.content, {
      allowed,
      reference: message.reference,
    });
    message.mentions = read.users;
    message.mentionRoles = read.roles;
    message.mentionEveryone = read.everyone;
  }
  message.content = next.content;
  message.embeds = next.embeds;
  message.components =
    patch.components === undefined ? message.components : numberComponents(next.components);
  message.attachments = next.attachments;
  message.flags = patch.flags ?? message.flags;
  message.editedAt = world.now();
  if (message.ephemeralFor === null) world.dispatch(messageUpdated(world, message, channel));
  world.changed();
  return message;
};

/** Status and words: https://github.com/aikaterna/aikaterna-cogs/issues/302 (429 with code 30046). */
const tooManyOldEdits = (retryAfterMs: number): ApiError =>
  new ApiError(429, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later", {
    retry_after: retryAfterMs / 1000,
    global: false,
  });

export const editMessage = (
  world: World,
  channel: Channel,
  message: Message,
  userId: string,
  patch: Patch,
): Message => {
  if (!canSee(world, userId, channel)) throw refuse.missingAccess();
  if (message.authorId !== userId) throw refuse.othersMessage();
  if (isThread(channel)) {
    if (channel.thread.archived) throw refuse.threadArchived();
    assertWritable(world, channel, userId);
  }
  const old = world.now() - message.createdAt > OLD_MESSAGE_MS;
  const limit = world.limits.oldMessageEdits;
  if (old && !withinLimit(world.oldEdits, `${userId}:${channel.id}`, limit, world.now())) {
    throw tooManyOldEdits(limit.windowMs);
  }
  return changeMessage(world, channel, message, patch);
};

/** In a thread that is both locked and archived only moderators delete: topics/threads#locked-threads. */
export const deleteMessage = (world: World, channel: Channel, message: Message, userId: string): void => {
  if (!canSee(world, userId, channel)) throw refuse.missingAccess();
  if (message.authorId !== userId) {
    if (channel.guildId === null) throw refuse.notOnDm();
    need(world, userId, channel, "ManageMessages");
  }
  if (isThread(channel) && channel.thread.locked && channel.thread.archived) {
    if (!has(world, userId, channel, "ManageThreads")) throw refuse.threadArchived();
  }
  removeMessage(world, channel, message);
};

export const removeMessage = (world: World, channel: Channel, message: Message): void => {
  if (message.ephemeralFor !== null) {
    world.ephemerals.delete(message.id);
  } else {
    historyOf(world, channel.id).delete(message.id);
    if (channel.thread !== null) channel.thread.messageCount -= 1;
    world.dispatch(messageDeleted(world, message, channel));
  }
  world.changed();
};

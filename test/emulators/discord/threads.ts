/** Threads: https://docs.discord.com/developers/topics/threads */
import { refuse } from "./errors.ts";
import { type Channel, ChannelType, type Thread } from "./model.ts";
import { canSee, has, need } from "./permissions.ts";
import { threadCreated, threadMembersUpdated, threadUpdated } from "./place-events.ts";
import { isThread, type World } from "./world.ts";

/** "Users … without MANAGE_THREADS won't be able to create or update messages in locked threads." */
export const assertWritable = (world: World, thread: Thread, userId: string): void => {
  settle(world, thread);
  if (thread.thread.locked && !has(world, userId, thread, "ManageThreads")) throw refuse.threadLocked();
};

/** "Sending a message will automatically unarchive the thread." */
export const reviveThread = (world: World, thread: Thread): void => {
  settle(world, thread);
  thread.thread.lastActivityAt = world.now();
  if (thread.thread.archived) setArchived(world, thread, false);
};

const setArchived = (world: World, thread: Thread, archived: boolean): void => {
  thread.thread.archived = archived;
  thread.thread.archiveChangedAt = world.now();
  if (!archived) thread.thread.lastActivityAt = world.now();
  world.dispatch(threadUpdated(world, thread));
  world.changed();
};

/** "Threads automatically archive after a period of inactivity": applied when somebody looks, or on order. */
export const settle = (world: World, thread: Thread): void => {
  const state = thread.thread;
  const idleMs = world.now() - state.lastActivityAt;
  if (!state.archived && idleMs >= state.autoArchiveMinutes * 60_000) setArchived(world, thread, true);
};

export const settleAll = (world: World): void => {
  for (const channel of world.channels.values()) if (isThread(channel)) settle(world, channel);
};

export type NewThread = {
  readonly name: string;
  readonly type: number;
  readonly invitable: boolean;
  readonly autoArchiveMinutes: number;
  /** Of a thread that starts from a message: that message's id. */
  readonly id?: string;
};

export const createThread = (world: World, parent: Channel, ownerId: string, wanted: NewThread): Thread => {
  // Private threads "can only be created in GUILD_TEXT channels".
  if (parent.type !== ChannelType.GuildText) throw refuse.wrongChannelType();
  const isPrivate = wanted.type === ChannelType.PrivateThread;
  need(world, ownerId, parent, isPrivate ? "CreatePrivateThreads" : "CreatePublicThreads");
  if (wanted.id !== undefined && world.channels.has(wanted.id)) throw refuse.threadExists();
  settleAll(world);
  const active = [...world.channels.values()].filter(
    (channel) => channel.guildId === parent.guildId && channel.thread?.archived === false,
  );
  if (active.length >= world.limits.activeThreads) throw refuse.tooManyActiveThreads();
  const now = world.now();
  const thread: Thread = {
    id: wanted.id ?? world.snowflakes.next(),
    type: wanted.type,
    guildId: parent.guildId,
    name: wanted.name,
    topic: null,
    position: 0,
    parentId: parent.id,
    overwrites: [],
    recipients: [],
    lastMessageId: null,
    thread: {
      ownerId,
      archived: false,
      locked: false,
      invitable: wanted.invitable,
      autoArchiveMinutes: wanted.autoArchiveMinutes,
      archiveChangedAt: now,
      lastActivityAt: now,
      createdAt: now,
      members: new Map([[ownerId, { joinedAt: now }]]),
      messageCount: 0,
      totalMessageSent: 0,
    },
  };
  world.channels.set(thread.id, thread);
  world.dispatch(threadCreated(world, thread, { newlyCreated: true }));
  world.dispatch(threadMembersUpdated(world, thread, { added: [ownerId], removed: [] }));
  world.changed();
  return thread;
};

/** "Whenever a user is added to a private thread, the Gateway also sends a Thread Create event." */
export const addToThread = (world: World, thread: Thread, userId: string): boolean => {
  if (thread.thread.members.has(userId)) return false;
  thread.thread.members.set(userId, { joinedAt: world.now() });
  world.dispatch(threadCreated(world, thread, { newlyCreated: false, only: userId }));
  world.dispatch(threadMembersUpdated(world, thread, { added: [userId], removed: [] }));
  world.changed();
  return true;
};

export const removeFromThread = (world: World, thread: Thread, userId: string): boolean => {
  if (!thread.thread.members.delete(userId)) return false;
  world.dispatch(threadMembersUpdated(world, thread, { added: [], removed: [userId] }));
  world.changed();
  return true;
};

/** Who may bring others in: with `invitable` off only the thread's owner and moderators. */
export const mayInvite = (world: World, thread: Thread, userId: string): boolean =>
  thread.type !== ChannelType.PrivateThread ||
  thread.thread.invitable ||
  thread.thread.ownerId === userId ||
  has(world, userId, thread, "ManageThreads");

/**
 * A mention in a thread brings the mentioned in, if they see the parent channel.
 * https://support.discord.com/hc/en-us/articles/4403205878423-Threads-FAQ
 */
export const addMentioned = (
  world: World,
  thread: Thread,
  authorId: string,
  userIds: readonly string[],
): void => {
  const parent = world.channels.get(thread.parentId ?? "");
  if (parent === undefined || !mayInvite(world, thread, authorId)) return;
  for (const userId of userIds) if (canSee(world, userId, parent)) addToThread(world, thread, userId);
};

export type ThreadPatch = {
  readonly name?: string | undefined;
  readonly archived?: boolean | undefined;
  readonly locked?: boolean | undefined;
  readonly invitable?: boolean | undefined;
  readonly autoArchiveMinutes?: number | undefined;
};

/** Who may change what: https://docs.discord.com/developers/topics/threads#editing-&-deleting-threads */
export const patchThread = (world: World, thread: Thread, userId: string, patch: ThreadPatch): void => {
  settle(world, thread);
  if (!canSee(world, userId, thread)) throw refuse.missingAccess();
  const state = thread.thread;
  const moderator = has(world, userId, thread, "ManageThreads");
  const owner = state.ownerId === userId;
  if (patch.locked !== undefined && patch.locked !== state.locked && !moderator) {
    throw refuse.missingPermissions();
  }
  const onlyOpens = patch.archived === false && patch.name === undefined;
  const mayOpen = state.locked ? owner || moderator : state.members.has(userId) || moderator;
  if (onlyOpens ? !mayOpen && !owner : !owner && !moderator) throw refuse.missingPermissions();
  // "Threads that have `locked` set to true can only be unarchived by a user with MANAGE_THREADS."
  if (state.archived && state.locked && patch.archived === false && !moderator) {
    throw refuse.missingPermissions();
  }
  // Only active threads can be changed: https://github.com/discord/discord-api-docs/issues/6928
  const changesOther = Object.entries(patch).some(
    ([key, value]) => key !== "archived" && value !== undefined,
  );
  if (state.archived && patch.archived !== false && changesOther) throw refuse.threadArchived();
  if (patch.archived !== undefined && patch.archived !== state.archived) {
    state.archiveChangedAt = world.now();
    if (!patch.archived) state.lastActivityAt = world.now();
  }
  state.archived = patch.archived ?? state.archived;
  state.locked = patch.locked ?? state.locked;
  state.invitable = patch.invitable ?? state.invitable;
  if (patch.autoArchiveMinutes !== undefined) {
    state.autoArchiveMinutes = patch.autoArchiveMinutes;
    state.archiveChangedAt = world.now();
    state.lastActivityAt = world.now();
  }
  thread.name = patch.name ?? thread.name;
  world.dispatch(threadUpdated(world, thread));
  world.changed();
};

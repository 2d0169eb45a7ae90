/** https://docs.discord.com/developers/resources/channel#start-thread-without-message and below */
import { z } from "zod";
import { refuse } from "../errors.ts";
import { read } from "../forms.ts";
import { appendMessage, assertMaySend, EMPTY_DRAFT } from "../messages.ts";
import { ChannelType, type Json, type Thread } from "../model.ts";
import { canSee, has, need } from "../permissions.ts";
import { renderChannel, renderMemberWithUser, renderThreadMember } from "../render.ts";
import { type Call, caller, created, NO_CONTENT, ok, on, param, type Route } from "../router.ts";
import { addToThread, createThread, mayInvite, removeFromThread, settleAll } from "../threads.ts";
import { guildOf, isThread, messageOf, type World } from "../world.ts";
import { seenChannel } from "./channels.ts";

const NewThreadForm = z.object({
  name: z.string().min(1).max(100),
  type: z.union([z.literal(ChannelType.PublicThread), z.literal(ChannelType.PrivateThread)]).nullish(),
  invitable: z.boolean().nullish(),
  auto_archive_duration: z
    .union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10080)])
    .nullish(),
});

const DEFAULT_AUTO_ARCHIVE_MINUTES = 4320;
/** RECIPIENT_ADD: "sent when a user is added to a thread by someone else", topics/threads#new-message-types */
const RECIPIENT_ADD = 1;

const listOf = (world: World, threads: readonly Thread[], me: string): Json => ({
  threads: threads.map((thread) => renderChannel(world, thread, me)),
  members: threads.flatMap((thread) =>
    thread.thread.members.has(me) ? [renderThreadMember(thread, me)] : [],
  ),
});

const seenThread = (world: World, call: Call): { readonly thread: Thread; readonly me: string } => {
  const { channel, me } = seenChannel(world, call);
  if (!isThread(channel)) throw refuse.wrongChannelType();
  return { thread: channel, me };
};

const threadsWhere = (world: World, keep: (thread: Thread) => boolean): readonly Thread[] => {
  settleAll(world);
  return [...world.channels.values()].filter(isThread).filter(keep);
};

const threadMember = (world: World, thread: Thread, userId: string, withMember: boolean): Json => {
  if (!thread.thread.members.has(userId)) throw refuse.unknownMember();
  const member = world.guilds.get(thread.guildId ?? "")?.members.get(userId);
  const more = withMember && member !== undefined ? { member: renderMemberWithUser(world, member) } : {};
  return { ...renderThreadMember(thread, userId), ...more };
};

/** "Requires the ability to send messages in the thread" and that it "is not archived". */
const bringIn = (world: World, thread: Thread, me: string, userId: string): void => {
  if (thread.thread.archived) throw refuse.threadArchived();
  assertMaySend(world, thread, me);
  if (!world.users.has(userId)) throw refuse.unknownUser();
  if (world.guilds.get(thread.guildId ?? "")?.members.has(userId) !== true) throw refuse.unknownMember();
  const parent = world.channels.get(thread.parentId ?? "");
  if (parent === undefined || !canSee(world, userId, parent)) throw refuse.missingAccess();
  if (!mayInvite(world, thread, me)) throw refuse.missingPermissions();
  if (!addToThread(world, thread, userId)) return;
  appendMessage(world, thread, me, EMPTY_DRAFT, { type: RECIPIENT_ADD, about: [userId] });
};

export const threadRoutes = (world: World): readonly Route[] => [
  on("POST", "/channels/{channel_id}/threads", (call) => {
    const { channel, me } = seenChannel(world, call);
    const form = read(NewThreadForm, call.body);
    const thread = createThread(world, channel, me, {
      name: form.name,
      // "`type` currently defaults to PRIVATE_THREAD"
      type: form.type ?? ChannelType.PrivateThread,
      invitable: form.invitable ?? true,
      autoArchiveMinutes: form.auto_archive_duration ?? DEFAULT_AUTO_ARCHIVE_MINUTES,
    });
    return created(renderChannel(world, thread, me));
  }),
  on("POST", "/channels/{channel_id}/messages/{message_id}/threads", (call) => {
    const { channel, me } = seenChannel(world, call);
    const message = messageOf(world, channel.id, param(call, "message_id"));
    const form = read(NewThreadForm, call.body);
    const thread = createThread(world, channel, me, {
      id: message.id,
      name: form.name,
      type: ChannelType.PublicThread,
      invitable: true,
      autoArchiveMinutes: form.auto_archive_duration ?? DEFAULT_AUTO_ARCHIVE_MINUTES,
    });
    return created(renderChannel(world, thread, me));
  }),
  on("GET", "/guilds/{guild_id}/threads/active", (call) => {
    const me = caller(call).user.id;
    const guild = guildOf(world, param(call, "guild_id"));
    if (!guild.members.has(me)) throw refuse.unknownGuild();
    const active = threadsWhere(
      world,
      (thread) => thread.guildId === guild.id && !thread.thread.archived && canSee(world, me, thread),
    );
    return ok({ ...listOf(world, active, me), has_more: false });
  }),
  ...(["private", "public"] as const).map((kind) =>
    on("GET", `/channels/{channel_id}/threads/archived/${kind}`, (call) => {
      const { channel, me } = seenChannel(world, call);
      need(world, me, channel, "ReadMessageHistory");
      if (kind === "private") need(world, me, channel, "ManageThreads");
      const type = kind === "private" ? ChannelType.PrivateThread : ChannelType.PublicThread;
      const archived = threadsWhere(
        world,
        (thread) => thread.parentId === channel.id && thread.type === type && thread.thread.archived,
      );
      return ok({ ...listOf(world, [...archived].reverse(), me), has_more: false });
    }),
  ),
  on("GET", "/channels/{channel_id}/users/@me/threads/archived/private", (call) => {
    const { channel, me } = seenChannel(world, call);
    const mine = threadsWhere(
      world,
      (thread) =>
        thread.parentId === channel.id &&
        thread.type === ChannelType.PrivateThread &&
        thread.thread.archived &&
        thread.thread.members.has(me),
    );
    return ok({ ...listOf(world, [...mine].reverse(), me), has_more: false });
  }),
  on("GET", "/channels/{channel_id}/thread-members", (call) => {
    const { thread } = seenThread(world, call);
    const full = call.query.get("with_member") === "true";
    return ok([...thread.thread.members.keys()].map((userId) => threadMember(world, thread, userId, full)));
  }),
  on("GET", "/channels/{channel_id}/thread-members/{user_id}", (call) => {
    const { thread, me } = seenThread(world, call);
    const asked = param(call, "user_id");
    const full = call.query.get("with_member") === "true";
    return ok(threadMember(world, thread, asked === "@me" ? me : asked, full));
  }),
  on("PUT", "/channels/{channel_id}/thread-members/@me", (call) => {
    const { thread, me } = seenThread(world, call);
    if (thread.thread.archived) throw refuse.threadArchived();
    addToThread(world, thread, me);
    return NO_CONTENT;
  }),
  on("PUT", "/channels/{channel_id}/thread-members/{user_id}", (call) => {
    const { thread, me } = seenThread(world, call);
    bringIn(world, thread, me, param(call, "user_id"));
    return NO_CONTENT;
  }),
  on("DELETE", "/channels/{channel_id}/thread-members/@me", (call) => {
    const { thread, me } = seenThread(world, call);
    if (thread.thread.archived) throw refuse.threadArchived();
    removeFromThread(world, thread, me);
    return NO_CONTENT;
  }),
  // "Requires MANAGE_THREADS, or the creator of the thread if it is a PRIVATE_THREAD."
  on("DELETE", "/channels/{channel_id}/thread-members/{user_id}", (call) => {
    const { thread, me } = seenThread(world, call);
    if (thread.thread.archived) throw refuse.threadArchived();
    const owns = thread.type === ChannelType.PrivateThread && thread.thread.ownerId === me;
    if (!owns && !has(world, me, thread, "ManageThreads")) throw refuse.missingPermissions();
    removeFromThread(world, thread, param(call, "user_id"));
    return NO_CONTENT;
  }),
];

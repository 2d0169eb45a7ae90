/** https://docs.discord.com/developers/resources/message */

import { invalidField, refuse } from "../errors.ts";
import { Intent, reactionChanged } from "../events.ts";
import { draftOf, MessageForm, patchOf, read } from "../forms.ts";
import { deleteMessage, editMessage } from "../message-changes.ts";
import { postMessage } from "../messages.ts";
import type { Channel, Message } from "../model.ts";
import { has, need } from "../permissions.ts";
import { renderUser } from "../render.ts";
import { renderMessage, type Viewer } from "../render-message.ts";
import { type Call, caller, NO_CONTENT, ok, on, param, type Route } from "../router.ts";
import { compareSnowflakes } from "../snowflake.ts";
import { historyOf, isThread, messageOf, type World } from "../world.ts";
import { seenChannel } from "./channels.ts";

/** Over REST the portal's switch decides, not the session's intents. */
export const viewerFor = (call: Call): Viewer => ({
  userId: caller(call).user.id,
  readsContent: (caller(call).privilegedIntents & Intent.MessageContent) !== 0,
});

/** "The before, after, and around parameters are mutually exclusive"; newest first. */
const page = (messages: readonly Message[], query: URLSearchParams): readonly Message[] => {
  const limit = Number(query.get("limit") ?? "50");
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw invalidField(["limit"], "NUMBER_TYPE_MAX", "int value should be between 1 and 100.");
  }
  const before = query.get("before");
  const after = query.get("after");
  const around = query.get("around");
  const older = (id: string) => messages.filter((one) => compareSnowflakes(one.id, id) < 0);
  const newer = (id: string) => messages.filter((one) => compareSnowflakes(one.id, id) > 0);
  const cut = (): readonly Message[] => {
    if (before !== null) return older(before).slice(-limit);
    if (after !== null) return newer(after).slice(0, limit);
    if (around === null) return messages.slice(-limit);
    const half = Math.floor(limit / 2);
    return [
      ...older(around).slice(-half),
      ...messages.filter((one) => one.id === around),
      ...newer(around).slice(0, half),
    ];
  };
  return [...cut()].reverse();
};

export const react = (
  world: World,
  place: { readonly channel: Channel; readonly message: Message },
  userId: string,
  emoji: string,
): void => {
  const { channel, message } = place;
  if (isThread(channel) && channel.thread.archived) throw refuse.threadArchived();
  need(world, userId, channel, "ReadMessageHistory");
  // "ADD_REACTIONS if nobody else has reacted to the message using this emoji"
  if (!message.reactions.has(emoji)) need(world, userId, channel, "AddReactions");
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|^[\d#*]|^\w+:\d+$/u.test(emoji)) {
    throw refuse.unknownEmoji();
  }
  const users = message.reactions.get(emoji) ?? new Set<string>();
  if (users.has(userId)) return;
  message.reactions.set(emoji, users.add(userId));
  world.dispatch(reactionChanged(world, "MESSAGE_REACTION_ADD", { message, channel, userId, emoji }));
  world.changed();
};

export const unreact = (
  world: World,
  place: { readonly channel: Channel; readonly message: Message },
  userId: string,
  emoji: string,
): void => {
  const { channel, message } = place;
  if (isThread(channel) && channel.thread.archived) throw refuse.threadArchived();
  const users = message.reactions.get(emoji);
  if (users?.delete(userId) !== true) return;
  if (users.size === 0) message.reactions.delete(emoji);
  world.dispatch(reactionChanged(world, "MESSAGE_REACTION_REMOVE", { message, channel, userId, emoji }));
  world.changed();
};

export const messageRoutes = (world: World): readonly Route[] => {
  const found = (
    call: Call,
  ): { readonly channel: Channel; readonly message: Message; readonly me: string } => {
    const { channel, me } = seenChannel(world, call);
    return { channel, me, message: messageOf(world, channel.id, param(call, "message_id")) };
  };
  return [
    on("GET", "/channels/{channel_id}/messages", (call) => {
      const { channel, me } = seenChannel(world, call);
      // Without READ_MESSAGE_HISTORY "no messages are returned".
      if (!has(world, me, channel, "ReadMessageHistory")) return ok([]);
      const messages = page([...historyOf(world, channel.id).values()], call.query);
      return ok(messages.map((message) => renderMessage(world, message, viewerFor(call))));
    }),
    on("GET", "/channels/{channel_id}/messages/{message_id}", (call) => {
      const { channel, message, me } = found(call);
      need(world, me, channel, "ReadMessageHistory");
      return ok(renderMessage(world, message, viewerFor(call)));
    }),
    on("POST", "/channels/{channel_id}/messages", (call) => {
      const { channel, me } = seenChannel(world, call);
      const form = read(MessageForm, call.body);
      const message = postMessage(world, channel, me, draftOf(world, channel, call, form));
      return ok(renderMessage(world, message, viewerFor(call)));
    }),
    on("PATCH", "/channels/{channel_id}/messages/{message_id}", (call) => {
      const { channel, message, me } = found(call);
      const patch = patchOf(world, message, call, read(MessageForm, call.body));
      return ok(renderMessage(world, editMessage(world, channel, message, me, patch), viewerFor(call)));
    }),
    on("DELETE", "/channels/{channel_id}/messages/{message_id}", (call) => {
      const { channel, message, me } = found(call);
      deleteMessage(world, channel, message, me);
      return NO_CONTENT;
    }),
    on("GET", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}", (call) => {
      const users = found(call).message.reactions.get(param(call, "emoji_name")) ?? new Set<string>();
      return ok(
        [...users].flatMap((id) => [world.users.get(id)].flatMap((user) => (user ? [renderUser(user)] : []))),
      );
    }),
    on("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", (call) => {
      const place = found(call);
      react(world, place, place.me, param(call, "emoji_name"));
      return NO_CONTENT;
    }),
    on("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", (call) => {
      const place = found(call);
      unreact(world, place, place.me, param(call, "emoji_name"));
      return NO_CONTENT;
    }),
    on("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/{user_id}", (call) => {
      const place = found(call);
      need(world, place.me, place.channel, "ManageMessages");
      unreact(world, place, param(call, "user_id"), param(call, "emoji_name"));
      return NO_CONTENT;
    }),
  ];
};

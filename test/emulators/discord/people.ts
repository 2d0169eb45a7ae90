/** People at their own clients: they can do what a client would let them do, and see what it would show. */
import { typingStarted } from "./events.ts";
import { commandData, componentData, componentOf, modalData } from "./interaction-data.ts";
import { createInteraction, type Interaction, InteractionType, isText } from "./interactions.ts";
import { leaveGuild } from "./membership.ts";
import { deleteMessage, editMessage } from "./message-changes.ts";
import { EMPTY_DRAFT, postMessage } from "./messages.ts";
import type { Attachment, Bot, Channel, Message, User } from "./model.ts";
import { canSee, has } from "./permissions.ts";
import { ClientRefusedError, type NewAttachment, type Person, type Place, type Reaction } from "./person.ts";
import { pin } from "./pins.ts";
import { reactionOf } from "./reaction.ts";
import { renderMessage } from "./render-message.ts";
import { dmChannel } from "./routes/account.ts";
import { react, unreact } from "./routes/messages.ts";
import { patchThread, removeFromThread, settle } from "./threads.ts";
import type { Traffic } from "./traffic.ts";
import { channelOf, historyOf, isThread, messageOf, type World } from "./world.ts";

const uploaded = (world: World, files: readonly NewAttachment[]): readonly Attachment[] =>
  files.map((file) => ({
    id: world.snowflakes.next(),
    filename: file.filename,
    contentType: file.contentType ?? "application/octet-stream",
    description: null,
    bytes: typeof file.content === "string" ? new TextEncoder().encode(file.content) : file.content,
    createdAt: world.now(),
  }));

export const createPerson = (world: World, traffic: Traffic, user: User): Person => {
  const resolve = (place: Place): Channel => channelOf(world, typeof place === "string" ? place : place.id);

  const seen = (place: Place): Channel => {
    const channel = resolve(place);
    if (!canSee(world, user.id, channel)) {
      throw new ClientRefusedError(`${user.username} does not see channel ${channel.name} (${channel.id}).`);
    }
    return channel;
  };

  const refusal = (state: string): ClientRefusedError =>
    new ClientRefusedError(`${user.username} cannot use buttons or commands: the thread is ${state}.`);

  /**
   * Where commands and modals work: "users cannot … use application commands … in archived threads" (topics/threads),
   * and in locked ones components are disabled, for administrators too:
   * https://github.com/discord/discord-api-docs/issues/7900
   */
  const usable = (place: Place): Channel => {
    const channel = seen(place);
    if (!isThread(channel)) return channel;
    settle(world, channel);
    if (channel.thread.locked) throw refusal("locked");
    if (channel.thread.archived) throw refusal("archived");
    return channel;
  };

  /** Before a press the client unarchives the thread: https://github.com/discord/discord-api-docs/issues/8474 */
  const pressable = (place: Place): Channel => {
    const channel = seen(place);
    if (isThread(channel)) settle(world, channel);
    if (isThread(channel) && channel.thread.archived && !channel.thread.locked) {
      patchThread(world, channel, user.id, { archived: false });
    }
    return usable(channel);
  };

  const botOf = (id: string): Bot => {
    const bot = world.bots.get(id);
    if (bot === undefined) throw new ClientRefusedError(`There is no bot ${id}.`);
    return bot;
  };

  const reaction = (interaction: Interaction): Reaction => reactionOf(world, traffic, user, interaction);

  const useComponent = (message: Message, customId: string, values: readonly string[] | null): Reaction => {
    const channel = pressable(message.channelId);
    const alive = message.ephemeralFor === null ? messageOf(world, channel.id, message.id) : message;
    if (alive.ephemeralFor !== null && alive.ephemeralFor !== user.id) {
      throw new ClientRefusedError(`${user.username} does not see this ephemeral message.`);
    }
    const component = componentOf(alive, customId, values);
    const data = componentData(component, customId, values);
    const type = InteractionType.Component;
    return reaction(
      createInteraction(world, botOf(alive.authorId), {
        type,
        userId: user.id,
        channel,
        data,
        source: alive,
      }),
    );
  };

  const useCommand = (
    channel: Channel,
    name: string,
    type: 1 | 3,
    more: Parameters<typeof commandData>[3],
  ): Reaction => {
    const { bot, data } = commandData(world, { channel, userId: user.id, name }, type, more);
    return reaction(
      createInteraction(world, bot, {
        type: InteractionType.Command,
        userId: user.id,
        channel,
        data,
        commandName: name,
      }),
    );
  };

  const person: Person = {
    id: user.id,
    user,
    mention: `<@${user.id}>`,
    sends(place, text, options = {}) {
      const { replyTo } = options;
      const reference =
        replyTo === undefined ? null : { messageId: replyTo.id, channelId: replyTo.channelId };
      const parse = ["users", "roles", "everyone"] as const;
      return postMessage(world, seen(place), user.id, {
        ...EMPTY_DRAFT,
        content: text,
        attachments: uploaded(world, options.attachments ?? []),
        reference,
        allowedMentions: { parse, replied_user: options.pingReplied ?? true },
      });
    },
    forwards(message, place) {
      const { channelId, id: messageId } = messageOf(world, message.channelId, message.id);
      const viewer = { userId: user.id, readsContent: true };
      const { content, embeds, attachments, type, timestamp, edited_timestamp, flags, mentions } =
        renderMessage(world, message, viewer);
      const snapshot = { content, embeds, attachments, type, timestamp, edited_timestamp, flags, mentions };
      return postMessage(world, seen(place), user.id, {
        ...EMPTY_DRAFT,
        reference: { messageId, channelId },
        snapshot,
      });
    },
    edits: (message, text) =>
      editMessage(world, seen(message.channelId), message, user.id, { content: text }),
    deletes: (message) => deleteMessage(world, seen(message.channelId), message, user.id),
    pins: (message) => pin(world, { channel: seen(message.channelId), message, userId: user.id }),
    reacts: (message, emoji) => react(world, { channel: seen(message.channelId), message }, user.id, emoji),
    unreacts: (message, emoji) =>
      unreact(world, { channel: seen(message.channelId), message }, user.id, emoji),
    types: (place) => world.dispatch(typingStarted(world, seen(place), user.id)),
    opensDm: (bot) => dmChannel(world, bot.id, user.id),
    sendsDm: (bot, text, options) => person.sends(dmChannel(world, bot.id, user.id), text, options),
    presses: (message, customId) => useComponent(message, customId, null),
    selects: (message, customId, values) => useComponent(message, customId, values),
    submitsModal(modal, values) {
      const channel = usable(modal.channelId);
      return reaction(
        createInteraction(world, botOf(modal.botId), {
          type: InteractionType.ModalSubmit,
          userId: user.id,
          channel,
          data: modalData(modal, values),
          source: modal.source,
        }),
      );
    },
    slash(name, where) {
      const channel = usable(where.channel);
      if (!isText(channel))
        throw new ClientRefusedError(`Commands need a text channel, not ${channel.name}.`);
      return useCommand(channel, name, 1, { options: where.options ?? {} });
    },
    usesMessageCommand: (name, message) =>
      useCommand(usable(message.channelId), name, 3, {
        target: messageOf(world, message.channelId, message.id),
      }),
    leavesThread(place) {
      const thread = seen(place);
      if (isThread(thread)) removeFromThread(world, thread, user.id);
    },
    leaves: (guild) => leaveGuild(world, guild, user.id),
    closesDms() {
      user.dmOpen = false;
    },
    opensDms() {
      user.dmOpen = true;
    },
    sees: (place) => canSee(world, user.id, resolve(place)),
    messagesIn(place) {
      const channel = seen(place);
      const own = [...world.ephemerals.values()].filter(
        (message) => message.channelId === channel.id && message.ephemeralFor === user.id,
      );
      const history = has(world, user.id, channel, "ReadMessageHistory")
        ? historyOf(world, channel.id).values()
        : [];
      return [...history, ...own];
    },
    notifications: () => world.notifications.filter((one) => one.userId === user.id),
  };
  return person;
};

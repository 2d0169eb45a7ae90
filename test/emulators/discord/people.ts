/** People at their own clients: they can do what a client would let them do, and see what it would show. */
import { memberRemoved, typingStarted } from "./events.ts";
import { commandData, componentData, componentOf, modalData, type SlashOptions } from "./interaction-data.ts";
import { type Answer, createInteraction, InteractionType, isText, type Modal } from "./interactions.ts";
import { deleteMessage, EMPTY_DRAFT, editMessage, MessageFlag, postMessage } from "./messages.ts";
import type { Attachment, Bot, Channel, Guild, Message, Notification, User } from "./model.ts";
import { canSee, has } from "./permissions.ts";
import { dmChannel } from "./routes/account.ts";
import { react, unreact } from "./routes/messages.ts";
import { removeFromThread, settle } from "./threads.ts";
import type { Traffic, UntilOptions } from "./traffic.ts";
import { channelOf, historyOf, isThread, messageOf, type World } from "./world.ts";

export class ClientRefusedError extends Error {
  override readonly name = "ClientRefusedError";
}

/** "This interaction failed", "The application did not respond". */
export class InteractionFailedError extends Error {
  override readonly name = "InteractionFailedError";
}

export type NewAttachment = {
  readonly filename: string;
  readonly content: string | Uint8Array;
  readonly contentType?: string;
};

export type SendOptions = {
  readonly attachments?: readonly NewAttachment[];
  readonly replyTo?: Message;
  /** Whether a reply pings its author; the client's default is yes. */
  readonly pingReplied?: boolean;
};

/** A modal on this person's screen. */
export type ShownModal = Modal & {
  readonly botId: string;
  readonly source: Message | null;
  readonly channelId: string;
};

/** What became of a press, a command or a submission. */
export type Reaction = {
  readonly interactionId: string;
  /** The first answer. Fails when none came in time. */
  answer(options?: UntilOptions): Promise<Answer>;
  /** The first message that answers, also after a deferral. */
  reply(options?: UntilOptions): Promise<Message>;
  modal(options?: UntilOptions): Promise<ShownModal>;
  /** All answers so far. */
  answers(): readonly Answer[];
};

export type Place = Channel | string;

export type Person = {
  readonly id: string;
  readonly user: User;
  readonly mention: string;
  sends(place: Place, text: string, options?: SendOptions): Message;
  edits(message: Message, text: string): Message;
  deletes(message: Message): void;
  reacts(message: Message, emoji: string): void;
  unreacts(message: Message, emoji: string): void;
  types(place: Place): void;
  /** The DM with this bot. */
  opensDm(bot: { readonly id: string }): Channel;
  sendsDm(bot: { readonly id: string }, text: string, options?: SendOptions): Message;
  presses(message: Message, customId: string): Reaction;
  selects(message: Message, customId: string, values: readonly string[]): Reaction;
  submitsModal(modal: ShownModal, values: Readonly<Record<string, string>>): Reaction;
  slash(name: string, where: { readonly channel: Place; readonly options?: SlashOptions }): Reaction;
  usesMessageCommand(name: string, message: Message): Reaction;
  leavesThread(thread: Place): void;
  leaves(guild: Guild): void;
  closesDms(): void;
  opensDms(): void;
  sees(place: Place): boolean;
  /** What this person's client shows of a channel, own ephemeral messages included. */
  messagesIn(place: Place): readonly Message[];
  notifications(): readonly Notification[];
};

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

  /** "Users cannot … use application commands … in archived threads", nor act in locked ones: topics/threads. */
  const usable = (place: Place): Channel => {
    const channel = seen(place);
    if (!isThread(channel)) return channel;
    settle(world, channel);
    const { archived, locked } = channel.thread;
    if (archived || (locked && !has(world, user.id, channel, "ManageThreads"))) {
      const state = locked ? "locked" : "archived";
      throw new ClientRefusedError(
        `${user.username} cannot use buttons or commands: the thread is ${state}.`,
      );
    }
    return channel;
  };

  const botOf = (id: string): Bot => {
    const bot = world.bots.get(id);
    if (bot === undefined) throw new ClientRefusedError(`There is no bot ${id}.`);
    return bot;
  };

  const reaction = (interaction: ReturnType<typeof createInteraction>): Reaction => {
    const failed = (): InteractionFailedError =>
      new InteractionFailedError(
        `The application did not respond to interaction ${interaction.id} (type ${interaction.type}).`,
      );
    const waitFor = async <T>(look: () => T | undefined, options: UntilOptions): Promise<T> => {
      const what = `an answer to interaction ${interaction.id} by ${user.username}`;
      return traffic.until(look, { what, ...options });
    };
    const withinAck = { timeoutMs: world.limits.interactionAckMs };
    const answer = async (options: UntilOptions = withinAck): Promise<Answer> => {
      try {
        return await waitFor(() => interaction.answers[0], options);
      } catch (error) {
        throw interaction.answers.length === 0
          ? new InteractionFailedError(failed().message, { cause: error })
          : error;
      }
    };
    const isLoading = (message: Message): boolean => (message.flags & MessageFlag.Loading) !== 0;
    return {
      interactionId: interaction.id,
      answers: () => interaction.answers,
      answer,
      async reply(options = {}) {
        await answer();
        return waitFor(() => {
          const found = interaction.answers.find((one) => one.kind === "message" || one.kind === "update");
          return found !== undefined && "message" in found && !isLoading(found.message)
            ? found.message
            : undefined;
        }, options);
      },
      async modal(options) {
        const first = await answer(options);
        if (first.kind !== "modal") {
          throw new InteractionFailedError(`Expected a modal, the bot answered with: ${first.kind}.`);
        }
        const { applicationId: botId, source, channelId } = interaction;
        return { ...first.modal, botId, source, channelId };
      },
    };
  };

  const useComponent = (message: Message, customId: string, values: readonly string[] | null): Reaction => {
    const channel = usable(message.channelId);
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
    edits: (message, text) =>
      editMessage(world, seen(message.channelId), message, user.id, { content: text }),
    deletes: (message) => deleteMessage(world, seen(message.channelId), message, user.id),
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
    leaves(guild) {
      for (const channel of world.channels.values()) {
        if (isThread(channel) && channel.guildId === guild.id) removeFromThread(world, channel, user.id);
      }
      guild.members.delete(user.id);
      world.dispatch(memberRemoved(world, guild, user.id));
      world.changed();
    },
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

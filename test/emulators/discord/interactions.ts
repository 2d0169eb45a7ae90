/** Interactions and their answers: https://docs.discord.com/developers/interactions/receiving-and-responding */
import { randomBytes } from "node:crypto";
import { invalidField, refuse } from "./errors.ts";
import { changeMessage, type Patch } from "./message-changes.ts";
import { appendMessage, type Draft, EMPTY_DRAFT, MessageFlag } from "./messages.ts";
import { type Bot, type Channel, ChannelType, type Component, type Json, type Message } from "./model.ts";
import { permissionsIn } from "./permissions.ts";
import { renderInteractionChannel, renderMemberWithUser, renderUser } from "./render.ts";
import { renderMessage } from "./render-message.ts";
import { channelOf, isThread, userOf, type World } from "./world.ts";

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type */
export const InteractionType = { Command: 2, Component: 3, ModalSubmit: 5 } as const;

/** Same page, interaction callback types. */
export const CallbackType = {
  Message: 4,
  DeferredMessage: 5,
  DeferredUpdate: 6,
  Update: 7,
  Modal: 9,
} as const;

export type Modal = {
  readonly customId: string;
  readonly title: string;
  readonly components: readonly Component[];
};

export type Answer =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "deferred"; readonly ephemeral: boolean }
  | { readonly kind: "update"; readonly message: Message }
  | { readonly kind: "deferred-update" }
  | { readonly kind: "modal"; readonly modal: Modal };

export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly applicationId: string;
  readonly userId: string;
  readonly channelId: string;
  readonly createdAt: number;
  /** The message whose component was used, or whose component opened the modal. */
  readonly source: Message | null;
  readonly commandName: string | null;
  callback: number | null;
  /** `@original`. */
  original: Message | null;
  readonly answers: Answer[];
};

export type Asked = {
  readonly type: number;
  readonly userId: string;
  readonly channel: Channel;
  readonly data: Json;
  readonly source?: Message | null;
  readonly commandName?: string;
};

/** Where it happened: 0 a guild, 1 a DM with the bot. */
const contextOf = (channel: Channel): number => (channel.guildId === null ? 1 : 0);

const whoAsks = (world: World, channel: Channel, userId: string): Json => {
  const user = userOf(world, userId);
  const member = world.guilds.get(channel.guildId ?? "")?.members.get(userId);
  if (member === undefined) return { user: renderUser(user) };
  const permissions = permissionsIn(world, userId, channel).toString();
  return { member: { ...renderMemberWithUser(world, member), permissions } };
};

export const createInteraction = (world: World, bot: Bot, asked: Asked): Interaction => {
  const { channel, userId } = asked;
  const interaction: Interaction = {
    id: world.snowflakes.next(),
    token: randomBytes(40).toString("base64url"),
    type: asked.type,
    applicationId: bot.user.id,
    userId,
    channelId: channel.id,
    createdAt: world.now(),
    source: asked.source ?? null,
    commandName: asked.commandName ?? null,
    callback: null,
    original: null,
    answers: [],
  };
  world.interactions.set(interaction.id, interaction);
  const guildFields: Json =
    channel.guildId === null
      ? {}
      : {
          guild_id: channel.guildId,
          guild: { id: channel.guildId, locale: "en-US", features: [] },
          guild_locale: "en-US",
        };
  const source = interaction.source;
  const data: Json = {
    id: interaction.id,
    application_id: bot.user.id,
    type: asked.type,
    token: interaction.token,
    version: 1,
    data: asked.data,
    ...guildFields,
    channel_id: channel.id,
    channel: renderInteractionChannel(world, channel, userId),
    ...whoAsks(world, channel, userId),
    locale: "en-US",
    app_permissions: permissionsIn(world, bot.user.id, channel).toString(),
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: { "0": channel.guildId ?? "0" },
    context: contextOf(channel),
    attachment_size_limit: 10_485_760,
    ...(source === null
      ? {}
      : { message: renderMessage(world, source, { userId: bot.user.id, readsContent: true }) }),
  };
  world.dispatch({
    name: "INTERACTION_CREATE",
    intent: 0,
    visibleTo: (botId) => botId === bot.user.id,
    data: () => data,
  });
  world.changed();
  return interaction;
};

/** What the app writes into messages that answer: resources/message#message-interaction-metadata-object */
const metadataOf = (world: World, interaction: Interaction): Json => ({
  id: interaction.id,
  type: interaction.type,
  user: renderUser(userOf(world, interaction.userId)),
  authorizing_integration_owners: {},
  ...(interaction.commandName === null ? {} : { name: interaction.commandName }),
  ...(interaction.source === null ? {} : { interacted_message_id: interaction.source.id }),
});

export const answerMessage = (world: World, interaction: Interaction, draft: Draft): Message => {
  const channel = channelOf(world, interaction.channelId);
  const ephemeral = (draft.flags & MessageFlag.Ephemeral) !== 0;
  return appendMessage(world, channel, interaction.applicationId, draft, {
    type: interaction.type === InteractionType.Command ? 20 : 0,
    webhookId: interaction.applicationId,
    interactionMetadata: metadataOf(world, interaction),
    ...(ephemeral ? { ephemeralFor: interaction.userId } : {}),
  });
};

export type Callback = {
  readonly type: number;
  readonly draft: Draft;
  readonly patch: Patch;
  readonly modal: Modal | null;
};

/** Once, and within 3 s: "If you do not respond … the token will be invalidated". */
export const acknowledge = (world: World, id: string, token: string, callback: Callback): Interaction => {
  const interaction = world.interactions.get(id);
  if (interaction === undefined || interaction.token !== token) throw refuse.unknownInteraction();
  if (interaction.callback !== null) throw refuse.alreadyAcknowledged();
  if (world.now() - interaction.createdAt > world.limits.interactionAckMs) throw refuse.unknownInteraction();
  const channel = channelOf(world, interaction.channelId);
  // https://github.com/discord/discord-api-docs/issues/6884
  if (isThread(channel) && channel.thread.locked && channel.thread.archived) {
    throw refuse.threadArchivedForInteraction();
  }
  const answer = answerOf(world, interaction, callback);
  interaction.callback = callback.type;
  interaction.answers.push(answer);
  world.changed();
  return interaction;
};

const answerOf = (world: World, interaction: Interaction, callback: Callback): Answer => {
  switch (callback.type) {
    case CallbackType.Message: {
      const message = answerMessage(world, interaction, callback.draft);
      interaction.original = message;
      return { kind: "message", message };
    }
    case CallbackType.DeferredMessage: {
      const flags = (callback.draft.flags & MessageFlag.Ephemeral) | MessageFlag.Loading;
      interaction.original = answerMessage(world, interaction, { ...EMPTY_DRAFT, flags });
      return { kind: "deferred", ephemeral: (flags & MessageFlag.Ephemeral) !== 0 };
    }
    case CallbackType.DeferredUpdate:
    case CallbackType.Update: {
      const source = interaction.source;
      if (source === null) throw invalidType(callback.type);
      interaction.original = source;
      if (callback.type === CallbackType.DeferredUpdate) return { kind: "deferred-update" };
      const changed = changeMessage(world, channelOf(world, source.channelId), source, callback.patch);
      return { kind: "update", message: changed };
    }
    case CallbackType.Modal:
      // "Not available for MODAL_SUBMIT and PING interactions"
      if (interaction.type === InteractionType.ModalSubmit || callback.modal === null) {
        throw invalidType(callback.type);
      }
      return { kind: "modal", modal: callback.modal };
    default:
      throw invalidType(callback.type);
  }
};

const invalidType = (type: number): Error =>
  invalidField(["type"], "BASE_TYPE_CHOICES", `Value ${type} is not allowed for this interaction.`);

export const isText = (channel: Channel): boolean => channel.type !== ChannelType.GuildCategory;

/** What the token of an interaction still serves for: https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
import { refuse } from "./errors.ts";
import { answerMessage, type Interaction } from "./interactions.ts";
import { changeMessage, type Patch } from "./message-changes.ts";
import { type Draft, MessageFlag } from "./messages.ts";
import type { Message } from "./model.ts";
import { channelOf, isThread, type World } from "./world.ts";

/** The token serves 15 minutes: followups and edits of what was answered. */
export const interactionOfToken = (world: World, applicationId: string, token: string): Interaction => {
  const interaction = [...world.interactions.values()].find((one) => one.token === token);
  if (interaction === undefined || interaction.applicationId !== applicationId) throw refuse.unknownWebhook();
  if (world.now() - interaction.createdAt > world.limits.interactionTokenMs) {
    throw refuse.invalidWebhookToken();
  }
  // Before the first answer the webhook does not exist yet.
  if (interaction.callback === null) throw refuse.unknownWebhook();
  return interaction;
};

/** "@original", or any message that this interaction's answers made. */
export const answeredMessage = (world: World, interaction: Interaction, id: string): Message => {
  const wanted = id === "@original" ? interaction.original : undefined;
  const message =
    wanted === undefined
      ? (world.ephemerals.get(id) ?? world.messages.get(interaction.channelId)?.get(id))
      : wanted;
  const alive =
    message != null &&
    (world.ephemerals.has(message.id) || world.messages.get(message.channelId)?.has(message.id) === true);
  if (!alive || message.authorId !== interaction.applicationId) throw refuse.unknownMessage();
  return message;
};

export const editAnswer = (
  world: World,
  interaction: Interaction,
  message: Message,
  patch: Patch,
): Message => {
  const changed = changeMessage(world, channelOf(world, message.channelId), message, {
    ...patch,
    flags: (patch.flags ?? message.flags) & ~MessageFlag.Loading,
  });
  if (message !== interaction.source) interaction.answers.push({ kind: "message", message: changed });
  world.changed();
  return changed;
};

/**
 * The first followup to a deferred answer edits the loading message.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message
 */
export const followUp = (world: World, interaction: Interaction, draft: Draft): Message => {
  const original = interaction.original;
  if (original !== null && (original.flags & MessageFlag.Loading) !== 0) {
    return editAnswer(world, interaction, original, draft);
  }
  const channel = channelOf(world, interaction.channelId);
  if (isThread(channel) && channel.thread.locked && channel.thread.archived) {
    throw refuse.threadArchivedForInteraction();
  }
  const message = answerMessage(world, interaction, draft);
  interaction.answers.push({ kind: "message", message });
  world.changed();
  return message;
};

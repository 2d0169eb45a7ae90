/** https://docs.discord.com/developers/resources/message#pin-message */
import { ApiError } from "./errors.ts";
import { Intent, intentFor, messageUpdated } from "./events.ts";
import { appendMessage, EMPTY_DRAFT } from "./messages.ts";
import type { Channel, Message } from "./model.ts";
import { canSee, need } from "./permissions.ts";
import { historyOf, type World } from "./world.ts";

/** "Maximum number of pins reached for the channel": code 30003. */
const MAX_PINS = 250;
/** CHANNEL_PINNED_MESSAGE: resources/message#message-object-message-types */
const PINNED_NOTICE = 6;

type Pinning = { readonly channel: Channel; readonly message: Message; readonly userId: string };

/** Newest first. */
export const pinsOf = (world: World, channel: Channel): readonly Message[] =>
  [...historyOf(world, channel.id).values()]
    .filter((message) => message.pinnedAt !== null)
    .sort((left, right) => (right.pinnedAt ?? 0) - (left.pinnedAt ?? 0));

const setPinned = (world: World, { channel, message, userId }: Pinning, pinnedAt: number | null): void => {
  if (channel.guildId !== null) need(world, userId, channel, "PinMessages");
  message.pinnedAt = pinnedAt;
  world.dispatch(messageUpdated(world, message, channel));
  world.dispatch({
    name: "CHANNEL_PINS_UPDATE",
    intent: intentFor(channel, Intent.Guilds, Intent.DirectMessages),
    visibleTo: (botId) => canSee(world, botId, channel),
    data: () => ({
      channel_id: channel.id,
      ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
    }),
  });
  world.changed();
};

export const pin = (world: World, pinning: Pinning): void => {
  const { channel, message, userId } = pinning;
  if (message.pinnedAt !== null) return;
  if (pinsOf(world, channel).length >= MAX_PINS) {
    throw new ApiError(400, 30003, "Maximum number of pins reached (250)");
  }
  setPinned(world, pinning, world.now());
  const reference = { messageId: message.id, channelId: channel.id };
  appendMessage(world, channel, userId, { ...EMPTY_DRAFT, reference }, { type: PINNED_NOTICE, about: [] });
};

export const unpin = (world: World, pinning: Pinning): void => {
  if (pinning.message.pinnedAt !== null) setPinned(world, pinning, null);
};

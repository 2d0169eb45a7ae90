/** Leaving a guild takes a user out of its threads too. */
import type { Guild } from "./model.ts";
import { memberRemoved } from "./place-events.ts";
import { removeFromThread } from "./threads.ts";
import { isThread, type World } from "./world.ts";

export const leaveGuild = (world: World, guild: Guild, userId: string): void => {
  for (const channel of world.channels.values()) {
    if (isThread(channel) && channel.guildId === guild.id) removeFromThread(world, channel, userId);
  }
  guild.members.delete(userId);
  world.dispatch(memberRemoved(world, guild, userId));
  world.changed();
};

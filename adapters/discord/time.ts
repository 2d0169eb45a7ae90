import type { Timestamp } from "../../src/core/time.ts";

/**
 * The reader's own clock, and how long it is until then: the client counts down by itself.
 * https://docs.discord.com/developers/reference#message-formatting-timestamp-styles
 */
export const discordTime = (at: Timestamp): string => {
  const seconds = Math.round(at / 1000);
  return `<t:${seconds}:t> (<t:${seconds}:R>)`;
};

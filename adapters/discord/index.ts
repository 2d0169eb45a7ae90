import type { Chat } from "../../src/ports.ts";
import { createConnection, type DiscordChatOptions } from "./connection.ts";

export type { DiscordChatOptions } from "./connection.ts";
export type { Check, DiscordCheckOptions } from "./doctor.ts";
export { checkDiscord } from "./doctor.ts";
export { DiscordAwayError, DiscordStartError } from "./start-error.ts";

/** Discord as a place where people talk; the customers' side. A start after a stop is a connection of its own. */
export const createDiscordChat = (options: DiscordChatOptions): Chat => {
  let connection = createConnection(options);
  let used = false;
  return {
    platform: "discord",
    start: async (receive) => {
      if (used) connection = createConnection(options);
      used = true;
      await connection.start(receive);
    },
    stop: () => connection.stop(),
    deliver: (order) => connection.deliver(order),
    lane: (type, place) => connection.lane(type, place),
    permalink: (message) => connection.permalink(message),
    unreachable: (users, channel) => connection.unreachable(users, channel),
    health: () => connection.health(),
    catchUp: (places, receive) => connection.catchUp(places, receive),
  };
};

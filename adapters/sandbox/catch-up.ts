import type { CatchUp, Receive } from "../../src/ports.ts";
import { messagePosted } from "./inbound.ts";
import type { Platform } from "./platform.ts";
import { writtenAfter } from "./store/messages.ts";

/** What people wrote meanwhile, place by place, in order, under the keys it would have had then. */
export const catchUpFrom =
  ({ options, directory }: Platform) =>
  async (places: readonly CatchUp[], receive: Receive): Promise<void> => {
    const deskNames = options.desks.map((desk) => desk.name);
    for (const { place, after, since } of places) {
      for (const message of await writtenAfter(options.sql, place, after, since)) {
        const author = message.author === null ? null : directory.person(message.author);
        if (author !== null) await receive(messagePosted(message, author, directory, deskNames));
      }
    }
  };

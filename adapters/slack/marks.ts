import type { WebClient } from "@slack/web-api";
import type { Mark } from "../../src/core/effect.ts";
import type { MessageRef } from "../../src/core/platform.ts";
import type { Timestamp } from "../../src/core/time.ts";
import { platformCode } from "./failure.ts";
import type { Self } from "./parsed.ts";
import { tsToMs } from "./timestamp.ts";

const EMOJI: Readonly<Record<Mark, string>> = {
  delivered: "white_check_mark",
  note: "memo",
  failed: "x",
  held: "double_vertical_bar",
};

const MOST = 2_000;

export interface Marks {
  readonly set: (message: MessageRef, mark: Mark) => Promise<void>;
}

/**
 * One mark at a time: a new one takes the place of ours. Which one stands is remembered, since asking or removing
 * blindly would use up reactions.remove's 20 a minute; only of messages older than this process Slack is asked.
 */
export const createMarks = (client: WebClient, self: Self, startedAt: Timestamp): Marks => {
  const standing = new Map<string, Set<string>>();
  const keyOf = ({ place, id }: MessageRef): string => `${place.channel}:${id}`;

  const ourReactions = async ({ place, id }: MessageRef): Promise<Set<string>> => {
    const known = standing.get(keyOf({ place, id }));
    if (known !== undefined) return known;
    if (tsToMs(id) >= startedAt) return new Set();
    const { message } = await client.reactions.get({ channel: place.channel, timestamp: id, full: true });
    const names = (message?.reactions ?? []).flatMap(({ name, users }) =>
      name !== undefined && users?.includes(self.userId) ? [name] : [],
    );
    return new Set(names.filter((name) => Object.values(EMOJI).includes(name)));
  };

  const change = async (call: () => Promise<unknown>, isDone: string): Promise<void> => {
    try {
      await call();
    } catch (error) {
      if (platformCode(error) !== isDone) throw error;
    }
  };

  return {
    async set(message, mark) {
      const before = await ourReactions(message);
      const at = { channel: message.place.channel, timestamp: message.id };
      const name = EMOJI[mark];
      await change(() => client.reactions.add({ ...at, name }), "already_reacted");
      standing.delete(keyOf(message));
      standing.set(keyOf(message), new Set([...before, name]));
      const [oldest] = standing.keys();
      if (standing.size > MOST && oldest !== undefined) standing.delete(oldest);
      for (const old of before) {
        if (old === name) continue;
        await change(() => client.reactions.remove({ ...at, name: old }), "no_reaction");
        standing.get(keyOf(message))?.delete(old);
      }
    },
  };
};

import { Routes } from "discord.js";
import { ChatError, type Clock } from "../../src/ports.ts";
import type { Api } from "./api.ts";
import type { Channels } from "./channels.ts";
import { isRefused } from "./errors.ts";
import { ATTENDANCE_MS, REMEMBERED } from "./limits.ts";
import { createMemory } from "./memory.ts";
import { isThread } from "./wire.ts";

/** Unknown Member, Unknown User: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const NOT_THERE = [10007, 10013] as const;

/**
 * A private thread takes messages although its customer has left, and nobody would ever read them. Hearing of it
 * would need the privileged Members intent, so before a reply we look, at most once a minute for one customer.
 */
export const createAttendance = (api: Api, channels: Channels, clock: Clock) => {
  const seenAt = createMemory<number>(REMEMBERED);

  const isThere = async (route: `/${string}`): Promise<boolean> => {
    try {
      await api.get(route);
      return true;
    } catch (error) {
      if (isRefused(error, ...NOT_THERE)) return false;
      throw error;
    }
  };

  /** Throws ChatError `customer_gone` when they left the server; brings them back who only left the thread. */
  return async (thread: string, userId: string): Promise<void> => {
    const key = `${thread}:${userId}`;
    if (clock.now() - (seenAt.get(key) ?? 0) < ATTENDANCE_MS) return;
    const facts = await channels.facts(thread);
    if (!isThread(facts.type) || facts.guild_id == null) return;
    if (!(await isThere(Routes.threadMembers(thread, userId)))) {
      if (!(await isThere(Routes.guildMember(facts.guild_id, userId)))) {
        throw new ChatError("refused", { reason: "customer_gone", code: "10007" });
      }
      await api.put(Routes.threadMembers(thread, userId));
    }
    seenAt.set(key, clock.now());
  };
};

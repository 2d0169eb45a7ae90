import type { Timestamp } from "../../src/core/time.ts";

/** https://docs.discord.com/developers/reference#snowflakes */
const EPOCH = 1_420_070_400_000n;

/** When Discord made this id: its own time of what happened. */
export const timeOf = (snowflake: string): Timestamp => Number((BigInt(snowflake) >> 22n) + EPOCH);

/** The smallest id of that moment, for `after`. */
export const firstIdAt = (at: Timestamp): string => {
  const since = BigInt(Math.floor(at)) - EPOCH;
  return since <= 0n ? "0" : (since << 22n).toString();
};

/** Ids are numbers of differing length: comparing them as text orders them wrongly. */
export const isAfter = (left: string, right: string): boolean => BigInt(left) > BigInt(right);

/** Ids as Discord makes them: https://docs.discord.com/developers/reference#snowflakes */

/** First second of 2015, ms. */
const DISCORD_EPOCH_MS = 1_420_070_400_000n;
const TIMESTAMP_SHIFT = 22n;

export type Snowflakes = {
  /** The next id: always larger than the one before, also when the clock stands still or goes back. */
  next(): string;
  /** An id that was made at `atMs`, for what is older than the emulator (accounts). */
  at(atMs: number): string;
};

export const createSnowflakes = (now: () => number): Snowflakes => {
  let last = 0n;
  let backdated = 0n;
  const stamp = (atMs: number): bigint => (BigInt(Math.trunc(atMs)) - DISCORD_EPOCH_MS) << TIMESTAMP_SHIFT;
  return {
    next() {
      const fresh = stamp(now());
      last = fresh > last ? fresh : last + 1n;
      return last.toString();
    },
    at(atMs) {
      backdated += 1n;
      return (stamp(atMs) | (backdated & 0xfffn)).toString();
    },
  };
};

export const snowflakeTime = (id: string): number =>
  Number((BigInt(id) >> TIMESTAMP_SHIFT) + DISCORD_EPOCH_MS);

/** Negative when `left` is older. Snowflakes have no leading zeros, so the longer one is the larger. */
export const compareSnowflakes = (left: string, right: string): number => {
  if (left.length !== right.length) return left.length - right.length;
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

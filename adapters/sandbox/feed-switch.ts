import type { Timestamp } from "../../src/core/time.ts";
import type { Clock } from "../../src/ports.ts";

/**
 * Whether this platform tells the desk what happens on it. Cut, it is as silent as one whose connection is lost: what
 * people do is kept, and told when it is back. A restart finds it whole.
 */
export const createFeedSwitch = (clock: Clock) => {
  let cutAt: Timestamp | null = null;
  return {
    /** Null: it is heard. */
    cutAt: (): Timestamp | null => cutAt,
    set: (cut: boolean): void => {
      cutAt = cut ? (cutAt ?? clock.now()) : null;
    },
  };
};

export type FeedSwitch = ReturnType<typeof createFeedSwitch>;

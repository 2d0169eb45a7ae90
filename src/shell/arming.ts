import type { Clock, Timers } from "../ports.ts";
import type { Store, Wake } from "../ports-store.ts";

/** Alarms set at once when the desk starts, in one round trip. */
const ARM_AT_ONCE = 500;

/**
 * Timers are derived from state: an empty queue is filled again from the rows. What is due already is the sweeper's. One
 * round at a time; one that is asked for meanwhile follows, because the queue may have been emptied again.
 */
export const createArming = ({
  store,
  timers,
  clock,
}: {
  readonly store: Pick<Store, "armed">;
  readonly timers: Pick<Timers, "setMany">;
  readonly clock: Clock;
}): (() => Promise<void>) => {
  const armAll = async (): Promise<void> => {
    for (let after: Wake | null = { id: "", at: clock.now() }; after !== null; ) {
      const wakes: readonly Wake[] = await store.armed(after, ARM_AT_ONCE);
      await timers.setMany(wakes);
      after = wakes.length < ARM_AT_ONCE ? null : (wakes.at(-1) ?? null);
    }
  };
  let arming: Promise<void> = Promise.resolve();
  return () => {
    arming = arming.catch(() => undefined).then(armAll);
    return arming;
  };
};

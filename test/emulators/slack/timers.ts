export type Timers = {
  /** Runs `then` after `ms`; the returned function takes it back. */
  readonly after: (ms: number, then: () => void) => () => void;
  readonly every: (ms: number, then: () => void) => () => void;
  readonly clear: () => void;
};

/** Every timer of the emulator, so that closing leaves none behind. */
export function createTimers(): Timers {
  const running = new Set<NodeJS.Timeout>();
  const cancel = (timer: NodeJS.Timeout): void => {
    clearTimeout(timer);
    running.delete(timer);
  };
  return {
    after(ms, then) {
      const timer = setTimeout(() => {
        running.delete(timer);
        then();
      }, ms);
      running.add(timer);
      return () => cancel(timer);
    },
    every(ms, then) {
      const timer = setInterval(then, ms);
      running.add(timer);
      return () => cancel(timer);
    },
    clear() {
      for (const timer of [...running]) cancel(timer);
    },
  };
}

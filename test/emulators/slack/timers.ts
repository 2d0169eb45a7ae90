export type Timers = {
  /** Runs `then` after `ms`; the returned function takes it back. */
  readonly after: (ms: number, then: () => void) => () => void;
  readonly every: (ms: number, then: () => void) => () => void;
  /** Ends all; what is asked for afterwards never runs. */
  readonly close: () => void;
};

/** Every timer of the emulator, so that closing leaves none behind. */
export function createTimers(): Timers {
  const running = new Set<NodeJS.Timeout>();
  let closed = false;
  const nothing = (): void => undefined;
  const cancel = (timer: NodeJS.Timeout): void => {
    clearTimeout(timer);
    running.delete(timer);
  };
  return {
    after(ms, then) {
      if (closed) return nothing;
      const timer = setTimeout(() => {
        running.delete(timer);
        then();
      }, ms);
      running.add(timer);
      return () => cancel(timer);
    },
    every(ms, then) {
      if (closed) return nothing;
      const timer = setInterval(then, ms);
      running.add(timer);
      return () => cancel(timer);
    },
    close() {
      closed = true;
      for (const timer of [...running]) cancel(timer);
    },
  };
}

/** Rings for whoever waits for a thing by name, once; a signal ends the wait. */
export const createBells = <T>() => {
  const waiting = new Map<string, Set<(value: T) => void>>();

  return {
    ring: (name: string, value: T): void => {
      const all = waiting.get(name);
      waiting.delete(name);
      for (const tell of all ?? []) tell(value);
    },
    wait: (name: string, signal: AbortSignal): Promise<T> =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const all = waiting.get(name) ?? new Set();
        waiting.set(name, all);
        const stop = (): void => {
          all.delete(tell);
          reject(signal.reason);
        };
        const tell = (value: T): void => {
          signal.removeEventListener("abort", stop);
          resolve(value);
        };
        all.add(tell);
        signal.addEventListener("abort", stop, { once: true });
      }),
  };
};

export type Bells<T> = ReturnType<typeof createBells<T>>;

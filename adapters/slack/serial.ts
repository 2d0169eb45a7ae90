export interface Serial {
  /** Runs after everything given before under the same key, whatever became of it. */
  readonly run: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

/** Keeps the order of arrival within a place, while one place never waits for another. */
export const createSerial = (): Serial => {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, work) {
      const result = (tails.get(key) ?? Promise.resolve()).then(work);
      const tail: Promise<void> = result.then(
        () => undefined,
        () => undefined,
      );
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
};

/** A map that forgets its oldest entry: for look-ups that help where they hit and cost nothing where they miss. */
export interface Memory<T> {
  readonly get: (key: string) => T | undefined;
  readonly set: (key: string, value: T) => void;
  readonly delete: (key: string) => void;
  /** Oldest first. */
  readonly entries: () => IterableIterator<[string, T]>;
}

export const createMemory = <T>(size: number): Memory<T> => {
  const entries = new Map<string, T>();
  return {
    get: (key) => entries.get(key),
    entries: () => entries.entries(),
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, value);
      const oldest = entries.keys().next();
      if (entries.size > size && oldest.done !== true) entries.delete(oldest.value);
    },
    delete: (key) => {
      entries.delete(key);
    },
  };
};

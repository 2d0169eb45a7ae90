/**
 * What is known of many things, by key. What was heard last counts: the answer to a question that was asked before
 * the news came is older than the news.
 */
export interface Facts<T> {
  readonly get: (key: string) => T | undefined;
  /** Told by the platform of its own accord. */
  readonly hear: (key: string, value: T) => void;
  /** Asked now; what the answer says is learned as of this moment. */
  readonly ask: () => (key: string, value: T) => void;
}

export const createFacts = <T>(): Facts<T> => {
  const known = new Map<string, { readonly value: T; readonly turn: number }>();
  let turns = 0;
  const learn = (key: string, value: T, turn: number): void => {
    if ((known.get(key)?.turn ?? 0) < turn) known.set(key, { value, turn });
  };
  return {
    get: (key) => known.get(key)?.value,
    hear: (key, value) => learn(key, value, ++turns),
    ask: () => {
      const turn = ++turns;
      return (key, value) => learn(key, value, turn);
    },
  };
};

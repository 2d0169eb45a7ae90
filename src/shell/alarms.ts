/** How many conversations one transaction looks at: their rows stay locked until its commit. */
export const BATCH_LIMIT = 100;

export interface Alarms {
  /** Resolves when the conversation's deadlines were looked at after this call. */
  readonly ring: (conversationId: string) => Promise<void>;
  /** Starts no further batch; what still waits is the sweeper's, here or in the next process. */
  readonly stop: () => Promise<void>;
}

interface Waiting {
  readonly rung: Promise<void>;
  readonly end: (how: { readonly cause: unknown } | null) => void;
}

const wait = (): Waiting => {
  let end: Waiting["end"] = () => {};
  const rung = new Promise<void>((resolve, reject) => {
    end = (how) => (how === null ? resolve() : reject(how.cause));
  });
  return { rung, end };
};

/**
 * Alarms that ring while a batch is under way are its successor's: one alone is looked at at once, a thousand need ten
 * transactions. First come, first served.
 */
export const createAlarms = (check: (conversationIds: readonly string[]) => Promise<void>): Alarms => {
  const waiting = new Map<string, Waiting>();
  let running: Promise<void> | null = null;
  let stopped = false;

  const batch = async (): Promise<void> => {
    const taken: (readonly [string, Waiting])[] = [];
    for (const one of waiting) {
      if (taken.push(one) === BATCH_LIMIT) break;
    }
    for (const [id] of taken) waiting.delete(id);
    const how = await check(taken.map(([id]) => id)).then(
      () => null,
      (cause: unknown) => ({ cause }),
    );
    for (const [, { end }] of taken) end(how);
  };

  const run = async (): Promise<void> => {
    while (waiting.size > 0 && !stopped) await batch();
    running = null;
  };

  return {
    ring: (conversationId) => {
      if (stopped) return Promise.resolve();
      const before = waiting.get(conversationId);
      if (before !== undefined) return before.rung;
      const one = wait();
      waiting.set(conversationId, one);
      running ??= run();
      return one.rung;
    },
    stop: async () => {
      stopped = true;
      await running;
      for (const { end } of waiting.values()) end(null);
      waiting.clear();
    },
  };
};

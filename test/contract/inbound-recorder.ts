import type { Inbound } from "../../src/core/inbound.ts";
import type { Receive } from "../../src/ports.ts";

type Of<T extends Inbound["type"]> = Extract<Inbound, { type: T }>;

/** Stands where the engine stands: takes what an adapter receives, and lets a test wait for it. */
export interface InboundRecorder {
  readonly receive: Receive;
  readonly all: readonly Inbound[];
  readonly of: <T extends Inbound["type"]>(type: T) => readonly Of<T>[];
  /** Resolves with the first one that matches, already there or still to come. */
  readonly next: <T extends Inbound["type"]>(
    type: T,
    matches?: (inbound: Of<T>) => boolean,
  ) => Promise<Of<T>>;
  /** From now on `receive` rejects so often, as it does while the database is away. */
  readonly refuse: (times: number) => void;
}

export const createInboundRecorder = (): InboundRecorder => {
  const all: Inbound[] = [];
  const waiting = new Set<(inbound: Inbound) => void>();
  let refusals = 0;
  const isOf = <T extends Inbound["type"]>(inbound: Inbound, type: T): inbound is Of<T> =>
    inbound.type === type;
  return {
    all,
    receive: async (inbound) => {
      if (refusals > 0) {
        refusals -= 1;
        throw new Error("The database is away.");
      }
      all.push(inbound);
      for (const look of [...waiting]) look(inbound);
    },
    of: <T extends Inbound["type"]>(type: T) =>
      all.filter((inbound): inbound is Of<T> => isOf(inbound, type)),
    next: <T extends Inbound["type"]>(type: T, matches: (inbound: Of<T>) => boolean = () => true) =>
      new Promise<Of<T>>((resolve) => {
        const look = (inbound: Inbound): void => {
          if (!isOf(inbound, type) || !matches(inbound)) return;
          waiting.delete(look);
          resolve(inbound);
        };
        waiting.add(look);
        for (const inbound of all) look(inbound);
      }),
    refuse: (times) => {
      refusals = times;
    },
  };
};

import type { Checkpoint, Log } from "../../ports.ts";
import type { Store } from "../../ports-store.ts";
import { isPassing } from "../receive.ts";
import type { Done } from "./after-commit.ts";
import { type Applied, apply, type KnownFor, type MakeDraft, task, write } from "./apply.ts";

export interface BatchOptions {
  readonly store: Pick<Store, "transaction">;
  readonly knownFor: KnownFor;
  readonly draft: MakeDraft;
  readonly log: Log;
  readonly checkpoint: Checkpoint;
  readonly done: (done: Done) => void;
}

/** Looks at the deadlines of many conversations in one transaction. */
export const createBatch = ({ store, knownFor, draft, log, checkpoint, done }: BatchOptions) => {
  const poisoned = (conversationId: string, cause: unknown): void =>
    log.error({ err: cause, conversationId }, "deadlines not checked; the sweeper tries this one again");

  const together = async (ids: readonly string[]): Promise<Done> =>
    store.transaction(async (tx) => {
      const locked = await tx.conversations(ids);
      const known = await Promise.all(
        locked.map(async (stored) => {
          const check = task(stored, { type: "CheckDeadlines" });
          return { check, known: await knownFor(tx, check) };
        }),
      );
      const applied = known.flatMap(({ check, known: what }): Applied[] => {
        try {
          const decided = (): void => checkpoint("engine:decided");
          return [apply(check, what, { draft, decided })];
        } catch (cause) {
          // Nothing of it is written yet, so the others need not be undone with it.
          poisoned(check.stored.id, cause);
          return [];
        }
      });
      await write(tx, applied);
      checkpoint("engine:before-commit");
      return { applied, lanes: [] };
    });

  /** Rejects only while the database is away. */
  return async (ids: readonly string[]): Promise<void> => {
    try {
      done(await together(ids));
      return;
    } catch (cause) {
      if (isPassing(cause)) throw cause;
      const [only, ...others] = ids;
      if (only !== undefined && others.length === 0) return poisoned(only, cause);
      log.warn(
        { err: cause, conversations: ids.length },
        "deadlines could not be checked together: one by one",
      );
    }
    for (const id of ids) {
      try {
        done(await together([id]));
      } catch (cause) {
        if (isPassing(cause)) throw cause;
        poisoned(id, cause);
      }
    }
  };
};

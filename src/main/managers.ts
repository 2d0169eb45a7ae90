import type { Desk } from "../core/policy/policy.ts";
import type { Sentence } from "../core/sentences.ts";
import type { Log } from "../ports.ts";
import type { Store } from "../ports-store.ts";
import type { Engine } from "../shell/engine.ts";

export interface Managers {
  /**
   * Says it in the desk's managers' channel, unless `state` is what they were last told on this topic: every process
   * of a desk sees the same file and the same calendars, over restarts too. Never fails: what could not be said is
   * logged.
   */
  readonly tell: (desk: Desk, topic: string, state: string, sentence: Sentence) => Promise<void>;
  /** From now on the next word on this topic is news again. */
  readonly forget: (desk: Desk, topic: string) => Promise<void>;
}

interface ManagersOptions {
  readonly store: Pick<Store, "setSetting">;
  readonly engine: () => Pick<Engine, "tellNews">;
  readonly log: Log;
}

/** No state is called so. */
const NOTHING = "";

const keyOf = (desk: Desk, topic: string): string => `managers_told:${desk.id}:${topic}`;

export const createManagers = ({ store, engine, log }: ManagersOptions): Managers => ({
  tell: async (desk, topic, state, sentence) => {
    try {
      await engine().tellNews(desk, keyOf(desk, topic), (before) =>
        before === state ? null : { remembered: state, effects: [{ type: "SayToManagers", sentence }] },
      );
    } catch (cause) {
      log.error({ err: cause, desk: desk.id, sentence: sentence.key }, "the managers could not be told");
    }
  },
  forget: async (desk, topic) => {
    await store
      .setSetting(keyOf(desk, topic), NOTHING)
      .catch((cause: unknown) => log.error({ err: cause, desk: desk.id }, "what was told is not forgotten"));
  },
});

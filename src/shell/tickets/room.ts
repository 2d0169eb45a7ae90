import { gatedOf } from "../../core/gate/gated.ts";
import type { Words } from "../../core/words.ts";
import type { Clock, Forms, Ids, Log, SecretFinder } from "../../ports.ts";
import type { Store } from "../../ports-store.ts";
import type { Desks } from "../desks.ts";
import type { Engine } from "../engine.ts";
import { createForms } from "./forms.ts";
import { createHandOn } from "./hand-on.ts";
import { createIntake } from "./intake.ts";
import { createLetters, type Letters, type MailDesk } from "./letters.ts";
import { createTicketWork } from "./work.ts";

export interface TicketRoomOptions {
  readonly store: Store;
  readonly desks: Desks;
  readonly words: (language: string) => Words;
  /** Asked for late: the engine tells the room of what it did. */
  readonly engine: () => Engine;
  readonly mail: MailDesk | null;
  readonly find: SecretFinder;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** All around tickets that is neither a rule nor the engine's transaction: forms, letters, mail, what waits by itself. */
export interface TicketRoom {
  readonly forms: Forms;
  /** Null: the desk has no mail. */
  readonly letters: Letters | null;
  readonly ticketFor: ReturnType<typeof createHandOn>;
  /** A ticket has something to do at once; what fails now is the sweep's. */
  readonly due: () => void;
  /** Everything that waits by now: look-ups, ends of time, mail that could not be judged. */
  readonly go: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Takes no more mail; what is being taken is finished. */
  readonly stop: () => Promise<void>;
  /** The way out, once nothing more is sent. */
  readonly close: () => Promise<void>;
}

export const createTicketRoom = (options: TicketRoomOptions): TicketRoom => {
  const { store, desks, words, engine, mail, find, clock, ids, log } = options;
  const carryOut: Engine["carryOutTickets"] = (tasks) => engine().carryOutTickets(tasks);
  const work = createTicketWork({ store, carryOut, clock, log });
  const intake =
    mail === null
      ? null
      : createIntake({
          store,
          desks,
          judge: mail.judge,
          find,
          domain: mail.domain,
          carryOut,
          nextOn: (tx, desk, permission) => engine().nextOn(tx, desk, permission),
          category: (text, desk) => gatedOf(text, desk.policy.gate)?.category ?? null,
          clock,
          ids,
          log,
        });
  return {
    forms: createForms({ store, desks, words }),
    letters: mail === null ? null : createLetters({ ...mail, store, desks, words, clock, ids }),
    ticketFor: createHandOn(store, desks),
    due: () =>
      void work
        .go()
        .catch((cause: unknown) => log.warn({ err: cause }, "tickets wait for the sweep to look at them")),
    go: async () => {
      await work.go();
      await intake?.go();
    },
    start: async () => {
      if (mail === null || intake === null) return;
      for (const source of mail.sources) await source.start(intake.receive, intake.isKnown);
    },
    stop: async () => {
      for (const source of mail?.sources ?? []) await source.stop();
    },
    close: async () => mail?.mail.stop(),
  };
};

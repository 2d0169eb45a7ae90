import type { Mailboxes } from "../../adapters/sandbox/index.ts";
import type { OpenStore } from "../../db/store.ts";
import { startSandboxMail } from "../../src/main/sandbox-mail.ts";
import type { Clock, Ids } from "../../src/ports.ts";
import { quietLog } from "./quiet-log.ts";
import type { Postal } from "./world-desk.ts";

export type Letter = Awaited<ReturnType<Mailboxes["show"]>>["letters"][number];
type Who = Parameters<Mailboxes["answer"]>[1];

/** Longest that a letter may take on loopback, ms. */
const PATIENCE_MS = 20_000;

/** The mail of the world outside: customers on file, their mailboxes, and DNS that knows their signatures. */
export const createPostOffice = (databaseUrl: string, clock: Clock) => {
  let mailboxes: Mailboxes | null = null;
  const waiting = new Set<() => void>();

  const theirs = (): Mailboxes => {
    if (mailboxes === null) throw new Error("The post office is not open: start the desk first.");
    return mailboxes;
  };
  const letters = async (): Promise<readonly Letter[]> => (await theirs().show()).letters;

  const look = async (to: string, words: string): Promise<Letter | undefined> =>
    (await letters()).find((one) => one.to === to && `${one.subject}\n${one.text}`.includes(words));

  const change = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      waiting.add(resolve);
      signal.addEventListener("abort", () => resolve(), { once: true });
    });

  return {
    open: async (store: OpenStore, ids: Ids): Promise<Postal> => {
      const mail = await startSandboxMail({ store, databaseUrl, clock, ids, log: quietLog });
      await mail.seed();
      mailboxes = mail.mailboxes;
      mailboxes.onChange(() => {
        for (const tell of waiting) tell();
        waiting.clear();
      });
      return mail;
    },
    letters,
    /** The letter that says this, to this address, as soon as it is in the mailbox. */
    brings: async (to: string, words: string): Promise<Letter> => {
      const patience = AbortSignal.timeout(PATIENCE_MS);
      for (;;) {
        const changed = change(patience);
        const found = await look(to, words);
        if (found !== undefined) return found;
        if (patience.aborted) {
          const came = (await letters()).map((one) => `${one.to}: ${one.subject}`).join("; ");
          throw new Error(`Expected a letter to ${to} that says "${words}"; there came: ${came || "none"}.`);
        }
        await changed;
      }
    },
    /** Answers it, and says how the desk judged that. */
    answers: async (letter: Letter, who: Who, words: string): Promise<string> =>
      (await theirs().answer(letter.id, who, words)).outcome ?? "not judged yet",
    writes: (from: string, subject: string, text: string) => theirs().write(from, subject, text),
  };
};

export type PostOffice = ReturnType<typeof createPostOffice>;

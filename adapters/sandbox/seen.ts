import type postgres from "postgres";
import type { ActionName } from "../../src/core/actions.ts";
import type { LetterKind } from "../../src/core/mail/letter.ts";
import { createBells } from "./bells.ts";
import { newestLetter } from "./store/mail.ts";
import { type Post, writtenByDesk } from "./store/messages.ts";

const ANY_MAIL = "mail";

/** The number that stands in what the desk said; null: none does. */
const numberIn = ({ body }: Post): string | null => {
  if (body.kind !== "sentence" || body.sentence.key !== "ticket_opened") return null;
  const { code } = body.sentence;
  return code === null ? null : (body.quotes[code] ?? null);
};

/** What the desk showed by now, or shows next: for those who wait for it. */
export const createSeen = (sql: postgres.Sql) => {
  const bells = createBells<void>();

  const wait = async <T>(bell: string, find: () => Promise<T | null>, signal: AbortSignal): Promise<T> => {
    for (;;) {
      const over = new AbortController();
      // Before the look, so that what comes meanwhile is heard.
      const next = bells.wait(bell, AbortSignal.any([signal, over.signal]));
      next.catch(() => undefined);
      const found = await find();
      if (found !== null) {
        over.abort();
        return found;
      }
      await next;
    }
  };

  const inChannel = <T>(
    channel: string,
    find: (id: string, post: Post) => T | null,
    signal: AbortSignal,
  ): Promise<T> =>
    wait(
      channel,
      async () => {
        for (const { id, post } of await writtenByDesk(sql, channel)) {
          const found = post === null ? null : find(id, post);
          if (found !== null) return found;
        }
        return null;
      },
      signal,
    );

  return {
    changed: (channel: string): void => bells.ring(channel, undefined),
    mailed: (): void => bells.ring(ANY_MAIL, undefined),
    /** The newest message with such a button, by its id. */
    button: (channel: string, action: ActionName, signal: AbortSignal): Promise<string> =>
      inChannel(
        channel,
        (id, { buttons }) => (buttons.some((one) => one.action === action) ? id : null),
        signal,
      ),
    number: (channel: string, signal: AbortSignal): Promise<string> =>
      inChannel(channel, (_, post) => numberIn(post), signal),
    letter: (
      wanted: { readonly to: string; readonly kind: LetterKind; readonly since: number },
      signal: AbortSignal,
    ): Promise<string> => wait(ANY_MAIL, () => newestLetter(sql, wanted), signal),
  };
};

export type Seen = ReturnType<typeof createSeen>;

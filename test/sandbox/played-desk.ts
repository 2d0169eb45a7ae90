import type { ShownForm } from "../../adapters/sandbox/platform.ts";
import { plainText, type Rich } from "../../adapters/sandbox/render/rich.ts";
import type { MessageView } from "../../adapters/sandbox/render/view.ts";
import type { FormValues } from "../../src/core/form.ts";
import { listen } from "./page-events.ts";

interface Whisper {
  readonly id: string;
  readonly user: string;
  readonly content: readonly Rich[];
  readonly buttons: readonly { readonly action: string }[];
}

export interface Answer {
  readonly id: string;
  readonly from: string;
  readonly text: string;
  readonly refused: string | null;
  readonly outcome: string | null;
  readonly because: readonly string[];
}

export interface Letter {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly hasHtml: boolean;
  readonly answers: readonly Answer[];
}

interface Mail {
  readonly letters: readonly Letter[];
  readonly own: readonly Answer[];
}

interface State {
  readonly messages: readonly MessageView[];
  readonly mail: Mail | null;
}

/** Longest that anything on this page may take, ms. */
const PATIENCE_MS = 15_000;

export const wordsOf = ({ content }: { readonly content: readonly Rich[] }): string => plainText(content);

/** Somebody at the sandbox's page: sees what it shows, by its events, and does what its buttons do, by its API. */
export const playDesk = async (url: string) => {
  const events = new AbortController();
  const page = listen(await fetch(`${url}/api/sandbox/events`, { signal: events.signal }));
  const messages = new Map<string, MessageView>();
  let whispers: readonly Whisper[] = [];
  let mail: Mail | null = null;
  let tell = (): void => undefined;

  const take = ({ messages: changed, mail: mails }: Partial<State>): void => {
    for (const one of changed ?? []) messages.set(one.id, one);
    if (mails !== undefined) mail = mails;
  };

  const follow = async (): Promise<void> => {
    for (;;) {
      const { event, data } = await page.next();
      if (event === "state") {
        messages.clear();
        take(data as State);
      } else if (event === "messages" || event === "mail") take(data as Partial<State>);
      else if (event === "whisper") whispers = [...whispers, data as unknown as Whisper];
      tell();
    }
  };
  const following = follow().catch(() => undefined);

  const shown = (): string =>
    [...messages.values()].map((one) => `${one.channel} ${one.thread ?? ""}: ${wordsOf(one)}`).join("\n");

  /** What `find` finds, as soon as the page shows it. */
  const until = async <T>(what: string, find: () => T | null | undefined): Promise<T> => {
    const late = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = find();
      if (found !== null && found !== undefined) return found;
      if (Date.now() >= late) throw new Error(`expected ${what} on the page; it shows\n${shown()}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, late - Date.now());
        tell = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };

  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/api/sandbox/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  };
  const post = (path: string, body: unknown = {}) => call("POST", path, body);

  const all = (): readonly MessageView[] =>
    [...messages.values()].filter((one) => !one.deleted).sort((a, b) => (a.id < b.id ? -1 : 1));

  const says = (channel: string, words: string | RegExp, thread?: string | null) =>
    all().findLast(
      (one) =>
        one.channel === channel &&
        (thread === undefined || one.thread === thread) &&
        (typeof words === "string" ? wordsOf(one).includes(words) : words.test(wordsOf(one))),
    );

  return {
    post,
    until,
    all,
    /** The newest message with these words in a channel, as soon as it is there. */
    sees: (channel: string, words: string | RegExp, thread?: string | null): Promise<MessageView> =>
      until(`"${words}" in ${channel}`, () => says(channel, words, thread)),
    saw: (channel: string, words: string | RegExp): boolean => says(channel, words) !== undefined,
    press: (as: string, messageId: string, action: string, subject: string | null = null) =>
      post("press", { as, messageId, action, subject }) as Promise<{ readonly form: ShownForm | null }>,
    /** Presses, changes in the form what is given, and sends it. */
    fill: async (as: string, messageId: string, action: string, changed: FormValues): Promise<ShownForm> => {
      const { form } = await post("press", { as, messageId, action });
      if (form === null) throw new Error(`expected ${action} to open a form; it opened none`);
      const { id, fields } = form as ShownForm;
      const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
      await post("form", { as, form: id, fields: { ...values, ...changed } });
      return form;
    },
    /** What somebody alone is told, from now on back to the start. */
    whispered: (user: string, words: string | RegExp): Promise<Whisper> =>
      until(`"${words}" for ${user} alone`, () =>
        whispers.findLast(
          (one) =>
            one.user === user &&
            (typeof words === "string" ? wordsOf(one).includes(words) : words.test(wordsOf(one))),
        ),
      ),
    letters: (): readonly Letter[] => mail?.letters ?? [],
    /** The newest mail to this address with these words in its subject or text. */
    gets: (to: string, words: string | RegExp): Promise<Letter> =>
      until(`a mail to ${to} with "${words}"`, () =>
        mail?.letters.find(
          (one) =>
            one.to === to &&
            (typeof words === "string"
              ? `${one.subject}\n${one.text}`.includes(words)
              : words.test(`${one.subject}\n${one.text}`)),
        ),
      ),
    /** The page that a frame shows of a mail. */
    html: (letter: string): Promise<Response> => fetch(`${url}/api/sandbox/mail/${letter}/html`),
    answers: (letter: string, as: string, text: string) =>
      post("mail/answers", { letter, as, text }) as Promise<Answer>,
    leave: async (): Promise<void> => {
      events.abort();
      await following;
    },
  };
};

export type PlayedDesk = Awaited<ReturnType<typeof playDesk>>;

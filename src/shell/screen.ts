import type { SecretKind } from "../core/gate/secret.ts";
import { WITHHELD, WITHHELD_NAME } from "../core/gate/secrets/removed.ts";
import { redactSecrets } from "../core/gate/secrets.ts";
import type { Inbound } from "../core/inbound.ts";
import type { Attachment } from "../core/platform.ts";
import type { Log, SecretFinder } from "../ports.ts";

/** A text as it may be kept, and the kinds of secrets that were in it. */
interface Screened {
  readonly text: string;
  readonly kinds: readonly SecretKind[];
}

type ScreenText = (text: string, instead: string) => Promise<Screened>;

const screenText =
  (find: SecretFinder, log: Log): ScreenText =>
  async (text, instead) => {
    try {
      const secrets = await find(text);
      return { text: redactSecrets(text, secrets), kinds: secrets.map(({ kind }) => kind) };
    } catch (cause) {
      // The fault's own message may repeat the text.
      const fault = cause instanceof Error ? cause.name : typeof cause;
      log.error({ fault, length: text.length }, "a text could not be searched for secrets; it is withheld");
      return { text: instead, kinds: [] };
    }
  };

/** The words of a file's name: without its ending, and spaced where it has `_` or `-`. No offset changes. */
const asWords = (name: string): string => name.replace(/\.\w{1,8}$/, "").replace(/[_-]/g, " ");

/** A link to a file repeats its name: where the name is not shown, no more than the platform is. */
const withoutName = (url: string): string => (URL.canParse(url) ? `${new URL(url).origin}/` : "");

interface ScreenedFile {
  readonly file: Attachment;
  readonly kinds: readonly SecretKind[];
}

const screenFile = async (file: Attachment, screen: ScreenText): Promise<ScreenedFile> => {
  const { name } = file;
  const words = asWords(name);
  for (const read of name === words ? [name] : [name, words]) {
    const { text, kinds } = await screen(read, WITHHELD_NAME);
    // What was taken out of the words may be written otherwise in the name, so the shown name is made of the words.
    if (text !== read) return { file: { ...file, name: text, url: withoutName(file.url) }, kinds };
  }
  return { file, kinds: [] };
};

const marked = (kinds: readonly SecretKind[]): { readonly secrets?: readonly SecretKind[] } =>
  kinds.length === 0 ? {} : { secrets: [...new Set(kinds)].sort() };

const screened = async (inbound: Inbound, screen: ScreenText): Promise<Inbound> => {
  switch (inbound.type) {
    case "ConversationRequested": {
      const description = await screen(inbound.description, WITHHELD);
      const subject = inbound.subject === null ? null : await screen(inbound.subject, WITHHELD);
      return {
        ...inbound,
        description: description.text,
        subject: subject?.text ?? null,
        ...marked([...description.kinds, ...(subject?.kinds ?? [])]),
      };
    }
    case "MessagePosted": {
      const text = await screen(inbound.text, WITHHELD);
      const files = await Promise.all(inbound.attachments.map((file) => screenFile(file, screen)));
      return {
        ...inbound,
        text: text.text,
        attachments: files.map(({ file }) => file),
        ...marked([...text.kinds, ...files.flatMap(({ kinds }) => kinds)]),
      };
    }
    case "MessageEdited": {
      const { text, kinds } = await screen(inbound.text, WITHHELD);
      return { ...inbound, text, ...marked(kinds) };
    }
    case "DeskCommanded": {
      if (inbound.words.length === 0) return inbound;
      const { text, kinds } = await screen(inbound.words.join(" "), WITHHELD);
      return kinds.length === 0 && text !== WITHHELD
        ? inbound
        : { ...inbound, words: text.split(" "), ...marked(kinds) };
    }
    case "FormSubmitted": {
      const fields = await Promise.all(
        Object.entries(inbound.fields).map(
          async ([name, value]) => [name, await screen(value, WITHHELD)] as const,
        ),
      );
      return {
        ...inbound,
        fields: Object.fromEntries(fields.map(([name, { text }]) => [name, text])),
        ...marked(fields.flatMap(([, { kinds }]) => kinds)),
      };
    }
    case "ActionPressed":
    case "MessageDeleted":
    case "ReactionAdded":
    case "CustomerLeft":
    case "DeadlineReached":
    case "EffectDelivered":
    case "PageTaken":
    case "LetterTaken":
    case "EffectFailed":
      return inbound;
    default:
      return inbound satisfies never;
  }
};

/** What an inbound is kept as: every text that somebody wrote without the secrets in it. Never rejects. */
export type Screen = (inbound: Inbound) => Promise<Inbound>;

/**
 * The rule "redacted before durable": of every text in an inbound, whoever wrote it, the secrets are replaced, and
 * `secrets` says which kinds there were. A text that cannot be searched is withheld, and the event goes on.
 */
export const createScreen =
  ({ find, log }: { readonly find: SecretFinder; readonly log: Log }): Screen =>
  (inbound) =>
    screened(inbound, screenText(find, log));

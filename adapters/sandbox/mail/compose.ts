import { createTransport } from "nodemailer";
import type { Timestamp } from "../../../src/core/time.ts";
import { domainOf, nameOf, STRANGER } from "./cast.ts";
import type { DomainKey } from "./keys.ts";
import type { Role } from "./roles.ts";

/** What is answered. */
export interface Answered {
  /** Whose mailbox it is in. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The desk's address in the header, as it shows it. */
  readonly from: string;
  readonly replyTo: string;
  /** Empty: nobody answers there. */
  readonly envelopeFrom: string;
  readonly messageId: string;
}

export interface Composed {
  readonly raw: Buffer;
  /** Of the envelope; empty: the null sender. */
  readonly from: string;
  readonly to: string;
  /** Of the header. */
  readonly sender: string;
  readonly subject: string;
}

interface Writing {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Timestamp;
  /** Null: it is not signed. */
  readonly key: DomainKey | null;
  readonly answers: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

const compose = async ({ from, to, subject, text, at, key, answers, headers }: Writing): Promise<Buffer> => {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: "windows",
    ...(key === null
      ? {}
      : { dkim: { domainName: key.domain, keySelector: key.selector, privateKey: key.privateKey } }),
  });
  const { message } = await transport.sendMail({
    from: { name: nameOf(from), address: from },
    to: { name: "", address: to },
    subject,
    text,
    // The desk's own clock, which skipping moves: an answer is never older than its question.
    date: new Date(at),
    ...(answers === null ? {} : { inReplyTo: answers, references: [answers] }),
    ...(headers === undefined ? {} : { headers: { ...headers } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // With `buffer` it is one.
  return message as Buffer;
};

/** As mail programs do: what is answered stands below, quoted. */
const quoting = (text: string, { text: answered, from }: Answered): string =>
  `${text}\n\nOn that day, ${from} wrote:\n${answered
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n")}\n`;

const again = (subject: string): string => (/^re:/i.test(subject) ? subject : `Re: ${subject}`);

export const createComposer = (keys: readonly DomainKey[]) => {
  const keyFor = (address: string): DomainKey | null =>
    keys.find(({ domain }) => domain === domainOf(address)) ?? null;

  return {
    answer: async (role: Role, text: string, answered: Answered, at: Timestamp): Promise<Composed> => {
      const machine = role === "responder";
      const sender = role === "stranger" ? STRANGER.address : answered.to;
      const subject = machine ? `Automatic reply: ${answered.subject}` : again(answered.subject);
      const to = machine ? answered.envelopeFrom : answered.replyTo;
      const raw = await compose({
        from: sender,
        to,
        subject,
        text: machine ? `${text}\n` : quoting(text, answered),
        at,
        key: role === "forger" ? null : keyFor(sender),
        answers: answered.messageId === "" ? null : answered.messageId,
        ...(machine ? { headers: { "Auto-Submitted": "auto-replied" } } : {}),
      });
      // A forger's server sends in its own name; the header says what its reader is to believe.
      const from = machine ? "" : role === "forger" ? STRANGER.address : sender;
      return { raw, from, to, sender, subject };
    },
    write: async (
      { from, to, subject, text }: Pick<Writing, "from" | "to" | "subject" | "text">,
      at: Timestamp,
    ): Promise<Composed> => {
      const raw = await compose({
        from,
        to,
        subject,
        text: `${text}\n`,
        at,
        key: keyFor(from),
        answers: null,
      });
      return { raw, from, to, sender: from, subject };
    },
  };
};

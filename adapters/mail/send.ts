import { createTransport } from "nodemailer";
import { plainText } from "../../src/core/mail/plain-text.ts";
import type { Letter, Mail } from "../../src/ports-mail.ts";
import { mailFailure } from "./failure.ts";
import { htmlOf } from "./html.ts";
import { isLoopback, tlsTo } from "./loopback.ts";
import { smtpServerOf } from "./smtp-url.ts";

export interface Dkim {
  /** `d=`: aligned with the domain of MAIL_FROM, or the signature proves nothing. */
  readonly domain: string;
  readonly selector: string;
  /** PEM, RSA. */
  readonly key: string;
}

export interface MailOptions {
  /** smtp://user:password@host:587 or smtps://…:465 */
  readonly smtpUrl: string;
  /** Whom letters are from: `desk@example.com`, or `Desk <desk@example.com>`. */
  readonly from: string;
  /** Null: the relay signs, or nobody does. */
  readonly dkim: Dkim | null;
}

/** Longest that a relay may keep us waiting, ms; a first connection to a relay that looks its clients up takes seconds. */
const CONNECT_MS = 20_000;
const ANSWER_MS = 60_000;
const CONNECTIONS = 2;

/** A line break in a header begins another header (RFC 5322, 2.2). */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

const headersOf = ({ kind, automatic }: Letter): Record<string, string> => ({
  ...(automatic ? { "Auto-Submitted": "auto-generated" } : {}),
  // Exchange: no holiday reply, no receipt, no report of delay ([MS-OXCMAIL] 2.2.3.2.14).
  "X-Auto-Response-Suppress": "All",
  // A mail of ours that comes back to us is known by it.
  "X-Deskclock-Sent": kind,
});

/** Whether what is given is one address and nothing more. */
const isOneAddress = (address: string): boolean => /^[^\s\p{Cc}<>,;"@]+@[^\s\p{Cc}<>,;"@]+$/u.test(address);

const messageOf = (letter: Letter, from: string) => ({
  from,
  // As an object it is one mailbox, whatever stands in it.
  to: { name: "", address: letter.to },
  envelope: { from: letter.envelopeFrom, to: [letter.to] },
  ...(letter.replyTo === null ? {} : { replyTo: { name: "", address: letter.replyTo } }),
  ...(letter.inReplyTo === null ? {} : { inReplyTo: oneLine(letter.inReplyTo) }),
  ...(letter.references.length === 0 ? {} : { references: letter.references.map(oneLine) }),
  messageId: oneLine(letter.messageId),
  subject: oneLine(letter.subject),
  text: plainText(letter.blocks),
  html: htmlOf(oneLine(letter.subject), letter.blocks),
  attachments: letter.attachments.map(({ name, text }) => ({
    filename: oneLine(name),
    content: text,
    contentType: "text/plain; charset=utf-8",
  })),
  headers: headersOf(letter),
  date: new Date(),
});

/** Letters by SMTP, over connections that are kept open. */
export const createMail = ({ smtpUrl, from, dkim }: MailOptions): Mail => {
  const { auth, ...server } = smtpServerOf(smtpUrl);
  const transport = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    ...server,
    tls: tlsTo(server.host),
    // A password never crosses a network in the clear, whatever the server, or somebody before it, offers.
    ...(auth === null ? {} : { auth, requireTLS: !server.secure && !isLoopback(server.host) }),
    ...(dkim === null
      ? {}
      : { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.key } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const underWay = new Set<Promise<unknown>>();
  return {
    send: async (letter) => {
      const wrong = [
        letter.to,
        letter.envelopeFrom,
        ...(letter.replyTo === null ? [] : [letter.replyTo]),
      ].find((address) => !isOneAddress(address));
      if (wrong !== undefined)
        throw mailFailure(Object.assign(new Error("not one address"), { code: "EENVELOPE" }));
      const sending = transport.sendMail(messageOf(letter, from));
      underWay.add(sending);
      try {
        await sending;
      } catch (cause) {
        throw mailFailure(cause);
      } finally {
        underWay.delete(sending);
      }
    },
    stop: async () => {
      await Promise.allSettled(underWay);
      transport.close();
    },
  };
};

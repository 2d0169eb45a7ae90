import { randomBytes } from "node:crypto";
import type { AskedTicket } from "../../adapters/mail/read/judge.ts";
import { matchSecrets } from "../../adapters/mail/read/ticket.ts";
import type { Verdict } from "../../src/core/confirmation/outcome.ts";
import {
  bounceAddress,
  MAIL_TOKEN_LENGTH,
  mailTokenOf,
  recipientOf,
  replyAddress,
} from "../../src/core/mail/address.ts";
import type { Block } from "../../src/core/mail/letter.ts";
import { plainText } from "../../src/core/mail/plain-text.ts";
import { MINUTE, type Timestamp } from "../../src/core/time.ts";
import { type Mail, MailError, type MailSource, type ReceivedMail } from "../../src/ports-mail.ts";
import { type Check, fine, wrong } from "./check.ts";
import { bears, begin } from "./mail-hear.ts";

export interface ProbeOptions {
  readonly mail: Mail;
  readonly sources: readonly MailSource[];
  readonly domain: string;
  /** Who is asked to answer. Null: the probe goes to the desk's own address, and is its own answer. */
  readonly to: string | null;
  /** How long it is waited for, ms. */
  readonly waitMs: number;
  readonly now: () => Timestamp;
  /** What a mail that came says of its sender. */
  readonly verdict: (mail: ReceivedMail, what: string) => Promise<readonly Check[]>;
  /** What an answer would mean for a ticket. */
  readonly judge: (mail: ReceivedMail, ticket: AskedTicket) => Promise<Verdict>;
}

const token = (): string => mailTokenOf(randomBytes(MAIL_TOKEN_LENGTH));

/** No ticket has this number. */
const TICKET = "T-0";

const ASKED: readonly Block[] = [
  { type: "paragraph", text: "This is a probe of the desk's mail. Somebody who runs it sends it to you." },
  { type: "notice", text: "Please reply to it with YES." },
  { type: "paragraph", text: "Nothing follows from your answer but a line on their screen." },
];
const TO_ITSELF: readonly Block[] = [
  { type: "paragraph", text: "This is a probe of the desk's mail, to itself." },
];

const NOT_CONFIRMED =
  "Answer from the very mailbox that was asked, with YES in the first line. A domain without DKIM can confirm nothing.";

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Sends one, and waits for what comes of it: the way out, the way back in, and what the answer is worth. */
export const probeMail = async (options: ProbeOptions): Promise<readonly Check[]> => {
  const { mail, sources, domain, to, waitMs, verdict, judge, now } = options;
  const secrets = { token: token(), bounceId: token(), messageId: `c.${token()}@${domain}` };
  const replyTo = replyAddress(secrets.token, domain);
  const bounces = bounceAddress(secrets.bounceId, domain);
  const blocks = to === null ? TO_ITSELF : ASKED;
  let arrive = (_mail: ReceivedMail | null): void => undefined;
  const arrived = new Promise<ReceivedMail | null>((resolve) => {
    arrive = resolve;
  });
  const { running, checks } = await begin(
    sources,
    async (received) => {
      if (bears(received, replyTo) || bears(received, bounces)) arrive(received);
      return "taken";
    },
    async (recipient) => recipientOf(recipient, domain, []).type !== "unknown",
  );
  const stop = () => Promise.allSettled(running.map((source) => source.stop()));
  const sentAt = now();
  try {
    await mail.send({
      id: "probe",
      kind: "probe",
      to: to ?? replyTo,
      replyTo,
      envelopeFrom: bounces,
      messageId: `<${secrets.messageId}>`,
      inReplyTo: null,
      references: [],
      subject: to === null ? `[${TICKET}] Mail of the desk, to itself` : `[${TICKET}] Please reply with YES`,
      blocks,
      attachments: [],
      automatic: true,
    });
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    await stop();
    return [
      ...checks,
      wrong(
        "Mail: out",
        `The relay did not take the probe (${error.code}).`,
        "Check SMTP_URL: server, port, user and password; and that it lets MAIL_FROM send.",
      ),
    ];
  }
  const out = fine("Mail: out", `The relay took the probe in ${seconds(now() - sentAt)}.`);
  if (running.length === 0) {
    const todo = "Set MAIL_LISTEN or IMAP_URL, or nothing that customers answer arrives.";
    return [
      ...checks,
      out,
      ...(checks.length === 0 ? [wrong("Mail: in", "No way in is set up.", todo)] : []),
    ];
  }
  const timer = setTimeout(() => arrive(null), waitMs);
  const answer = await arrived;
  clearTimeout(timer);
  await stop();
  if (answer === null) {
    const detail = `Nothing came back within ${seconds(waitMs)}.`;
    return [
      ...checks,
      out,
      wrong("Mail: in", detail, "See the MX record, the log of the mail server, and the spam folder."),
    ];
  }
  // Whoever delivers a mail writes its envelope's sender into it: the probe too bears the bounce address.
  if (!bears(answer, replyTo)) {
    return [
      ...checks,
      out,
      wrong(
        "Mail: in",
        "What came is no answer but a report, to the bounce address.",
        "Read in the mail server's log why it was not delivered, or whose responder answered.",
      ),
    ];
  }
  const came = fine(
    "Mail: in",
    `The ${to === null ? "probe" : "answer"} arrived after ${seconds(now() - sentAt)}.`,
  );
  if (to === null) return [...checks, out, came, ...(await verdict(answer, "Probe"))];
  const { outcome, because } = await judge(answer, {
    id: TICKET,
    state: "awaiting",
    workStarted: false,
    matches: matchSecrets(secrets),
    code: null,
    sentAt,
    expiresAt: sentAt + waitMs + MINUTE,
    addressOnFile: to,
    addressWhenSent: to,
    mailText: plainText(blocks),
  });
  const judged =
    outcome === "authenticated"
      ? fine("Answer: judged", "It would confirm a ticket.")
      : wrong(
          "Answer: judged",
          `It would confirm nothing (${outcome}).\n${because.join("\n")}`,
          NOT_CONFIRMED,
        );
  return [...checks, out, came, ...(await verdict(answer, "Answer")), judged];
};

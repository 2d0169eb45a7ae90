import { randomBytes } from "node:crypto";
import {
  bounceAddress,
  mailTokenOf,
  messageIdOf,
  recipientOf,
  replyAddress,
} from "../../src/core/mail/address.ts";
import type { Block } from "../../src/core/mail/letter.ts";
import { SetupError } from "../../src/ports.ts";
import { type Mail, MailError, type MailSource, type ReceivedMail } from "../../src/ports-mail.ts";
import { type Check, fine, messageOf, wrong } from "./check.ts";

export interface ProbeOptions {
  readonly mail: Mail;
  readonly sources: readonly MailSource[];
  readonly domain: string;
  /** Who is asked to answer. Null: the probe goes to the desk's own address, and is its own answer. */
  readonly to: string | null;
  /** How long it is waited for, ms. */
  readonly waitMs: number;
  /** What a mail that came is worth. */
  readonly verdict: (mail: ReceivedMail, what: string) => Promise<readonly Check[]>;
}

const token = (): string => mailTokenOf(randomBytes(26));

const ASKED: readonly Block[] = [
  { type: "paragraph", text: "This is a probe of the desk's mail. Somebody who runs it sends it to you." },
  { type: "notice", text: "Please reply to it with YES." },
  { type: "paragraph", text: "Nothing follows from your answer but a line on their screen." },
];
const TO_ITSELF: readonly Block[] = [
  { type: "paragraph", text: "This is a probe of the desk's mail, to itself." },
];

/** Sources that began to hear, and what was found of those that did not. */
const begin = async (
  sources: readonly MailSource[],
  receive: (mail: ReceivedMail) => Promise<"taken">,
  isKnown: (recipient: string) => Promise<boolean>,
): Promise<{ readonly running: readonly MailSource[]; readonly checks: readonly Check[] }> => {
  const running: MailSource[] = [];
  const checks: Check[] = [];
  for (const source of sources) {
    try {
      await source.start(receive, isKnown);
      running.push(source);
      const { ready, trouble } = source.health();
      if (!ready && trouble !== "not connected yet")
        checks.push(wrong("Mail: in", trouble, "See whether it can be reached from here."));
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      checks.push(
        wrong("Mail: in", messageOf(error), "Is the desk running? Stop it while its mail is probed."),
      );
    }
  }
  return { running, checks };
};

/** Whether a mail bears the token: in the envelope, or, where there is none any more, in a header. */
const bears = ({ raw, envelope }: ReceivedMail, address: string): boolean => {
  const wanted = address.toLowerCase();
  if (envelope.to.length > 0) return envelope.to.some((one) => one.toLowerCase() === wanted);
  const text = Buffer.from(raw).toString("latin1");
  return text
    .slice(0, text.search(/\r?\n\r?\n/))
    .replace(/\r?\n[ \t]+/g, " ")
    .toLowerCase()
    .includes(wanted);
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Sends one, and waits for what comes of it: the way out, the way back in, and what the answer is worth. */
export const probeMail = async (options: ProbeOptions): Promise<readonly Check[]> => {
  const { mail, sources, domain, to, waitMs, verdict } = options;
  const replyTo = replyAddress(token(), domain);
  const bounces = bounceAddress(token(), domain);
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
  const sentAt = performance.now();
  try {
    await mail.send({
      id: "probe",
      kind: "probe",
      to: to ?? replyTo,
      replyTo,
      envelopeFrom: bounces,
      messageId: messageIdOf(token(), domain),
      inReplyTo: null,
      references: [],
      subject: to === null ? "[probe] Mail of the desk, to itself" : "[probe] Please reply with YES",
      blocks: to === null ? TO_ITSELF : ASKED,
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
  const out = fine("Mail: out", `The relay took the probe in ${seconds(performance.now() - sentAt)}.`);
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
  if (bears(answer, bounces)) {
    return [
      ...checks,
      out,
      wrong("Mail: in", "It came back as undeliverable.", "Read the bounce in the mail server's log."),
    ];
  }
  const came = fine(
    "Mail: in",
    `The ${to === null ? "probe" : "answer"} arrived after ${seconds(performance.now() - sentAt)}.`,
  );
  return [...checks, out, came, ...(await verdict(answer, to === null ? "Probe" : "Answer"))];
};

import type { Timestamp } from "../../src/core/time.ts";
import { type Log, SetupError } from "../../src/ports.ts";
import type { MailboxPositions, MailSource } from "../../src/ports-mail.ts";
import { createImapSource } from "./imap.ts";
import { imapMailboxOf } from "./imap-url.ts";
import { createListener } from "./listen.ts";

export { readDkimKey } from "./dkim-key.ts";
export { createListener, type MailListener } from "./listen.ts";
export { createMail } from "./send.ts";

export interface MailSourcesOptions {
  /** Null: no mail server hands mail over. */
  readonly listen: {
    readonly protocol: "smtp" | "lmtp";
    readonly host: string;
    readonly port: number;
    readonly relays: readonly string[];
  } | null;
  /** Null: no mailbox is read. */
  readonly imapUrl: string | null;
  readonly domain: string;
  readonly positions: MailboxPositions;
  readonly log: Log;
  readonly now: () => Timestamp;
}

/** Every way in that is set up; none is no fault. Throws SetupError when IMAP_URL is no address of a mailbox. */
export const createMailSources = ({
  listen,
  imapUrl,
  domain,
  positions,
  log,
  now,
}: MailSourcesOptions): readonly MailSource[] => {
  const mailbox = imapUrl === null ? null : imapMailboxOf(imapUrl);
  if (imapUrl !== null && mailbox === null) {
    throw new SetupError(
      "IMAP_URL: expected imaps://user:password@host/Folder; got something else. Write it anew.",
    );
  }
  return [
    ...(listen === null ? [] : [createListener({ ...listen, name: domain, log, now })]),
    ...(mailbox === null ? [] : [createImapSource({ mailbox, positions, log, now })]),
  ];
};

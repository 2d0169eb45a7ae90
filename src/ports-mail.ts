import type { Verdict } from "./core/confirmation/outcome.ts";
import type { Block, LetterKind } from "./core/mail/letter.ts";
import type { Timestamp } from "./core/time.ts";

/** What the desk needs of mail: a way out, and ways in. */

/** One mail to one reader. */
export interface Letter {
  /** The outbox id: the same for every attempt. */
  readonly id: string;
  readonly kind: LetterKind;
  /** One address, nothing around it. */
  readonly to: string;
  /** Where an answer goes; null: to MAIL_FROM. */
  readonly replyTo: string | null;
  /** The envelope's sender: what cannot be delivered, and holiday replies, go there. */
  readonly envelopeFrom: string;
  /** In angle brackets. */
  readonly messageId: string;
  /** In angle brackets; null: it answers nothing. */
  readonly inReplyTo: string | null;
  /** In angle brackets, oldest first. */
  readonly references: readonly string[];
  readonly subject: string;
  readonly blocks: readonly Block[];
  readonly attachments: readonly LetterAttachment[];
  /** Written by nobody: the headers say so, and no responder answers it (RFC 3834). */
  readonly automatic: boolean;
}

export interface LetterAttachment {
  /** A file's name, with its ending. */
  readonly name: string;
  readonly text: string;
}

export interface Mail {
  /** Hands it to the relay, or throws MailError. */
  readonly send: (letter: Letter) => Promise<void>;
  /** Ends the connections that are kept open; what is under way is finished first. */
  readonly stop: () => Promise<void>;
}

/**
 * Why a letter did not go.
 * - `retry`: it certainly did not; try again
 * - `unknown`: it may have gone: the connection broke after it was given
 * - `refused`: it never will; `code` says why
 */
export class MailError extends Error {
  override readonly name = "MailError";
  readonly kind: "retry" | "unknown" | "refused";
  /** `smtp-550`, or a code such as `ETIMEDOUT`: never an address, never what a server wrote. */
  readonly code: string;

  constructor(kind: "retry" | "unknown" | "refused", code: string, cause?: unknown) {
    super(`${kind}: the mail was not taken (${code})`, { cause });
    this.kind = kind;
    this.code = code;
  }
}

/** A mail as it came, with what its last carrier said of it. */
export interface ReceivedMail {
  /** At most MOST_MAIL_BYTES and one: what is longer is too long, and was cut there. */
  readonly raw: Uint8Array;
  readonly envelope: MailEnvelope;
  /** When a server of ours first had it: what cannot be judged is tried again until 24 h after this. */
  readonly receivedAt: Timestamp;
}

export interface MailEnvelope {
  /** Of the sender's server, as the last carrier saw it; null: nobody can tell. */
  readonly ip: string | null;
  /** What that server called itself. */
  readonly helo: string | null;
  /** Empty: the null sender, of automatic mail. Null: there is no envelope any more (IMAP). */
  readonly from: string | null;
  /** Empty: there is no envelope any more. */
  readonly to: readonly string[];
}

/** Longest mail that is read, bytes. */
export const MOST_MAIL_BYTES = 1_000_000;

/**
 * `taken`: it is durable, whatever was made of it, and is not given again but after a crash. `retry`: give it again
 * later; so does an error.
 */
export type ReceiveMail = (mail: ReceivedMail) => Promise<"taken" | "retry">;

/** A way in. The same mail may be given twice, even by two of them: its SHA-256 tells. */
export interface MailSource {
  /** Throws SetupError when somebody must change something. */
  readonly start: (
    receive: ReceiveMail,
    /** By the address's form; what it says false to is refused before anything is sent. */
    isKnown: (recipient: string) => Promise<boolean>,
  ) => Promise<void>;
  /** What is being received is finished first. */
  readonly stop: () => Promise<void>;
  readonly health: () => MailHealth;
}

export interface MailHealth {
  readonly ready: boolean;
  /** What is wrong, in one sentence without a secret; empty when nothing is. */
  readonly trouble: string;
}

/** How far a mailbox has been read. */
export interface MailboxPosition {
  /** Of the mailbox's numbering: when it changes, `lastUid` means nothing any more (RFC 9051, 2.3.1.1). */
  readonly uidValidity: string;
  /** The newest that was taken, or found too broken to be. */
  readonly lastUid: number;
  /** When the mailbox had it: from there it is read again when the numbering changes. */
  readonly lastAt: Timestamp;
  /** Older ones that are to be given again. */
  readonly waiting: readonly number[];
}

/** Keeps one mailbox's position over a restart. */
export interface MailboxPositions {
  readonly read: () => Promise<MailboxPosition | null>;
  readonly write: (position: MailboxPosition) => Promise<void>;
}

/** What a mail holds, for finding its ticket and for people to read; nothing is decided by it. */
export interface ReadMail {
  /** Unquoted, at most 20,000 characters. */
  readonly text: string;
  readonly subject: string;
  readonly fromAddress: string | null;
  readonly isAutomatic: boolean;
  readonly recipients: readonly string[];
  /** Message-IDs that it answers, without brackets. */
  readonly references: readonly string[];
  /** SHA-256 of its signatures, hexadecimal: who sends a signed mail once more cannot change them. */
  readonly signatures: readonly string[];
}

/** Of the mail of ours that it answers: SHA-256, hexadecimal; null: none counts. */
export interface MailHashes {
  readonly token: string | null;
  readonly messageId: string | null;
  readonly bounceId: string | null;
}

/** The ticket that a mail is judged against (mail-and-gate.md §1.6). */
export interface JudgedTicket {
  readonly id: string;
  readonly state: string;
  readonly workStarted: boolean;
  readonly hashes: MailHashes;
  readonly code: string | null;
  readonly sentAt: Timestamp | null;
  readonly expiresAt: Timestamp | null;
  readonly addressOnFile: string | null;
  readonly addressWhenSent: string | null;
  readonly mailText: string;
}

/** Reads and judges mail. It asks DNS, and never fails for what a mail holds. */
export interface MailJudge {
  readonly read: (mail: ReceivedMail) => Promise<ReadMail>;
  readonly judge: (mail: ReceivedMail, ticket: JudgedTicket, now: Timestamp) => Promise<Verdict>;
  /** Whether an answer to any mail of ours is from the address on file (C0 to C4), whatever it says. */
  readonly isFromContact: (
    mail: ReceivedMail,
    ticket: Pick<JudgedTicket, "id" | "hashes" | "addressOnFile" | "sentAt">,
    now: Timestamp,
  ) => Promise<boolean | "retry">;
  /** A customer's own mail to the tickets' address. */
  readonly judgeOwn: (
    mail: ReceivedMail,
    door: { readonly contactAddress: string | null; readonly ticketsAddress: string },
    now: Timestamp,
  ) => Promise<Verdict>;
}

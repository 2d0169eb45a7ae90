import type { Timestamp } from "../time.ts";

/** A host name as DNS asks for it. */
export interface Host {
  /** A-labels, lower case, no dot at the end. */
  readonly name: string;
  /** Its organisational domain by the public suffix list, private suffixes too; of a suffix itself: its name. */
  readonly organisation: string;
}

/** A mailbox, read but not folded: whether two are the same is decided by `isSameAddress`. */
export interface Address {
  readonly local: string;
  /** null: not the name of a host (an address literal, a label that is no label). */
  readonly host: Host | null;
}

/** One header field, unfolded, its name in lower case. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** What a delivery report says of the mail that we sent. */
export interface DeliveryReport {
  readonly recipients: readonly ReportedRecipient[];
}

export interface ReportedRecipient {
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`; null: the report does not say. */
  readonly action: string | null;
  /** Final-Recipient and Original-Recipient, as far as they are addresses. */
  readonly addresses: readonly Address[];
}

/** A mail's outside: all that is known of it without asking DNS and without reading its body. */
export interface Outside {
  /** What keeps it from being read in one way only (C0), in words; null: nothing. */
  readonly fault: string | null;
  readonly fields: readonly Field[];
  /** null where `fault` is set, or where the header has no From that can be read. */
  readonly from: Address | null;
  /** With encoded words decoded. */
  readonly subject: string;
  /** The signed moment's candidate: the Date field; null: none, or not a date with a zone. */
  readonly date: Timestamp | null;
  /** MAIL FROM: null where it is the null sender or not known. */
  readonly envelopeFrom: Address | null;
  /** MAIL FROM is `<>`. */
  readonly nullSender: boolean;
  /** RCPT TO, or where there is none, what To, Delivered-To and X-Original-To name. */
  readonly recipients: readonly Address[];
  /** The addresses in To and in Cc. */
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  /** The ids in In-Reply-To, and those in References, without brackets. */
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** null: the mail is no delivery report. */
  readonly report: DeliveryReport | null;
}

export interface Signature {
  /** `pass`: the bytes are what the key's holder signed, whatever its times say. */
  readonly result: "pass" | "fail" | "temperror";
  /** In words, when it is not a pass. */
  readonly comment: string;
  readonly host: Host | null;
  /** The names of the fields that it covers, lower case, of those that are there. */
  readonly covers: readonly string[];
  /** It names a length (l=): what follows that length may be anybody's. */
  readonly limited: boolean;
  /** t= and x=; null: not there, NaN: there, but no number. */
  readonly signedAt: Timestamp | null;
  readonly expiresAt: Timestamp | null;
}

/** What DNS says of a sender. */
export interface Sender {
  readonly signatures: readonly Signature[];
  readonly spf: { readonly result: string; readonly host: Host | null };
  /** The DMARC record of From's domain. */
  readonly dmarc: {
    readonly status: "found" | "none" | "temperror";
    /** adkim=s and aspf=s: only the very same domain is aligned. */
    readonly strictDkim: boolean;
    readonly strictSpf: boolean;
  };
}

/** Read as far as it was asked for: null means not yet. */
export interface Facts {
  readonly outside: Outside;
  readonly sender: Sender | null;
  /** The reply's own lines: unquoted, without what stands in our mail. */
  readonly lines: readonly string[] | null;
}

/** The ticket that a mail is judged against. */
export interface TicketFacts {
  /** `T-1042`. */
  readonly id: string;
  readonly state: string;
  /** A rep has begun: a no comes too late to deny. */
  readonly workStarted: boolean;
  /** The reply address's secret part, our Message-ID without brackets, the bounce address's: compared, never checked for form; null: none lives. */
  readonly matches: Matches;
  /** The number that the chat shows and the reply must name; null: none. */
  readonly code: string | null;
  readonly sentAt: Timestamp | null;
  readonly expiresAt: Timestamp | null;
  /** null: there is none (any more). */
  readonly addressOnFile: Address | null;
  readonly addressWhenSent: Address | null;
}

/** How secrets are compared: by themselves, or by their hashes. */
export interface Matches {
  readonly token: (candidate: string) => boolean;
  readonly messageId: (candidate: string) => boolean;
  readonly bounceId: (candidate: string) => boolean;
}

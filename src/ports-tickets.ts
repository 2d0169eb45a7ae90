import type { Place } from "./core/platform.ts";
import type { LookedUp } from "./core/ticket/command.ts";
import type { ReplyOutcome, TicketEvent } from "./core/ticket/event.ts";
import type { Ticket } from "./core/ticket/state.ts";
import type { Timestamp } from "./core/time.ts";
import type { CustomersOnFile } from "./ports-customers.ts";

/** A ticket as it stands in the database, locked for the transaction that loaded it. */
export interface StoredTicket {
  readonly id: string;
  readonly desk: string;
  readonly policyVersion: string;
  readonly place: Place | null;
  readonly nextWakeAt: Timestamp | null;
  readonly state: Ticket;
}

/**
 * - `subject`, `request`: what is asked for; `account`: whose, as it was typed
 * - `suggestion`: a better subject; `code`: the number that chat shows and the reply repeats
 * - `reply`: what a mail says; `transcript`: the chat that it comes from
 */
export type TicketTextKind =
  | "subject"
  | "request"
  | "account"
  | "suggestion"
  | "code"
  | "reply"
  | "transcript";

export interface TicketText {
  readonly id: string;
  readonly ticketId: string;
  readonly kind: TicketTextKind;
  readonly text: string;
  readonly at: Timestamp;
}

/** A mail of the desk's about a ticket, to which somebody may answer; hashes are SHA-256 in hex. */
export interface StoredConfirmation {
  readonly id: string;
  readonly ticketId: string;
  readonly tokenHash: string;
  readonly messageIdHash: string;
  readonly bounceHash: string;
  readonly contactId: string;
  readonly address: string;
  /** Which words it is about. */
  readonly request: string;
  readonly mailText: string;
  readonly createdAt: Timestamp;
  readonly sentAt: Timestamp | null;
  readonly expiresAt: Timestamp | null;
  /** An answer to it may confirm; else it only finds its way to the ticket. */
  readonly confirms: boolean;
}

export interface StoredMail {
  readonly id: string;
  readonly sha256: string;
  readonly raw: Uint8Array;
  readonly envelope: {
    readonly ip: string | null;
    readonly helo: string | null;
    readonly from: string | null;
    readonly to: readonly string[];
  };
  readonly receivedAt: Timestamp;
  readonly attempts: number;
}

/** Tickets inside one transaction. */
export interface TicketTx {
  readonly customers: CustomersOnFile;
  readonly ticket: (id: string) => Promise<StoredTicket | null>;
  /** Whose lock comes before the ticket's; null: it came from no chat. */
  readonly conversationIdOf: (ticketId: string) => Promise<string | null>;
  readonly ticketAt: (place: Place) => Promise<StoredTicket | null>;
  readonly ticketByNumber: (desk: string, number: number) => Promise<StoredTicket | null>;
  readonly nextTicketNumber: () => Promise<number>;
  readonly saveTickets: (tickets: readonly StoredTicket[]) => Promise<void>;
  readonly bindTicketPlace: (place: Place, ticketId: string) => Promise<void>;
  readonly appendTicketJournal: (
    entries: readonly {
      readonly ticketId: string;
      readonly event: TicketEvent;
      readonly recordedAt: Timestamp;
    }[],
  ) => Promise<void>;
  readonly insertTicketTexts: (texts: readonly TicketText[]) => Promise<void>;
  readonly ticketText: (id: string) => Promise<string | null>;
  readonly newestTicketText: (ticketId: string, kind: TicketTextKind) => Promise<string | null>;
  /** What the look-up must know besides the contact. */
  readonly limitsOf: (
    ticket: StoredTicket,
    contactId: string | null,
    now: Timestamp,
  ) => Promise<Omit<LookedUp, "contactId">>;
  readonly insertConfirmation: (confirmation: StoredConfirmation) => Promise<void>;
  readonly confirmation: (id: string) => Promise<StoredConfirmation | null>;
  /** With it those about the same words whose own attempts ended without a word: any of them may be answered. */
  readonly markSent: (id: string, at: Timestamp, expiresAt: Timestamp) => Promise<void>;
  /**
   * Keeps a mail's signatures, so that the same mail opens one ticket only, whatever was added to it on its way; false:
   * one of them opened a ticket before.
   */
  readonly claimSignatures: (mailId: string, signatures: readonly string[]) => Promise<boolean>;
  /** False: these bytes were taken before. */
  readonly insertMail: (mail: StoredMail) => Promise<boolean>;
  /** False: it was judged meanwhile, and nothing more may follow from it. */
  readonly mailJudged: (
    id: string,
    judged: {
      readonly ticketId: string | null;
      readonly outcome: ReplyOutcome;
      readonly because: readonly string[];
      /** What stays of it. */
      readonly kept: Pick<StoredMail, "raw" | "envelope">;
    },
  ) => Promise<boolean>;
  readonly mailAgainAt: (id: string, at: Timestamp) => Promise<void>;
  /** The last ones of a chat with who wrote them, oldest first. */
  readonly chatLines: (
    conversationId: string,
    limit: number,
  ) => Promise<readonly { readonly at: Timestamp; readonly name: string; readonly text: string }[]>;
  /** Open ones, the newest first; not locked. */
  readonly openTickets: (desk: string, limit: number) => Promise<readonly StoredTicket[]>;
  readonly openTicketsOf: (desk: string, personId: string, limit: number) => Promise<readonly StoredTicket[]>;
  readonly ticketEvents: (ticketId: string) => Promise<readonly TicketEvent[]>;
  /** Those of this rep's that are confirmed and not begun. */
  readonly ticketsToStart: (desk: string, personId: string) => Promise<readonly StoredTicket[]>;
}

/** What is read of tickets outside of a transaction. */
export interface TicketReads {
  readonly ticket: (id: string) => Promise<StoredTicket | null>;
  readonly ticketByNumber: (number: number) => Promise<StoredTicket | null>;
  readonly ticketsOf: (conversationId: string) => Promise<readonly StoredTicket[]>;
  readonly texts: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly textsOf: (ticketId: string) => Promise<readonly TicketText[]>;
  readonly journal: (
    ticketId: string,
  ) => Promise<readonly { readonly event: TicketEvent; readonly recordedAt: Timestamp }[]>;
  /** Due now, the earliest first. */
  readonly dueTickets: (now: Timestamp, limit: number) => Promise<readonly string[]>;
  readonly waitingMails: (now: Timestamp, limit: number) => Promise<readonly StoredMail[]>;
  readonly mail: (id: string) => Promise<StoredMail | null>;
  readonly confirmationBy: (
    kind: "token" | "messageId" | "bounce",
    hash: string,
  ) => Promise<StoredConfirmation | null>;
  readonly newestConfirmation: (ticketId: string) => Promise<StoredConfirmation | null>;
}

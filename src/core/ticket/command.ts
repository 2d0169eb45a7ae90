import type { HandoffReason } from "../conversation/event.ts";
import type { Category } from "../gate/category.ts";
import type { Desk } from "../policy/policy.ts";
import type { Staff } from "../staff.ts";
import type { Timestamp } from "../time.ts";
import type { AnswerFault, MailKind, NextOn, ReplyOutcome, RequestTexts } from "./event.ts";
import type { DraftFault } from "./request-form.ts";

/** An order to a ticket. Texts stand elsewhere: a command names them, and says what must be known of them. */
export type TicketCommand =
  | {
      readonly type: "DraftTicket";
      readonly at: Timestamp;
      readonly ticketId: string;
      readonly conversationId: string;
      readonly customer: string;
      readonly by: string;
      readonly reason: HandoffReason;
      readonly category: Category | null;
      readonly permission: string | null;
      readonly texts: RequestTexts;
      readonly account: string | null;
      readonly faults: readonly DraftFault[];
    }
  | {
      readonly type: "ReceiveOwnMail";
      readonly at: Timestamp;
      readonly ticketId: string;
      readonly number: number;
      readonly mailId: string;
      readonly contactId: string | null;
      readonly category: Category | null;
      readonly permission: string | null;
      readonly texts: RequestTexts;
      readonly authenticated: boolean;
      readonly because: readonly string[];
      readonly next: NextOn | null;
    }
  | {
      readonly type: "NameAccount";
      readonly at: Timestamp;
      readonly by: string;
      readonly textId: string;
      /** What the words ask for now, and the permission that it needs. */
      readonly category: Category | null;
      readonly permission: string | null;
      readonly texts: RequestTexts;
      readonly faults: readonly DraftFault[];
    }
  | {
      readonly type: "ChangeRequest";
      readonly at: Timestamp;
      readonly by: string;
      readonly texts: RequestTexts;
      readonly faults: readonly DraftFault[];
    }
  | {
      readonly type: "OpenTicket";
      readonly at: Timestamp;
      readonly by: string;
      readonly number: number;
      readonly next: NextOn | null;
    }
  | { readonly type: "DropTicket"; readonly at: Timestamp; readonly by: string }
  | ({ readonly type: "RecordLookUp"; readonly at: Timestamp } & LookedUp)
  | { readonly type: "ResendMail"; readonly at: Timestamp; readonly by: string }
  | { readonly type: "ReleaseLimit"; readonly at: Timestamp; readonly by: string }
  | {
      readonly type: "RecordConfirmationSent";
      readonly at: Timestamp;
      readonly confirmationId: string;
      readonly texts: RequestTexts;
    }
  | {
      readonly type: "RecordMailFailed";
      readonly at: Timestamp;
      readonly what: MailKind;
      readonly code: string;
      readonly textId: string | null;
    }
  | ({ readonly type: "RecordReply"; readonly at: Timestamp; readonly next: NextOn | null } & JudgedReply)
  | {
      readonly type: "ConfirmUnclear";
      readonly at: Timestamp;
      readonly by: string;
      readonly next: NextOn | null;
    }
  | { readonly type: "RecordAddressChanged"; readonly at: Timestamp }
  | {
      readonly type: "StartWork";
      readonly at: Timestamp;
      readonly by: string;
      /** A lead goes without the permission. */
      readonly override: boolean;
      readonly next: NextOn | null;
    }
  | { readonly type: "TakeTicket"; readonly at: Timestamp; readonly by: string }
  | {
      readonly type: "WriteInTicket";
      readonly at: Timestamp;
      readonly by: string;
      readonly textId: string;
      readonly note: boolean;
      /** A chat that is added, and no message in the ticket's thread. */
      readonly chat?: boolean;
      /** It stays a note, and its writer is told why. */
      readonly fault?: AnswerFault;
    }
  | { readonly type: "CloseTicket"; readonly at: Timestamp; readonly by: string }
  | { readonly type: "ReopenTicket"; readonly at: Timestamp; readonly by: string }
  | { readonly type: "RecordAnswerMailed"; readonly at: Timestamp; readonly textId: string }
  | {
      readonly type: "RecordAnswerChange";
      readonly at: Timestamp;
      readonly by: string;
      readonly textId: string;
      readonly how: "edited" | "deleted";
    }
  | { readonly type: "RecordTicketCard"; readonly at: Timestamp }
  | {
      readonly type: "AskAboutTicket";
      readonly at: Timestamp;
      readonly by: string;
      /** In which chat. */
      readonly conversationId: string;
      readonly next: NextOn | null;
    }
  | { readonly type: "RecordHandedOn"; readonly at: Timestamp }
  | { readonly type: "RecordHandingOnFailed"; readonly at: Timestamp; readonly code: string }
  | { readonly type: "CheckTicket" };

/** What the look-up found, and what was sent before. */
export interface LookedUp {
  readonly contactId: string | null;
  /** Tickets that this chat user opened in the last day, this one too. */
  readonly openedByPerson: number;
  /** Confirmation mails to this address in the last day. */
  readonly sentToAddress: number;
  /** Confirmation mails of the desk in the last hour. */
  readonly sentByDesk: number;
  /** A verified NO for this account, to this chat user, in the last day. */
  readonly deniedBefore: boolean;
}

export interface JudgedReply {
  readonly mailId: string;
  readonly outcome: ReplyOutcome;
  readonly because: readonly string[];
  readonly textId: string | null;
  readonly verified: boolean;
  readonly wrongNumber: boolean;
  /** A rep may read a yes in its unclear words: it names the number, where one is asked for. */
  readonly confirmable: boolean;
}

/** What a decision may know besides the ticket. */
export interface TicketKnown {
  readonly now: Timestamp;
  readonly desk: Desk;
  readonly staff: Staff;
  /** The desk can send mail, and receive it. */
  readonly mail: boolean;
}

export type Of<T extends TicketCommand["type"]> = Extract<TicketCommand, { type: T }>;

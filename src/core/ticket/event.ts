import type { ActionName } from "../actions.ts";
import type { HandoffReason } from "../conversation/event.ts";
import type { Category } from "../gate/category.ts";
import type { Timestamp } from "../time.ts";
import type { DraftFault } from "./request-form.ts";

/**
 * What happened to a ticket, past tense, for ever. No event holds a text, a name, an address, a token or a number that
 * confirms: texts stand in a table of their own and are named by their ids.
 */
export type TicketEvent =
  | {
      readonly type: "TicketDrafted";
      readonly at: Timestamp;
      readonly ticketId: string;
      readonly desk: string;
      readonly conversationId: string;
      /** The chat user whose conversation it is. */
      readonly customer: string;
      /** Who wrote it: a rep on their behalf, or the customer. */
      readonly by: string;
      readonly reason: HandoffReason;
      readonly category: Category | null;
      readonly permission: string | null;
      readonly texts: RequestTexts;
      /** The text that names the account; null: the customer has not named it yet. */
      readonly account: string | null;
      readonly faults: readonly DraftFault[];
      readonly policyVersion: string;
      /** The reply must name a number that only chat shows. */
      readonly numberMatching: boolean;
    }
  /** A customer's own mail to the desk's ticket address. */
  | {
      readonly type: "TicketMailed";
      readonly at: Timestamp;
      readonly ticketId: string;
      readonly number: number;
      readonly desk: string;
      /** Whose address on file it came from; null: nobody's, or it could not be verified. */
      readonly contactId: string | null;
      readonly category: Category | null;
      readonly permission: string | null;
      readonly texts: RequestTexts;
      readonly policyVersion: string;
      readonly mailId: string;
      readonly authenticated: boolean;
      readonly because: readonly string[];
      readonly next: NextOn | null;
    }
  /** The words of the request are others now: whatever was confirmed or sent before counts no more. */
  | ({ readonly type: "RequestChanged"; readonly at: Timestamp; readonly by: string } & Written)
  | ({
      readonly type: "AccountNamed";
      readonly at: Timestamp;
      readonly by: string;
      readonly textId: string;
      /** Of the words as they are now: the form has them too, and they may ask for something else than the draft. */
      readonly category: Category | null;
      readonly permission: string | null;
      readonly numberMatching: boolean;
    } & Written)
  | {
      readonly type: "TicketOpened";
      readonly at: Timestamp;
      readonly number: number;
      readonly by: string;
      readonly next: NextOn | null;
      /** Without a confirmation it is over then, whether or not a mail went out; null: nothing can confirm it here. */
      readonly expiresAt: Timestamp | null;
    }
  | { readonly type: "TicketDropped"; readonly at: Timestamp; readonly by: string | null }
  /** Looked up out of sight; `contactId` null: nobody on file, or nobody who may order this. */
  | { readonly type: "ContactLookedUp"; readonly at: Timestamp; readonly contactId: string | null }
  /** To them, at their address on file. */
  | { readonly type: "ConfirmationOrdered"; readonly at: Timestamp; readonly contactId: string }
  /** The contact on file is told that a reply came that could not be verified. */
  | { readonly type: "NotVerifiedTold"; readonly at: Timestamp }
  /** The mail is not sent: a limit is reached, or the address's owner said no a short while ago. */
  | { readonly type: "MailWithheld"; readonly at: Timestamp; readonly why: WithheldReason }
  | { readonly type: "LimitReleased"; readonly at: Timestamp; readonly by: string }
  | {
      readonly type: "MailAskedAgain";
      readonly at: Timestamp;
      readonly by: string;
      readonly expiresAt: Timestamp;
    }
  /** The mail server accepted the mail. */
  | {
      readonly type: "ConfirmationSent";
      readonly at: Timestamp;
      readonly confirmationId: string;
      readonly expiresAt: Timestamp;
    }
  | {
      readonly type: "MailFailed";
      readonly at: Timestamp;
      readonly what: MailKind;
      readonly code: string;
      /** The rep's words that it was to bring; null: it brings none. */
      readonly textId: string | null;
    }
  | {
      readonly type: "ReplyJudged";
      readonly at: Timestamp;
      readonly mailId: string;
      readonly outcome: ReplyOutcome;
      readonly because: readonly string[];
      /** What the mail says, for the thread; null: nothing is shown of it. */
      readonly textId: string | null;
      /** C0 to C4 hold: it is from the address on file. */
      readonly verified: boolean;
      /** Its yes named another number than chat shows. */
      readonly wrongNumber: boolean;
      /** Its words are unclear, and a rep may read a yes in them: it names the number, where one is asked for. */
      readonly confirmable: boolean;
    }
  | {
      readonly type: "TicketAuthenticated";
      readonly at: Timestamp;
      /** The reply itself, or a rep who read a verified reply whose words were unclear. */
      readonly by: string | null;
      readonly mailId: string;
      readonly next: NextOn | null;
    }
  | { readonly type: "TicketDenied"; readonly at: Timestamp; readonly cause: "reply" | "wrong_numbers" }
  | { readonly type: "ConfirmationExpired"; readonly at: Timestamp }
  | { readonly type: "MailUndeliverable"; readonly at: Timestamp; readonly mailId: string | null }
  /** The address on file is another one now. */
  | { readonly type: "AddressChanged"; readonly at: Timestamp }
  | {
      readonly type: "TicketAssigned";
      readonly at: Timestamp;
      readonly to: string;
      readonly by: string;
    }
  | {
      readonly type: "WorkStarted";
      readonly at: Timestamp;
      readonly by: string;
      readonly overridden: boolean;
    }
  | { readonly type: "TicketAnswered"; readonly at: Timestamp; readonly by: string; readonly textId: string }
  /** The mail server accepted the mail that brings it. */
  | { readonly type: "AnswerMailed"; readonly at: Timestamp; readonly textId: string }
  /** What was answered was changed in its thread afterwards: the mail stays as it was. */
  | {
      readonly type: "AnswerChanged";
      readonly at: Timestamp;
      readonly by: string;
      readonly textId: string;
      readonly how: "edited" | "deleted";
    }
  | {
      readonly type: "TicketNoted";
      readonly at: Timestamp;
      readonly by: string;
      readonly textId: string;
      /** A chat was added; else a message in the ticket's thread. */
      readonly chat: boolean;
    }
  | { readonly type: "TicketClosed"; readonly at: Timestamp; readonly by: string }
  | { readonly type: "TicketReopened"; readonly at: Timestamp; readonly by: string | null }
  | { readonly type: "TicketCardPosted"; readonly at: Timestamp }
  /** In chat, its customer named it. */
  | {
      readonly type: "TicketAskedAbout";
      readonly at: Timestamp;
      readonly by: string;
      readonly conversationId: string;
      readonly next: NextOn | null;
    }
  | { readonly type: "TicketHandedOn"; readonly at: Timestamp }
  | { readonly type: "HandingOnFailed"; readonly at: Timestamp; readonly code: string }
  | {
      readonly type: "TicketRefused";
      readonly at: Timestamp;
      readonly action: RefusedAction;
      readonly by: string;
      readonly reason: TicketRefusal;
      /** Who could do it next, and when. */
      readonly next: NextOn | null;
    };

/** A button, or an answer that was written. */
export type RefusedAction = ActionName | "answer" | "audit";

/** The words of a request, and what is wrong with them: they are kept, and must be changed before it can be opened. */
export interface Written {
  readonly texts: RequestTexts;
  readonly faults: readonly DraftFault[];
}

export interface RequestTexts {
  readonly subject: string;
  readonly request: string;
}

/** Who takes it on, and since when they are on duty, or will be. */
export interface NextOn {
  readonly rep: string;
  readonly at: Timestamp;
}

export type WithheldReason = "per_person" | "per_address" | "per_desk" | "denied_before" | "no_mail";
export type MailKind = "confirmation" | "answer" | "closed" | "not_verified" | "received";

/** How a reply was judged (mail-and-gate.md §1.6). */
export type ReplyOutcome =
  | "authenticated"
  | "denied"
  | "unclear"
  | "unverified"
  | "staff_review"
  | "ignored"
  | "undeliverable"
  | "expired"
  | "retry";

/** Why what a rep wrote does not go by mail as it is. */
export type AnswerFault = "holds_secret" | "asks_identity" | "has_files";

export type TicketRefusal =
  | "not_authenticated"
  | "no_permission"
  | "not_a_rep"
  | "not_a_lead"
  | "not_the_customer"
  | "not_verified"
  | "not_started"
  | "already_open"
  | "already_closed"
  | "not_closed"
  | "already_started"
  | "no_account"
  | "faulty"
  | "sent_often"
  | "no_limit"
  | "cannot_answer"
  | AnswerFault
  | "over";

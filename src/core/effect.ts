import type { Button } from "./actions.ts";
import type { OfferReason, PassedOn } from "./conversation/event.ts";
import type { Place } from "./platform.ts";
import type { Target } from "./policy/policy.ts";
import type { Sentence } from "./sentences.ts";
import type { MailKind } from "./ticket/event.ts";

/**
 * The one list of things the desk may do to the world. An effect names messages and people by the desk's ids and
 * sentences by their key: what they say is filled in when it is sent (shell/compose.ts), so the outbox holds no text.
 */
export type Effect =
  /** Make the place where the customer is answered: a private thread, or their direct messages. */
  | {
      readonly type: "OpenCustomerPlace";
      readonly prefer: "thread" | "direct";
      readonly reply: string | null;
    }
  | {
      readonly type: "SayToCustomer";
      readonly sentence: Sentence;
      /** Mentions that one customer; nothing else may ever be pinged. */
      readonly mention: boolean;
      readonly buttons: readonly Button[];
    }
  | { readonly type: "RelayToCustomer"; readonly messageId: string; readonly mention: boolean }
  | { readonly type: "EditForCustomer"; readonly messageId: string }
  | { readonly type: "DeleteForCustomer"; readonly messageId: string }
  /** What the customer wrote themselves, because it held a secret. */
  | { readonly type: "DeleteOriginal"; readonly messageId: string }
  /** Nobody can write, or press a button, in a locked thread. */
  | { readonly type: "LockCustomerPlace" }
  | { readonly type: "PostCard" }
  /** The card shows what is true when it is sent: several that wait are one. */
  | { readonly type: "UpdateCard" }
  | { readonly type: "RelayToStaff"; readonly messageId: string }
  | {
      readonly type: "SayToStaff";
      readonly sentence: Sentence;
      readonly buttons: readonly Button[];
      /** People to mention, by the desk's ids. */
      readonly mention: readonly string[];
      /** The held message that it is about, so that it can be closed; null: nothing will change it. */
      readonly about: string | null;
    }
  /** The held message was sent after all: its notice says so, and loses its buttons. */
  | { readonly type: "CloseNotice"; readonly about: string; readonly sentence: Sentence }
  | { readonly type: "MarkMessage"; readonly messageId: string; readonly mark: Mark }
  | {
      readonly type: "PostAlert";
      readonly alert: Alert;
    }
  /** A newer message of the same clock stands in the same channel: the older ones go. */
  | { readonly type: "RetireAlerts"; readonly target: Target; readonly cycle: number }
  /** A pager of the policy file is called, by its name there. */
  | {
      readonly type: "Page";
      readonly pager: string;
      readonly target: Target;
      readonly cycle: number;
      readonly level: number;
    }
  /** The alert of a clock is over: it says how it ended. */
  | {
      readonly type: "CloseAlert";
      readonly target: Target;
      readonly cycle: number;
      readonly sentence: Sentence;
    }
  | {
      readonly type: "SayToManagers";
      readonly sentence: Sentence;
      readonly buttons?: readonly Button[];
    }
  /** In the alerts channel, about no single conversation: a list at the start of a shift. */
  | {
      readonly type: "SayToReps";
      readonly sentence: Sentence;
      readonly buttons: readonly Button[];
      readonly mention: readonly string[];
    }
  /** To one person alone, where they gave a command; about no conversation. */
  | {
      readonly type: "AnswerRep";
      readonly place: Place;
      readonly person: string;
      readonly sentence: Sentence;
      readonly buttons: readonly Button[];
      readonly reply: string | null;
    }
  /** Said somewhere that belongs to no conversation: under a stray message, or at a door. */
  | { readonly type: "SayAt"; readonly place: Place; readonly sentence: Sentence }
  /** Told to one person alone, where they are; lost on reload, so never the only trace of anything. */
  | {
      readonly type: "Whisper";
      readonly person: string;
      readonly sentence: Sentence;
      readonly buttons: readonly Button[];
      readonly reply: string | null;
    }
  /** In the tickets channel; its thread is where the ticket is worked on. */
  | { readonly type: "PostTicketCard"; readonly ticketId: string }
  | { readonly type: "UpdateTicketCard"; readonly ticketId: string }
  | {
      readonly type: "SayToTicket";
      readonly ticketId: string;
      readonly sentence: Sentence;
      readonly buttons: readonly Button[];
      readonly mention: readonly string[];
    }
  /** A mail to the contact on file, and to nobody else; `textId`: the rep's words that it brings. */
  | {
      readonly type: "SendLetter";
      readonly ticketId: string;
      readonly letter: MailKind;
      readonly textId: string | null;
    }
  /** The ticket goes on to the helpdesk that the operator uses. */
  | { readonly type: "HandOn"; readonly ticketId: string };

export type EffectType = Effect["type"];

/** A lasting reaction on a rep's message: ✅ 📝 ❌, and ⏸️ for one that was not sent. */
export type Mark = "delivered" | "note" | "failed" | "held";

/** One ping: about which clock, how far it has run, and who is told. */
export interface Alert {
  readonly target: Target;
  readonly cycle: number;
  /** The fraction of the target that has passed; 0 is the offer. */
  readonly level: number;
  readonly dueAt: number;
  /** Who is called, by the desk's ids of people. */
  readonly mention: readonly string[];
  /** Nobody in particular can be named: whoever is in the channel is called. */
  readonly here: boolean;
  /** A new message, because an edit would call nobody; else the clock's standing one is edited. */
  readonly notify: boolean;
  /** Whom the chain names and a ping would not reach. */
  readonly passedOn: readonly PassedOn[];
  /** An offer, and what brought it about; null: a clock's level. */
  readonly offer: OfferReason | null;
  /**
   * Where: breaches that concern the managers are told in their channel; `staff` is the conversation's own thread, for
   * a ping whose channel is lost.
   */
  readonly channel: "alerts" | "managers" | "staff";
  /** The response came meanwhile, but late: say so instead of "overdue" (sla.md, decision 8). */
  readonly answeredAt: number | null;
}

/** Lower goes first within a lane: pings before relays before cards (architecture.md, Lanes). */
export const PRIORITY: Readonly<Record<EffectType, number>> = {
  PostAlert: 0,
  Page: 0,
  Whisper: 0,
  // A card before the relays of other conversations: until it stands, nobody sees that somebody waits.
  PostCard: 1,
  OpenCustomerPlace: 1,
  RelayToCustomer: 2,
  RelayToStaff: 2,
  SayToCustomer: 2,
  SayToStaff: 2,
  SayAt: 3,
  SayToReps: 1,
  AnswerRep: 0,
  EditForCustomer: 3,
  DeleteForCustomer: 3,
  DeleteOriginal: 1,
  MarkMessage: 3,
  LockCustomerPlace: 3,
  SayToManagers: 3,
  // Cards yield to alerts: they share the workspace's few edits a minute.
  CloseAlert: 3,
  RetireAlerts: 4,
  CloseNotice: 4,
  SendLetter: 1,
  HandOn: 2,
  PostTicketCard: 2,
  SayToTicket: 2,
  UpdateTicketCard: 5,
  UpdateCard: 5,
};

import type { Button } from "./actions.ts";
import type { Place } from "./platform.ts";
import type { Target, Told } from "./policy/policy.ts";
import type { Sentence } from "./sentences.ts";

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
  /** The alert of a clock is over: it says how it ended. */
  | {
      readonly type: "CloseAlert";
      readonly target: Target;
      readonly cycle: number;
      readonly sentence: Sentence;
    }
  | { readonly type: "SayToManagers"; readonly sentence: Sentence }
  /** Said somewhere that belongs to no conversation: under a stray message, or at a door. */
  | { readonly type: "SayAt"; readonly place: Place; readonly sentence: Sentence }
  /** Told to one person alone, where they are; lost on reload, so never the only trace of anything. */
  | {
      readonly type: "Whisper";
      readonly person: string;
      readonly sentence: Sentence;
      readonly buttons: readonly Button[];
      readonly reply: string | null;
    };

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
  readonly tell: readonly Told[];
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
  Whisper: 0,
  // A card before the relays of other conversations: until it stands, nobody sees that somebody waits.
  PostCard: 1,
  OpenCustomerPlace: 1,
  RelayToCustomer: 2,
  RelayToStaff: 2,
  SayToCustomer: 2,
  SayToStaff: 2,
  SayAt: 3,
  EditForCustomer: 3,
  DeleteForCustomer: 3,
  MarkMessage: 3,
  LockCustomerPlace: 3,
  SayToManagers: 3,
  CloseAlert: 4,
  CloseNotice: 4,
  UpdateCard: 4,
};

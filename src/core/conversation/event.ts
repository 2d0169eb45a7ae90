import type { ActionName } from "../actions.ts";
import type { Alert } from "../effect.ts";
import type { FailureReason } from "../inbound.ts";
import type { Target, Targets } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";
import type { Outcome } from "./timeline.ts";

/**
 * What happened to a conversation, past tense, for ever. No event holds free text, a name or an address:
 * texts and people stand in tables of their own, which retention and erasure may empty (architecture.md).
 * `at` is the platform's own time; people and messages are the desk's own ids.
 */
export type ConversationEvent =
  | {
      readonly type: "ConversationOpened";
      readonly at: Timestamp;
      readonly conversationId: string;
      readonly number: number;
      readonly desk: string;
      readonly customer: string;
      readonly door: Door;
      /** The customer's first message: what the door asked for. */
      readonly messageId: string;
      readonly policyVersion: string;
      readonly targets: Targets;
      readonly reopenMs: number;
    }
  | { readonly type: "CustomerPlaceOpened"; readonly at: Timestamp; readonly kind: PlaceKind }
  | { readonly type: "CustomerUnreachable"; readonly at: Timestamp; readonly reason: FailureReason }
  | { readonly type: "CardPosted"; readonly at: Timestamp }
  | {
      readonly type: "CardFailed";
      readonly at: Timestamp;
      readonly reason: FailureReason;
      readonly code: string;
    }
  /** A ping did not arrive in its channel. */
  | {
      readonly type: "AlertFailed";
      readonly at: Timestamp;
      readonly alert: Alert;
      readonly reason: FailureReason;
      readonly code: string;
    }
  | {
      readonly type: "CustomerMessageReceived";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly pleasantry: boolean;
    }
  | { readonly type: "CustomerMessageEdited"; readonly at: Timestamp; readonly messageId: string }
  | { readonly type: "CustomerMessageDeleted"; readonly at: Timestamp; readonly messageId: string }
  | { readonly type: "CustomerReacted"; readonly at: Timestamp }
  | { readonly type: "ConversationOffered"; readonly at: Timestamp; readonly to: "reps" | "everybody" }
  | { readonly type: "ConversationClaimed"; readonly at: Timestamp; readonly by: string }
  | {
      readonly type: "ConversationTakenOver";
      readonly at: Timestamp;
      readonly by: string;
      readonly from: string | null;
    }
  | { readonly type: "NoteTaken"; readonly at: Timestamp; readonly messageId: string; readonly by: string }
  | {
      readonly type: "ReplyHeld";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly by: string;
      readonly reason: HoldReason;
    }
  | {
      readonly type: "ReplyAccepted";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly by: string;
      readonly holdsBall: boolean;
      readonly asks: boolean;
      /** The customer is mentioned, else they would never see it. */
      readonly mention: boolean;
    }
  | { readonly type: "ReplyEdited"; readonly at: Timestamp; readonly messageId: string }
  | { readonly type: "ReplyDeleted"; readonly at: Timestamp; readonly messageId: string }
  | {
      readonly type: "ResponseDelivered";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly by: string;
      readonly holdsBall: boolean;
      readonly asks: boolean;
    }
  | {
      readonly type: "DeliveryFailed";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly reason: FailureReason;
      readonly code: string;
    }
  /** Direct messages are closed: the conversation goes on in a private thread. */
  | { readonly type: "CustomerMoved"; readonly at: Timestamp }
  /** A reply that could not be delivered in the old place is sent again in the new one. */
  | { readonly type: "ReplyRerouted"; readonly at: Timestamp; readonly messageId: string }
  | { readonly type: "BallKept"; readonly at: Timestamp; readonly by: string }
  | { readonly type: "ReplyWaived"; readonly at: Timestamp; readonly by: string }
  | ({ readonly type: "WarningReached" } & ClockLevel)
  | ({ readonly type: "ClockBreached"; readonly answeredAt: Timestamp | null } & ClockLevel)
  | {
      readonly type: "BreachCorrected";
      readonly at: Timestamp;
      readonly target: Target;
      readonly cycle: number;
    }
  | { readonly type: "IdleAsked"; readonly at: Timestamp }
  | {
      readonly type: "ConversationEnded";
      readonly at: Timestamp;
      readonly outcome: Outcome;
      readonly by: "rep" | "desk" | "customer";
      readonly person: string | null;
      readonly cause: "button" | "idle" | "left";
    }
  | {
      readonly type: "ConversationReopened";
      readonly at: Timestamp;
      readonly by: "rep" | "customer";
      readonly person: string;
      readonly messageId: string | null;
    }
  | { readonly type: "ConversationArchived"; readonly at: Timestamp }
  | {
      readonly type: "CommandRefused";
      readonly at: Timestamp;
      readonly action: ActionName;
      readonly by: string;
      readonly reason: RefusalReason;
    };

/** `at` is startedAt + level × target; `detectedAt` is when we noticed: their difference is our own lateness. */
export interface ClockLevel {
  readonly at: Timestamp;
  readonly target: Target;
  readonly cycle: number;
  readonly level: number;
  readonly detectedAt: Timestamp;
  /** A higher level was reached in the same look: this one is kept for the record and nobody is told. */
  readonly overtaken: boolean;
}

export type Door = "panel" | "command" | "shortcut" | "form" | "direct" | "mention";
/** A private thread, or the customer's direct messages. */
export type PlaceKind = "thread" | "direct";
export type HoldReason = "not_claimed" | "to_colleague" | "closed" | "has_files" | "only_files";
export type RefusalReason =
  | "already_claimed"
  | "already_yours"
  | "nothing_to_keep"
  | "nothing_to_waive"
  | "already_closed"
  | "not_closed"
  | "window_over"
  | "not_held"
  | "not_yours";

import type { ActionName } from "../actions.ts";
import type { Alert } from "../effect.ts";
import type { Category } from "../gate/category.ts";
import type { SecretKind } from "../gate/secret.ts";
import type { FailureReason } from "../inbound.ts";
import type { Hours } from "../policy/hours.ts";
import type { Target, Targets, Told } from "../policy/policy.ts";
import type { Unreachable } from "../staff.ts";
import type { NextOn } from "../ticket/event.ts";
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
      readonly shortAbandonMs?: number;
      /** Opening hours as UTC intervals, as far ahead as this conversation can need them. */
      readonly hours?: Hours;
      readonly plan?: string | null;
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
  /** A pager, by its name in the policy file, could not be called. */
  | {
      readonly type: "PageFailed";
      readonly at: Timestamp;
      readonly pager: string;
      readonly target: Target;
      readonly cycle: number;
      readonly level: number;
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
  | {
      readonly type: "ConversationOffered";
      readonly at: Timestamp;
      readonly why: OfferReason;
      /** The rep who is asked first; null: nobody in particular could be. */
      readonly to: string | null;
      readonly told: ToldTo;
    }
  /** Nobody has it any more; an offer follows. */
  | {
      readonly type: "ConversationReleased";
      readonly at: Timestamp;
      readonly from: string;
      readonly by: string | null;
      readonly cause: "button" | "shift_ended" | "off_duty";
    }
  | {
      readonly type: "ConversationTransferred";
      readonly at: Timestamp;
      readonly by: string;
      readonly from: string | null;
      /** To a rep, or to whoever has the permission. */
      readonly to: string | null;
      readonly permission: string | null;
    }
  /** A transfer to a permission that nobody on duty has; `next`: who has it next, and when. */
  | {
      readonly type: "PermissionMissing";
      readonly at: Timestamp;
      readonly by: string;
      readonly permission: string;
      readonly next: { readonly rep: string; readonly at: Timestamp } | null;
    }
  /** A press that needs a second one: to whom, how long, for which reason. */
  | { readonly type: "ChoiceAsked"; readonly at: Timestamp; readonly by: string; readonly choice: Choice }
  /** The rep's shift is about to end: finish or transfer. */
  | {
      readonly type: "ShiftEndNear";
      readonly at: Timestamp;
      readonly person: string;
      readonly endsAt: Timestamp;
    }
  /** The customer is busy (a reboot, a download): until then nobody asks whether they are there. */
  | { readonly type: "WaitSet"; readonly at: Timestamp; readonly by: string; readonly untilAt: Timestamp }
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
      readonly stillOnIt?: boolean;
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
      readonly stillOnIt?: boolean;
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
  /** A claim silenced the others and no answer came: what it kept from them is told now. */
  | ({ readonly type: "ChainResumed" } & ClockLevel)
  /** An alert arrived: when people were really told. */
  | {
      readonly type: "AlertTold";
      readonly at: Timestamp;
      readonly target: Target;
      readonly cycle: number;
      readonly level: number;
      readonly channel: Alert["channel"] | "pager";
      readonly people: readonly string[];
    }
  | {
      readonly type: "BreachCorrected";
      readonly at: Timestamp;
      readonly target: Target;
      readonly cycle: number;
    }
  | { readonly type: "IdleAsked"; readonly at: Timestamp }
  /** A rep ended it with a reply still on its way: the end waits for the reply, so that it counts as an answer. */
  | ({ readonly type: "EndDeferred"; readonly at: Timestamp } & DeferredEnd)
  | {
      readonly type: "ConversationEnded";
      readonly at: Timestamp;
      readonly outcome: Outcome;
      readonly by: "rep" | "desk" | "customer";
      readonly person: string | null;
      readonly cause: "button" | "idle" | "left";
      /** Of a handoff: which part of the policy calls for it. */
      readonly reason?: HandoffReason;
      /** They are asked to open a ticket, or one was written for them. */
      readonly way?: HandoffWay;
      /** Who takes it on, and when they are on duty. */
      readonly next?: NextOn | null;
    }
  | {
      readonly type: "ConversationReopened";
      readonly at: Timestamp;
      readonly by: "rep" | "customer";
      readonly person: string;
      readonly messageId: string | null;
    }
  | { readonly type: "ConversationArchived"; readonly at: Timestamp }
  /** The gate's word on a message; it ends nothing, stops no clock and keeps nothing from the rep (policy §1). */
  | ({ readonly type: "RequestGated"; readonly at: Timestamp; readonly messageId: string } & Gated)
  | {
      readonly type: "GateOverruled";
      readonly at: Timestamp;
      readonly by: string;
      readonly messageId: string;
      readonly verdict: "chat" | "ticket";
    }
  /** Asked whether it should be done or explained, the customer wants it explained. */
  | { readonly type: "HowChosen"; readonly at: Timestamp; readonly messageId: string }
  /** What was pasted is gone from all that the desk keeps. */
  | {
      readonly type: "SecretRemoved";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly kinds: readonly SecretKind[];
    }
  /** The platform did not let the desk delete what the customer wrote. */
  | {
      readonly type: "OriginalKept";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly code: string;
    }
  | {
      readonly type: "TicketLinked";
      readonly at: Timestamp;
      readonly ticketId: string;
      readonly number: number;
    }
  | {
      readonly type: "CommandRefused";
      readonly at: Timestamp;
      readonly action: ActionName;
      readonly by: string;
      readonly reason: RefusalReason;
    };

/** What the gate made of a text; only what is no plain chat is told. */
export interface Gated {
  readonly verdict: "ticket" | "ask";
  readonly category: Category;
  /** There was a question as well. */
  readonly alsoQuestion: boolean;
  /** The rule that decided, by its name. */
  readonly rule: string;
}

/** `at` is startedAt + level × target; `detectedAt` is when we noticed: their difference is our own lateness. */
export interface ClockLevel {
  readonly at: Timestamp;
  readonly target: Target;
  readonly cycle: number;
  readonly level: number;
  readonly detectedAt: Timestamp;
  /** A higher level was reached in the same look: this one is kept for the record and nobody is told. */
  readonly overtaken: boolean;
  readonly told?: ToldTo;
}

/** Who was called, as it was decided under the row's lock. People by the desk's ids. */
export interface ToldTo {
  readonly people: readonly string[];
  /** Nobody in particular can be named: whoever is in the channel. */
  readonly here: boolean;
  readonly managers: boolean;
  /** By their names in the policy file. */
  readonly pagers: readonly string[];
  /** Whom the chain names and a ping would not reach: it passed on at once. */
  readonly passedOn: readonly PassedOn[];
  /** A claim keeps it from all but the claimer for now (sla.md, Claim is an acknowledgement). */
  readonly silenced: boolean;
}

export interface PassedOn {
  readonly who: Told;
  /** Null: there is nobody of that kind. */
  readonly person: string | null;
  readonly why: Unreachable | "nobody";
}

export interface DeferredEnd {
  readonly outcome: Outcome;
  readonly person: string;
  readonly reason?: HandoffReason;
  readonly way?: HandoffWay;
  readonly next?: NextOn | null;
}

/** Policy §3: the customer opens the ticket, or it is written on their behalf. */
export type HandoffWay = "ask" | "draft";

export type OfferReason = "new" | "reopened" | "released" | "shift_ended" | "off_duty" | "transferred";
export type Choice = "transfer" | "wait" | "handoff";
/** Policy §1, §2 and §3. */
export const HANDOFF_REASONS = ["authentication", "access", "investigation"] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

export type Door = "panel" | "command" | "shortcut" | "form" | "direct" | "mention";
/** A private thread, or the customer's direct messages. */
export type PlaceKind = "thread" | "direct";
export type HoldReason =
  | "not_claimed"
  | "to_colleague"
  | "closed"
  | "has_files"
  | "only_files"
  | "secret"
  | "authentication";
export type RefusalReason =
  | "already_claimed"
  | "already_yours"
  | "nothing_to_keep"
  | "nothing_to_waive"
  | "already_closed"
  | "not_closed"
  | "window_over"
  | "not_held"
  | "not_yours"
  /** Somebody claimed it a moment ago and may still be reading: not yet to be taken over. */
  | "just_claimed"
  | "no_update_due"
  /** Two *Still on it* in a row: the next word must be the rep's own. */
  | "said_twice"
  | "not_customers_turn"
  | "not_a_rep"
  | "already_theirs";

import type { Alert } from "../effect.ts";
import type { SecretKind } from "../gate/secret.ts";
import type { FailureReason } from "../inbound.ts";
import type { Hours } from "../policy/hours.ts";
import type { Target } from "../policy/policy.ts";
import type { NextOn } from "../ticket/event.ts";
import type { Timestamp } from "../time.ts";
import type { Choice, Door, Gated, HandoffReason, HandoffWay, PlaceKind } from "./event.ts";

/** An order to a conversation. Texts come along to be read, and are never kept in events. */
export type Command =
  | {
      readonly type: "OpenConversation";
      readonly at: Timestamp;
      readonly conversationId: string;
      readonly number: number;
      readonly customer: string;
      readonly door: Door;
      readonly messageId: string;
      readonly plan: string | null;
      readonly hours: Hours;
      readonly gate?: Gated | null;
      readonly secrets?: readonly SecretKind[];
    }
  | {
      readonly type: "ReceiveCustomerMessage";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly person: string;
      readonly text: string;
      readonly gate?: Gated | null;
      /** Kinds of secrets that the receiver took out of it. */
      readonly secrets?: readonly SecretKind[];
    }
  | {
      readonly type: "ReceiveStaffMessage";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly by: string;
      readonly text: string;
      readonly toColleague: boolean;
      /** Files of the staff's platform: the customer could not open them. */
      readonly hasFiles: boolean;
      readonly secrets?: readonly SecretKind[];
      /** It asks the customer to prove who they are. */
      readonly authenticates?: boolean;
    }
  | {
      readonly type: "RecordEdit";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly side: Side;
      readonly gate?: Gated | null;
      readonly secrets?: readonly SecretKind[];
    }
  | { readonly type: "RecordDelete"; readonly at: Timestamp; readonly messageId: string; readonly side: Side }
  | { readonly type: "RecordReaction"; readonly at: Timestamp }
  | ByRep<"ClaimConversation">
  | ByRep<"TakeOver">
  | ByRep<"KeepBall">
  | ByRep<"WaiveReply">
  | ByRep<"ResolveConversation">
  | ByRep<"ReopenConversation">
  | ByRep<"ReleaseConversation">
  | (ByRep<"AskChoice"> & { readonly choice: Choice })
  /** `to`: a rep's id in the policy file. */
  | (ByRep<"TransferToRep"> & { readonly to: string })
  | (ByRep<"TransferToPermission"> & {
      readonly permission: string;
      /** From the roster: who has it next, and when; null: nobody within 14 days. */
      readonly next: { readonly rep: string; readonly at: Timestamp } | null;
    })
  | (ByRep<"HandOff"> & {
      readonly reason: HandoffReason;
      readonly way: HandoffWay;
      /** Who takes it on next; null: any rep, or nobody within 14 days. */
      readonly next: NextOn | null;
    })
  | (ByRep<"WaitForCustomer"> & { readonly forMs: number })
  | (ByRep<"SendStillOnIt"> & { readonly messageId: string })
  | {
      readonly type: "WarnOfShiftEnd";
      readonly at: Timestamp;
      readonly person: string;
      readonly endsAt: Timestamp;
    }
  | {
      readonly type: "EndDuty";
      readonly at: Timestamp;
      readonly person: string;
      readonly cause: "shift_ended" | "off_duty";
    }
  | (ByRep<"SendHeld"> & { readonly messageId: string; readonly text: string; readonly claim: boolean })
  | { readonly type: "CloseByCustomer"; readonly at: Timestamp; readonly person: string }
  | { readonly type: "ReopenByCustomer"; readonly at: Timestamp; readonly person: string }
  | { readonly type: "RecordCustomerLeft"; readonly at: Timestamp }
  | { readonly type: "RecordPlaceOpened"; readonly at: Timestamp; readonly kind: PlaceKind }
  | { readonly type: "RecordPlaceFailed"; readonly at: Timestamp; readonly reason: FailureReason }
  | { readonly type: "RecordCardPosted"; readonly at: Timestamp }
  | {
      readonly type: "RecordAlertFailed";
      readonly at: Timestamp;
      readonly alert: Alert;
      readonly reason: FailureReason;
      readonly code: string;
    }
  | {
      readonly type: "RecordPageFailed";
      readonly at: Timestamp;
      readonly pager: string;
      readonly target: Target;
      readonly cycle: number;
      readonly level: number;
      readonly reason: FailureReason;
      readonly code: string;
    }
  | {
      readonly type: "RecordCardFailed";
      readonly at: Timestamp;
      readonly reason: FailureReason;
      readonly code: string;
    }
  | { readonly type: "RecordResponse"; readonly at: Timestamp; readonly messageId: string }
  | {
      readonly type: "RecordFailedResponse";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly reason: FailureReason;
      readonly code: string;
    }
  | {
      readonly type: "RecordOriginalKept";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly code: string;
    }
  /** Its customer opened a ticket. */
  | {
      readonly type: "LinkTicket";
      readonly at: Timestamp;
      readonly ticketId: string;
      readonly number: number;
    }
  /** A rep has the last word on what the gate said of this message. */
  | (ByRep<"OverruleGate"> & { readonly messageId: string; readonly verdict: "chat" | "ticket" })
  | {
      readonly type: "ChooseHow";
      readonly at: Timestamp;
      readonly person: string;
      readonly messageId: string;
    }
  /** A second opinion on what the rules took for plain chat. */
  | {
      readonly type: "RecordOpinion";
      readonly at: Timestamp;
      readonly messageId: string;
      readonly gate: Gated;
    }
  | { readonly type: "CheckDeadlines" };

export type Side = "customer" | "rep";

interface ByRep<T extends string> {
  readonly type: T;
  readonly at: Timestamp;
  readonly by: string;
}

import type { Category } from "../gate/category.ts";
import type { Timestamp } from "../time.ts";
import type {
  MailKind,
  RefusedAction,
  ReplyOutcome,
  RequestTexts,
  TicketEvent,
  TicketRefusal,
  WithheldReason,
} from "./event.ts";
import type { DraftFault } from "./request-form.ts";
import type { Confirmation } from "./state.ts";

/** What the desk says of tickets. `person` and `at`: who takes it on next, and when they are on duty; null: nobody. */
export type TicketSentence =
  /** To the customer, before anything is opened: the exact text. `suggestion`: a better subject. */
  | {
      readonly key: "ticket_draft";
      readonly texts: RequestTexts;
      /** The rep who wrote it; null: they did themselves. */
      readonly person: string | null;
      readonly named: boolean;
      readonly faults: readonly DraftFault[];
      readonly suggestion: string | null;
    }
  | {
      readonly key: "ticket_opened";
      readonly number: number;
      /** The text that holds the number to be repeated in the reply; null: none is asked for. */
      readonly code: string | null;
      readonly mail: boolean;
      readonly person: string | null;
      readonly at: Timestamp | null;
    }
  | { readonly key: "ticket_dropped" }
  | { readonly key: "ticket_sent_again"; readonly number: number }
  | {
      readonly key: "ticket_state";
      readonly number: number;
      readonly state: "waiting" | "confirmed" | "started" | "denied" | "expired" | "closed" | "reopened";
      readonly person: string | null;
      readonly at: Timestamp | null;
    }
  /** To whoever names a ticket that is not theirs, whether it exists or not. */
  | { readonly key: "ticket_not_yours" }
  | { readonly key: "ticket_drafted_for_staff"; readonly person: string; readonly by: string }
  | { readonly key: "ticket_opened_for_staff"; readonly number: number; readonly person: string | null }
  /** The parent message of a ticket on the rep side. */
  | {
      readonly key: "ticket_card";
      readonly number: number;
      readonly status: "open" | "closed";
      readonly confirmation: "not_confirmed" | Confirmation;
      readonly category: Category | null;
      readonly permission: string | null;
      readonly texts: RequestTexts;
      /** Who asked in chat; null: it came by mail. */
      readonly by: string | null;
      readonly conversation: number | null;
      /** Who has it. */
      readonly person: string | null;
      readonly started: boolean;
      readonly openedAt: Timestamp;
    }
  | { readonly key: "ticket_request"; readonly texts: RequestTexts }
  | {
      readonly key: "ticket_reply";
      readonly outcome: ReplyOutcome;
      readonly verified: boolean;
      readonly textId: string | null;
    }
  | {
      readonly key: "ticket_authenticated";
      readonly number: number;
      /** The rep who read an unclear reply; null: the reply was clear. */
      readonly by: string | null;
      readonly person: string | null;
      readonly at: Timestamp | null;
    }
  | { readonly key: "ticket_denied"; readonly number: number; readonly cause: "reply" | "wrong_numbers" }
  | { readonly key: "ticket_expired"; readonly number: number }
  | { readonly key: "ticket_undeliverable"; readonly number: number }
  | { readonly key: "ticket_withheld"; readonly number: number; readonly why: WithheldReason }
  | { readonly key: "ticket_address_changed"; readonly number: number }
  | { readonly key: "ticket_assigned"; readonly person: string }
  | { readonly key: "ticket_started"; readonly person: string; readonly overridden: boolean }
  | { readonly key: "ticket_closed"; readonly person: string }
  | { readonly key: "ticket_reopened"; readonly person: string | null }
  | {
      readonly key: "ticket_mail_failed";
      readonly number: number;
      readonly what: MailKind;
      readonly code: string;
    }
  /** A rep changed what they had answered by mail. */
  | { readonly key: "ticket_answer_stands"; readonly person: string }
  | { readonly key: "ticket_asked_about"; readonly person: string; readonly confirmed: boolean }
  | { readonly key: "ticket_handing_on_failed"; readonly number: number; readonly code: string }
  | {
      readonly key: "ticket_refused";
      readonly action: RefusedAction;
      readonly reason: TicketRefusal;
      readonly person: string | null;
      readonly at: Timestamp | null;
    }
  | { readonly key: "ticket_named_in_chat"; readonly number: number; readonly confirmed: boolean }
  | { readonly key: "ticket_chat_noted"; readonly person: string; readonly textId: string }
  /** `/desk audit T-1042`, to leads alone. */
  | { readonly key: "ticket_audit"; readonly number: number; readonly events: readonly TicketEvent[] }
  | { readonly key: "ticket_unknown"; readonly number: number | null }
  /** At the start of a shift: what is confirmed and waits for them. */
  | { readonly key: "ticket_shift_list"; readonly person: string; readonly items: readonly TicketListItem[] }
  /** On a rep's own page. */
  | { readonly key: "ticket_own_list"; readonly items: readonly TicketListItem[] }
  /** `/desk tickets` */
  | { readonly key: "ticket_list"; readonly items: readonly TicketListItem[] };

export type TicketCard = Extract<TicketSentence, { key: "ticket_card" }>;

export interface TicketListItem {
  readonly number: number;
  readonly url: string | null;
  readonly subject: string;
  readonly confirmation: "not_confirmed" | "authenticated" | "denied" | "expired";
  readonly permission: string | null;
  readonly assignee: string | null;
}

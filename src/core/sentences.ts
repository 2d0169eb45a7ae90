import type { Choice, HandoffReason, OfferReason } from "./conversation/event.ts";
import type { GateSentence } from "./gate/sentences.ts";
import type { OwnTexts } from "./policy/own-texts.ts";
import type { Target } from "./policy/policy.ts";
import type { TicketSentence } from "./ticket/sentences.ts";
import type { Timestamp } from "./time.ts";

/**
 * Every sentence the desk says, by key and parameters. The core names it; the words stand in texts/<language>.ts
 * and are rendered by the adapters, in the reader's language and time zone. Parameters hold ids, times and
 * counts, never free text: `person` is the desk's id of somebody, `messageId` names a text that is quoted.
 */
export type Sentence =
  | GateSentence
  | TicketSentence
  | {
      readonly key: "greeting";
      readonly targets: Readonly<Record<Target, number>>;
      readonly messageId: string | null;
    }
  | { readonly key: "claimed_for_customer"; readonly person: string }
  /** `called`: whom we called, by the desk's id; null: nobody in particular. */
  | { readonly key: "late_for_customer"; readonly called: string | null }
  /** 20 minutes are over: what happens next. */
  | { readonly key: "long_for_customer"; readonly person: string | null }
  | { readonly key: "waiting_for_customer"; readonly until: Timestamp }
  | { readonly key: "still_there"; readonly closesInMs: number }
  | { readonly key: "resolved_for_customer"; readonly until: Timestamp }
  | { readonly key: "abandoned_for_customer"; readonly until: Timestamp }
  /** `way`: they are asked to open a ticket themselves, or one is being written for them. */
  | {
      readonly key: "handed_off_for_customer";
      readonly reason: HandoffReason;
      readonly way: "ask" | "draft";
      readonly person: string | null;
      readonly at: Timestamp | null;
    }
  | { readonly key: "reopened_for_customer" }
  | { readonly key: "continued_here"; readonly messageId: string }
  | { readonly key: "moved_to_thread" }
  | { readonly key: "door" }
  | { readonly key: "what_chat_can_do" }
  | { readonly key: "claimed"; readonly person: string }
  | { readonly key: "taken_over"; readonly person: string; readonly from: string | null }
  | { readonly key: "held_not_claimed"; readonly claimedBy: string | null }
  | { readonly key: "held_to_colleague" }
  | { readonly key: "held_closed" }
  | { readonly key: "held_files"; readonly only: boolean }
  | { readonly key: "held_sent"; readonly person: string }
  | { readonly key: "not_delivered"; readonly reason: string; readonly code: string }
  | { readonly key: "customer_unreachable"; readonly reason: string }
  | { readonly key: "customer_edited"; readonly messageId: string }
  | { readonly key: "customer_deleted" }
  | { readonly key: "customer_reopened"; readonly person: string }
  | {
      readonly key: "ended_for_staff";
      readonly outcome: string;
      readonly by: string;
      readonly person: string | null;
    }
  | { readonly key: "reopened_for_staff"; readonly person: string }
  | { readonly key: "archived_for_staff" }
  | { readonly key: "ball_kept"; readonly person: string; readonly dueAt: Timestamp }
  | { readonly key: "reply_waived"; readonly person: string }
  | { readonly key: "resolve_or_hand_off"; readonly dueAt: Timestamp }
  | { readonly key: "still_on_it_sent"; readonly person: string; readonly messageId: string }
  | { readonly key: "wait_set"; readonly person: string; readonly until: Timestamp }
  | { readonly key: "shift_end_near"; readonly person: string; readonly endsAt: Timestamp }
  | {
      readonly key: "released";
      readonly from: string;
      readonly by: string | null;
      readonly cause: "button" | "shift_ended" | "off_duty";
    }
  | {
      readonly key: "transferred";
      readonly person: string;
      readonly to: string | null;
      readonly permission: string | null;
    }
  | { readonly key: "offered_on"; readonly to: string | null; readonly why: OfferReason }
  | { readonly key: "choose"; readonly choice: Choice }
  | { readonly key: "nobody_to_choose" }
  /** `at`: when the next one with this permission is on duty; null: nobody within 14 days. */
  | {
      readonly key: "nobody_has_permission";
      readonly permission: string;
      readonly person: string | null;
      readonly at: Timestamp | null;
    }
  /** To the managers: nobody with this permission is on any shift for 14 days. */
  | { readonly key: "permission_uncovered"; readonly permission: string; readonly number: number }
  /** What a rep finds at the start of a shift, or asks for. */
  | {
      readonly key: "your_list";
      readonly person: string;
      readonly begins: boolean;
      readonly items: readonly ListItem[];
    }
  | {
      readonly key: "duty_set";
      readonly person: string;
      readonly on: boolean;
      /** Until their shifts say otherwise; null: until they say so themselves. */
      readonly until: Timestamp | null;
      /** Conversations that are offered on. */
      readonly offeredOn: number;
    }
  | { readonly key: "desk_help"; readonly unknown: boolean }
  | { readonly key: "no_such_conversation"; readonly number: number | null }
  | { readonly key: "not_on_the_desk" }
  /** To the managers: times without anybody on duty in the next 7 days. */
  | {
      readonly key: "cover_gaps";
      readonly gaps: readonly { readonly from: Timestamp; readonly to: Timestamp }[];
    }
  | { readonly key: "policy_changed"; readonly version: string }
  /** The file that was edited is wrong: the desk goes on as before. */
  | { readonly key: "policy_refused"; readonly faults: number; readonly first: string }
  | {
      readonly key: "calendar_trouble";
      readonly source: string;
      readonly trouble: string;
      readonly since: Timestamp | null;
    }
  | { readonly key: "calendar_recovered"; readonly source: string }
  /** A press opened no form in time. */
  | { readonly key: "form_late" }
  | { readonly key: "nobody_received_that" }
  | {
      readonly key: "refused";
      readonly action: string;
      readonly reason: string;
      readonly person: string | null;
    }
  | { readonly key: "alert_answered"; readonly at: Timestamp; readonly lateMs: number }
  | { readonly key: "alert_withdrawn"; readonly at: Timestamp }
  | { readonly key: "alert_over" }
  /** To the managers: pings do not arrive in their channel. */
  | { readonly key: "alerts_failed"; readonly number: number; readonly reason: string; readonly code: string }
  /** To the managers: a pager of the policy file, by its name there, was not reached. */
  | {
      readonly key: "pager_failed";
      readonly number: number;
      readonly pager: string;
      readonly reason: string;
      readonly code: string;
    }
  /** To the managers: reps cannot see this conversation, because its card could not be posted. */
  | { readonly key: "card_failed"; readonly number: number; readonly reason: string; readonly code: string };

export interface ListItem {
  readonly number: number;
  readonly url: string | null;
  /** When the next thing is due; null: nothing is. */
  readonly dueAt: Timestamp | null;
  /** Theirs, or waiting for anybody. */
  readonly theirs: boolean;
}

export type SentenceKey = Sentence["key"];

/** How a platform writes what a sentence needs: its own dates, emphasis, mentions and links. */
export interface Voice {
  /** A moment, in each reader's own zone where the platform can. */
  readonly time: (at: Timestamp) => string;
  readonly bold: (text: string) => string;
  readonly link: (label: string, url: string) => string;
  /** A person's name; a mention only where the message allows that mention. */
  readonly person: (id: string) => string;
  /** Somebody's own words, set apart; neutralised by the platform's rules. */
  readonly quote: (messageId: string) => string;
  /** The same within a line. */
  readonly words: (textId: string) => string;
}

/** What the words need to know of the desk. */
export interface DeskWords {
  readonly deskName: string;
  readonly policyUrl: string | null;
  /** Where customers write tickets themselves: by mail, or in a form; null: there is none. */
  readonly ticketAddress?: string | null;
  readonly ticketForm?: string | null;
  /** What the desk says in its own words. */
  readonly texts: OwnTexts;
}

export type Texts = (sentence: Sentence, voice: Voice, desk: DeskWords) => string;

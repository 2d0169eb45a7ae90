import type { OwnTexts } from "./policy/own-texts.ts";
import type { Target } from "./policy/policy.ts";
import type { Timestamp } from "./time.ts";

/**
 * Every sentence the desk says, by key and parameters. The core names it; the words stand in texts/<language>.ts
 * and are rendered by the adapters, in the reader's language and time zone. Parameters hold ids, times and
 * counts, never free text: `person` is the desk's id of somebody, `messageId` names a text that is quoted.
 */
export type Sentence =
  | {
      readonly key: "greeting";
      readonly targets: Readonly<Record<Target, number>>;
      readonly messageId: string | null;
    }
  | { readonly key: "claimed_for_customer"; readonly person: string }
  | { readonly key: "late_for_customer" }
  | { readonly key: "still_there"; readonly closesInMs: number }
  | { readonly key: "resolved_for_customer"; readonly until: Timestamp }
  | { readonly key: "abandoned_for_customer"; readonly until: Timestamp }
  | { readonly key: "handed_off_for_customer" }
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
  /** To the managers: reps cannot see this conversation, because its card could not be posted. */
  | { readonly key: "card_failed"; readonly number: number; readonly reason: string; readonly code: string };

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
}

/** What the words need to know of the desk. */
export interface DeskWords {
  readonly deskName: string;
  readonly policyUrl: string | null;
  /** What the desk says in its own words. */
  readonly texts: OwnTexts;
}

export type Texts = (sentence: Sentence, voice: Voice, desk: DeskWords) => string;

import type { Button } from "./actions.ts";
import type { OfferReason, PassedOn } from "./conversation/event.ts";
import type { Attachment, Person, Place } from "./platform.ts";
import type { Target, Told } from "./policy/policy.ts";
import type { DeskWords, Sentence } from "./sentences.ts";
import type { Timestamp } from "./time.ts";

/** A running or judged clock as people see it. */
export interface ClockView {
  readonly target: Target;
  readonly dueAt: Timestamp;
  readonly state: "running" | "met" | "breached" | "cancelled";
}

/** The parent message of a conversation on the rep side: what a rep must know at a glance. */
export interface CardView {
  readonly number: number;
  readonly customer: Person;
  /** Null where none was given: a chat is never refused for its subject. */
  readonly subject: string | null;
  /** The first words, shortened. */
  readonly preview: string;
  readonly status: "open" | "closed" | "archived";
  readonly outcome: "resolved" | "handed_off" | "abandoned" | null;
  readonly rep: Person | null;
  readonly ball: "rep" | "customer";
  readonly waitingSince: Timestamp | null;
  readonly openedAt: Timestamp;
  /** Reply clock first, then resolution; only those that run or were breached and still matter. */
  readonly clocks: readonly ClockView[];
  readonly reachable: boolean;
  /** The plan that its targets are from; null: what everybody is promised. */
  readonly plan: string | null;
  /** Who was asked first while nobody has it. */
  readonly offeredTo: Person | null;
  /** *Wait for customer until…* */
  readonly waitUntil: Timestamp | null;
  /** Since when nothing was heard of a platform: the clocks may be wrong (sla.md, decision 18). Null: all is heard. */
  readonly unreliableSince: Timestamp | null;
  readonly buttons: readonly Button[];
}

/** A ping. Its plain text must serve a phone's lock screen: seconds left, who, the first 80 characters. */
export interface AlertView {
  readonly number: number;
  readonly customer: Person;
  readonly target: Target;
  readonly level: number;
  readonly dueAt: Timestamp;
  /** Now, by the injected clock: texts say "30 s left". */
  readonly now: Timestamp;
  readonly answeredAt: Timestamp | null;
  /** The first 80 characters of what waits, redacted. */
  readonly preview: string;
  /** Platform user ids to mention. */
  readonly mention: readonly string[];
  /** Nobody in particular can be named: call whoever is in the channel. */
  readonly here: boolean;
  /** An offer, and what brought it about; null: a level of a clock. */
  readonly offer: OfferReason | null;
  /** Whom the chain names and a ping would not reach, so that others are called; names as staff know them. */
  readonly passedOn: readonly {
    readonly who: Told;
    readonly name: string | null;
    readonly why: PassedOn["why"];
  }[];
  /** Where else the rep who has it is late: one ping says it all. */
  readonly alsoLate?: readonly { readonly number: number; readonly dueAt: Timestamp }[];
  /** The last words of the conversation, oldest first, where somebody new is to go on with it. */
  readonly recent: readonly { readonly from: string; readonly text: string }[];
  /** Since when nothing was heard of the customers' platform; null: it is heard. */
  readonly unreliableSince: Timestamp | null;
  /** Link to the conversation's thread, where the platform gives one. */
  readonly permalink: string | null;
  readonly buttons: readonly Button[];
}

/** How many lines a merged alert has: Slack takes 50 blocks, and a line with its buttons is two. */
export const ALERT_LINES = 20;

/** One conversation in a merged alert. */
export type AlertLine = Pick<
  AlertView,
  "number" | "customer" | "target" | "level" | "dueAt" | "answeredAt" | "preview" | "permalink" | "buttons"
> & {
  /** Who has it; null: nobody. */
  readonly rep: Person | null;
};

/** Alerts that fell due together: one message, because a channel takes about one a second. */
export interface AlertsView {
  /** Conversations of the desk that are overdue now, told of here or not yet. */
  readonly overdue: number;
  /** Conversations that it tells of besides: a warning, or one that was answered late. */
  readonly others: number;
  readonly now: Timestamp;
  /** At most ALERT_LINES, the longest overdue first. */
  readonly items: readonly AlertLine[];
  /** How many have no line. */
  readonly rest: number;
  /** Where those stand: the channel of the cards. */
  readonly restAt: Place;
  readonly mention: readonly string[];
  readonly here: boolean;
}

/** What is a rep's at one desk. */
export interface DeskHome {
  readonly desk: DeskWords;
  readonly conversations: Body & { readonly kind: "sentence" };
  readonly tickets: Body & { readonly kind: "sentence" };
}

/** A rep's own page, where the platform has one; no desks: the policy file names them on none. */
export interface HomeView {
  readonly language: string;
  /** When it was true. */
  readonly now: Timestamp;
  readonly desks: readonly DeskHome[];
}

/** What a message says. */
export type Body =
  | {
      readonly kind: "text";
      /** Canonical Markdown. Shown as somebody's: `from` null means as the desk's own. */
      readonly text: string;
      readonly from: Person | null;
      readonly attachments: readonly Attachment[];
    }
  | {
      readonly kind: "sentence";
      readonly sentence: Sentence;
      /** Names by the desk's person id, for the sentence's `person` parameters. */
      readonly people: Readonly<Record<string, Person>>;
      /** Texts by message id, for the sentence's quotes. */
      readonly quotes: Readonly<Record<string, string>>;
    }
  | { readonly kind: "card"; readonly card: CardView }
  | { readonly kind: "alert"; readonly alert: AlertView }
  | { readonly kind: "alerts"; readonly alerts: AlertsView }
  /** An alert that is over: the same message, said to be done. */
  | {
      readonly kind: "closed_alert";
      readonly number: number;
      readonly sentence: Body & { kind: "sentence" };
    };

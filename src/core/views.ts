import type { Button } from "./actions.ts";
import type { Attachment, Person } from "./platform.ts";
import type { Target } from "./policy/policy.ts";
import type { Sentence } from "./sentences.ts";
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
  /** Link to the conversation's thread, where the platform gives one. */
  readonly permalink: string | null;
  readonly buttons: readonly Button[];
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
  /** An alert that is over: the same message, said to be done. */
  | {
      readonly kind: "closed_alert";
      readonly number: number;
      readonly sentence: Body & { kind: "sentence" };
    };

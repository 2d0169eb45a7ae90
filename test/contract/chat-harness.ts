import type { ActionName } from "../../src/core/actions.ts";
import type { FormValues } from "../../src/core/form.ts";
import type { MessageRef, Person, Place } from "../../src/core/platform.ts";
import type { Chat, Forms } from "../../src/ports.ts";

/** A message as people see it in a place. */
export interface Shown {
  readonly id: string;
  readonly text: string;
}

/**
 * What the next request of the desk's meets:
 * a rate limit; the platform's own fault; a connection cut before, or after, the request took effect.
 */
export type Trouble = "rate_limited" | "server_error" | "cut_before" | "cut_after";

/** A form as a person has it open. */
export interface ShownForm {
  readonly title: string;
  /** What is said around the fields. */
  readonly text: string;
  readonly fields: readonly { readonly name: string; readonly label: string; readonly value: string }[];
}

/** What `person` sees of forms, and what stands behind them. */
export interface FormsHarness {
  /** From now on this says what a press opens. */
  readonly answer: (forms: Forms) => void;
  /** The form that the last press opened; waits for it. */
  readonly open: () => Promise<ShownForm>;
  /** Fills in that form and sends it. */
  readonly send: (values: FormValues) => Promise<void>;
  /** What `person` alone sees there. */
  readonly whispered: (place: Place) => Promise<readonly string[]>;
}

/** One platform for one test: an emulator with a person in it, and the adapter, not yet started. */
export interface ChatHarness {
  readonly chat: Chat;
  /** Where the desk may post and a person writes what the desk must hear. */
  readonly place: Place;
  /** Of the same form as `place`, and not there. */
  readonly missing: Place;
  /** Somebody in `place`; on a rep-side platform a rep. */
  readonly person: Person;
  /** Who opens conversations, in which support channel; null where the adapter opens no places. */
  readonly opens: { readonly channel: string; readonly customer: Person } | null;
  /** The most characters that one message may hold. */
  readonly longest: number;
  /** What the desk's account has written there, oldest first, as people see it now. */
  readonly shown: (place: Place) => Promise<readonly Shown[]>;
  /** `person` writes there. */
  readonly write: (place: Place, text: string) => Promise<MessageRef>;
  readonly editOwn: (message: MessageRef, text: string) => Promise<void>;
  readonly deleteOwn: (message: MessageRef) => Promise<void>;
  /** `person` presses a button by what it does. */
  readonly press: (message: MessageRef, action: ActionName) => Promise<void>;
  /** Platform user ids whose phones lit up because of what the desk wrote, so far; `everyone` for all at once. */
  readonly pinged: () => Promise<readonly string[]>;
  /** Absent where the adapter opens no forms. */
  readonly forms?: FormsHarness;
  readonly trouble: (trouble: Trouble) => void;
  /** The next event reaches the desk twice. */
  readonly duplicateNextEvent: () => void;
  readonly close: () => Promise<void>;
}

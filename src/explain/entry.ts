import type { Timestamp } from "../core/time.ts";

/** One line of a timeline. */
export interface Entry {
  /** When it happened, by the platforms' own time. */
  readonly at: Timestamp;
  readonly text: string;
  /** The decision of the specification, or the sentence of the policy, that explains a verdict; null: none is needed. */
  readonly rule: string | null;
}

/** What words about moments and people need. */
export interface Writer {
  /** A moment in a sentence: its date only where it is another day's. */
  readonly time: (at: Timestamp) => string;
  /** A person by their id. */
  readonly person: (id: string) => string;
}

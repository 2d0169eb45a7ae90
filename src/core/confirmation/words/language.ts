/** How one language consents and refuses: single words, lower case. */
export interface Language {
  /** A consent, as the first word of a line. */
  readonly yes: readonly string[];
  /** A refusal, as the first word of a line; beside a consent it takes it back. The word for *not* alone is none. */
  readonly no: readonly string[];
  /** A refusal too, as the first word; beside a consent it may be what is consented to (*yes, cancel it*). */
  readonly refusals: readonly string[];
  /** What makes a consent something less: a condition, an exception, a negation, an alternative. */
  readonly but: readonly string[];
  /** How a letter begins; a line of it and at most a name says nothing yet. */
  readonly greetings: readonly string[];
  /** A refusal's words that refuse nothing (`no problem`). */
  readonly harmless: readonly string[];
}

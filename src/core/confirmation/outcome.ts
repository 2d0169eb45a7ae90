/** What a mail means for the ticket that it answers. */
export const OUTCOMES = [
  /** Sender and words are certain: the owner of the address on file says yes. */
  "authenticated",
  /** The same owner says no. */
  "denied",
  /** The sender is certain, the words are not: a rep reads them. */
  "unclear",
  /** Kept as a comment that nobody vouches for; the ticket's state stays. */
  "unverified",
  /** Only SPF speaks for the sender: shown to the lead, authenticates nothing. */
  "staff_review",
  /** Automatic or malformed: kept in quarantine, no state changes, nobody is answered. */
  "ignored",
  /** A delivery report says that our mail did not arrive. */
  "undeliverable",
  /** It came after the confirmation's time. */
  "expired",
  /** DNS gave no answer on which it could be judged: come back later. */
  "retry",
] as const;

export type Outcome = (typeof OUTCOMES)[number];

export interface Verdict {
  readonly outcome: Outcome;
  /** Why, in sentences that each begin with the condition (C0–C5) they speak of; never a token, an id or an address. */
  readonly because: readonly string[];
  /** The yes names a number, and not the one that chat shows. */
  readonly wrongNumber?: true;
  /** The words are unclear, and name the number that chat shows; or none is asked for. */
  readonly confirmable?: true;
}

export const verdict = (outcome: Outcome, ...because: readonly string[]): Verdict => ({ outcome, because });

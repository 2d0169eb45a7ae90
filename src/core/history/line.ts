import type { Timestamp } from "../time.ts";

/** Something that a history can say: what people did, by the platform's own time. */
export const KINDS = [
  "customer_message",
  "rep_message",
  "rep_note",
  "desk_message",
  "reaction",
  "edit",
  "delete",
  "claim",
  "release",
  "transfer",
  "working_on_it",
  "no_reply_needed",
  "resolve",
  "handoff",
  "abandon",
] as const;
export type Kind = (typeof KINDS)[number];

/** One line of a history, in the order of arrival. */
export interface HistoryLine {
  readonly kind: Kind;
  readonly at: Timestamp;
  /** When the desk learnt of it; null: as soon as of anything so far. */
  readonly receivedAt: Timestamp | null;
  /** A message's id; a line without one is a message of its own. */
  readonly id: string;
  readonly text: string;
  /** When a rep's message reached the customer; null: it never did. */
  readonly deliveredAt: Timestamp | null;
  /** The message that was edited or deleted. */
  readonly of: string;
}

/** A line in its turn. */
export interface Arrival {
  readonly at: Timestamp;
  readonly line: HistoryLine;
}

/**
 * Time of arrival never runs backwards. A line may tell of a delivery that still lies ahead: it is taken at its word,
 * and arrives no later for it.
 */
export const arrivalsOf = (lines: readonly HistoryLine[]): readonly Arrival[] => {
  let now = Number.NEGATIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  return lines.map((line) => {
    latest = Math.max(latest, line.at);
    now = Math.max(now, line.receivedAt ?? latest);
    return { at: now, line };
  });
};

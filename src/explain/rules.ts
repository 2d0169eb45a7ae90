import type { CancelCause } from "../core/conversation/clock.ts";
import type { Target } from "../core/policy/policy.ts";

/**
 * Why the clocks say what they say, in the words of the specification's decisions: whoever disputes a verdict reads the
 * rule beside it.
 */
export const RULES = {
  gate: "a verdict ends no conversation, stops no clock, and keeps nothing from the rep",
  ack: "a claim is an acknowledgement, not a response: it silences the paging of others for a while",
  appended: "decision 4: of several customer messages in a row the oldest counts",
  ball: "decision 6: whoever says they are working on it owes the next word",
  corrected: "decision 10: an answer that was in time withdraws a breach, however late we hear of it",
  deleted:
    "decision 11: a message deleted before the deadline counts as never sent; after it nothing changes",
  delivered: "decision 5: a response counts from its delivery to the customer, by the customer's platform",
  edited: "decision 11: edits never touch a clock",
  ended: "decision 13: an end cancels reply clocks that are not past due, and fulfils or breaches resolution",
  failed: "decision 5: what was not delivered is no response, and the clock runs on",
  judged: "decision 7: met if and only if answered at or before the due time, by the platforms' times",
  late: "decision 8: answered late is told as late, not as overdue",
  moved: "decision 10: the order is the platforms', so an older message moves the start back",
  notResponse: "decision 5: only what a person writes and the customer receives is a response",
  notTouched: "decision 16: claims, transfers and reassignments never touch a clock",
  passedOn: "a step that reaches nobody passes on at once, and says so; the chain ends at the managers",
  pleasantry: "decision 6: pleasantries after a response start no clock",
  reopened:
    "decision 14: within the window it is the same conversation, and nothing is measured across the gap",
  toldOnce: "decision 9: each level of a clock is told once",
  waived: "decision 6: no reply needed gives the ball to the customer",
} as const;

export const STARTED: Readonly<Record<Target, string>> = {
  first_response: "decision 2: from the customer's first message, by its own time",
  next_response: "decision 3: from the oldest unanswered message, once the first was answered",
  update: "decision 1: from the last response, while the rep holds the ball",
  resolution: "decision 1: from the first message until resolved or handed off",
};

export const CANCELLED: Readonly<Record<CancelCause, string>> = {
  resolved: RULES.ended,
  handed_off: RULES.ended,
  abandoned: "decision 13: abandonment cancels the clocks that are not past due",
  short_abandon: "decision 15: abandoned within the short grace before any answer, it is counted apart",
  ended_unanswered: "decision 13: ended by us before any response; reports count it as missed",
  no_reply_needed: RULES.waived,
  message_deleted: RULES.deleted,
  superseded: "decision 3: one reply clock at a time, and the message makes an answer due sooner",
};

/** Why a clock's time went by although nothing was owed any more. */
export const ENDED_LATE = "decision 13: what was past due before the end stays a breach";

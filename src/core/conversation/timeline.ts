import type { Timestamp } from "../time.ts";

/** How a conversation ended (sla.md, decision 15). A handoff is never counted as resolved. */
export type Outcome = "resolved" | "handed_off" | "abandoned";

/**
 * What happened that a clock can care about, each at the platform's own time.
 * The list is the whole truth about the clocks: they are folded from it (clocks.ts), so an event that arrives
 * late is simply put in its place and everything after it is judged again.
 */
export type Moment =
  | { readonly kind: "customer"; readonly at: Timestamp; readonly id: string; readonly pleasantry: boolean }
  | {
      readonly kind: "response";
      readonly at: Timestamp;
      readonly id: string;
      readonly holdsBall: boolean;
      readonly asks: boolean;
      /** Sent by the button *Still on it*. */
      readonly stillOnIt?: boolean;
    }
  | { readonly kind: "deleted"; readonly at: Timestamp; readonly of: string }
  | { readonly kind: "ball_kept"; readonly at: Timestamp }
  | { readonly kind: "reply_waived"; readonly at: Timestamp }
  | {
      readonly kind: "ended";
      readonly at: Timestamp;
      readonly outcome: Outcome;
      readonly by: "rep" | "desk" | "customer";
    }
  | {
      readonly kind: "reopened";
      readonly at: Timestamp;
      /** The customer message that reopened it; null when a rep did, after a mis-tap. */
      readonly id: string | null;
    };

/** Puts a moment in its place: by time, and among equals in the order of arrival. Never mutates. */
export const insertMoment = (moments: readonly Moment[], moment: Moment): readonly Moment[] => {
  const after = moments.findLastIndex((one) => one.at <= moment.at);
  return [...moments.slice(0, after + 1), moment, ...moments.slice(after + 1)];
};

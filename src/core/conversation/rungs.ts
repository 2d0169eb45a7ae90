import type { Policy, Target, Told } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";
import { isOpen, levelAt } from "./clock.ts";
import { deadlines } from "./deadlines.ts";
import { type Conversation, clockKey } from "./state.ts";

/** One step of a running clock's escalation chain, as boards show it. */
export interface Rung {
  readonly target: Target;
  readonly cycle: number;
  /** The fraction of the target; 1 is the breach. */
  readonly level: number;
  readonly at: Timestamp;
  readonly tell: readonly Told[];
  /** `kept`: reached, and a claim keeps it from all but the claimer for now. */
  readonly state: "ahead" | "told" | "kept";
}

/** The chains of all clocks that run, or are over due and unanswered. */
export const rungs = (state: Conversation, policy: Policy): readonly Rung[] =>
  state.clocks.all.filter(isOpen).flatMap((clock) => {
    const { target, cycle } = clock;
    const key = clockKey(clock);
    return policy.steps[target].map(({ at: level, tell }): Rung => {
      const isTold = state.told.includes(`${key}:${level}`);
      return {
        target,
        cycle,
        level,
        at: levelAt(clock, level, state.promised.hours),
        tell,
        state: isTold ? (state.silenced[key] === level ? "kept" : "told") : "ahead",
      };
    });
  });

/** What a silent customer's conversation counts down to; null: it counts down to nothing. */
export const idleCountdown = (
  state: Conversation,
  policy: Policy,
): { readonly what: "ask_idle" | "close_idle"; readonly at: Timestamp } | null => {
  for (const { type, at } of deadlines(state, policy)) {
    if (type === "ask_idle" || type === "close_idle") return { what: type, at };
  }
  return null;
};

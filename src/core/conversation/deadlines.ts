import type { Policy } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";
import { type Clock, isOpen } from "./clock.ts";
import { type Conversation, levelKey } from "./state.ts";

/** Something that must happen to a conversation at a moment, unless something else happens before. */
export type Deadline =
  | { readonly type: "level"; readonly at: Timestamp; readonly clock: Clock; readonly level: number }
  | { readonly type: "ask_idle"; readonly at: Timestamp }
  | { readonly type: "close_idle"; readonly at: Timestamp }
  | { readonly type: "archive"; readonly at: Timestamp };

/** The levels of a clock that nobody was told of yet, each at startedAt + level × target. */
const levels = (state: Conversation, policy: Policy): Deadline[] =>
  state.clocks.all.flatMap((clock) => {
    if (!isOpen(clock)) return [];
    const lengthMs = clock.dueAt - clock.startedAt;
    return policy.steps[clock.target]
      .filter((step) => !state.told.includes(levelKey({ ...clock, level: step.at })))
      .map((step) => ({
        type: "level" as const,
        // A breach is a deadline passed: a response at its very millisecond is still in time (decision 7).
        at: clock.startedAt + step.at * lengthMs + (step.at >= 1 ? 1 : 0),
        clock,
        level: step.at,
      }));
  });

const idle = (state: Conversation, policy: Policy): Deadline[] => {
  const { ball, lastResponseAt } = state.clocks;
  if (ball !== "customer" || lastResponseAt === null) return [];
  const since = Math.max(lastResponseAt, state.lastHeardAt ?? 0);
  // Closing counts from the question: a desk that was down for an hour asks first, and closes nobody unasked.
  return state.idleAskedAt === null
    ? [{ type: "ask_idle", at: since + policy.idle.askMs }]
    : [{ type: "close_idle", at: state.idleAskedAt + policy.idle.closeMs - policy.idle.askMs }];
};

/** All that lies ahead of (or overdue for) a conversation, earliest first. Pure: the shell keeps only the first. */
export const deadlines = (state: Conversation, policy: Policy): readonly Deadline[] => {
  if (state.status === "closed" && state.clocks.endedAt !== null) {
    return [{ type: "archive", at: state.clocks.endedAt + state.reopenMs }];
  }
  if (state.status !== "open") return [];
  return [...levels(state, policy), ...idle(state, policy)].sort((a, b) => a.at - b.at);
};

/** When the engine must next look at this conversation; null when nothing lies ahead. */
export const nextWakeAt = (state: Conversation, policy: Policy): Timestamp | null =>
  deadlines(state, policy)[0]?.at ?? null;

/** The next thing that happens, in words for boards: "first_response 0.8", "ask_idle", "close_idle", "archive". */
export const nextDeadline = (
  state: Conversation,
  policy: Policy,
): { readonly at: Timestamp; readonly what: string } | null => {
  const next = deadlines(state, policy)[0];
  if (next === undefined) return null;
  return { at: next.at, what: next.type === "level" ? `${next.clock.target} ${next.level}` : next.type };
};

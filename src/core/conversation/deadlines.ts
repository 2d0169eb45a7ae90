import type { Policy } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";
import { type Clock, isOpen, levelAt } from "./clock.ts";
import { type Conversation, clockKey } from "./state.ts";

/** Something that must happen to a conversation at a moment, unless something else happens before. */
export type Deadline =
  | { readonly type: "level"; readonly at: Timestamp; readonly clock: Clock; readonly level: number }
  /** The claim has kept a level from the others for long enough. */
  | { readonly type: "resume_chain"; readonly at: Timestamp; readonly clock: Clock; readonly level: number }
  | { readonly type: "ask_idle"; readonly at: Timestamp }
  | { readonly type: "close_idle"; readonly at: Timestamp }
  | { readonly type: "archive"; readonly at: Timestamp };

/** Until when a claim silences the paging of others for this clock; null: nobody has claimed it. */
export const silentUntil = (state: Conversation, clock: Clock, policy: Policy): Timestamp | null =>
  state.claimedAt === null ? null : Math.min(state.claimedAt + policy.ackTimeoutMs, clock.dueAt);

/** The levels of a clock that nobody was told of yet. A breach is a deadline passed: a tie is still in time (decision 7). */
const levels = (state: Conversation, policy: Policy, into: Deadline[]): void => {
  for (const clock of state.clocks.all) {
    if (!isOpen(clock)) continue;
    const key = clockKey(clock);
    for (const { at: level } of policy.steps[clock.target]) {
      if (state.told.includes(`${key}:${level}`)) continue;
      const at = levelAt(clock, level, state.promised.hours) + (level >= 1 ? 1 : 0);
      into.push({ type: "level", at, clock, level });
    }
    const silenced = state.silenced[key];
    // Nobody has it any more: what the claim kept from the others is theirs at once.
    const until =
      silenced === undefined
        ? null
        : (silentUntil(state, clock, policy) ?? levelAt(clock, silenced, state.promised.hours));
    // At the deadline itself the breach is told, and with it everything below.
    if (silenced !== undefined && until !== null && until < clock.dueAt) {
      into.push({ type: "resume_chain", at: until, clock, level: silenced });
    }
  }
};

const idle = (state: Conversation, policy: Policy): Deadline | null => {
  const { ball, lastResponseAt } = state.clocks;
  const waivedAt = state.moments.findLast((moment) => moment.kind === "reply_waived")?.at ?? null;
  if (ball !== "customer" || lastResponseAt === null) return null;
  // Closing counts from the question: a desk that was down for an hour asks first, and closes nobody unasked.
  if (state.idleAskedAt !== null) {
    return { type: "close_idle", at: state.idleAskedAt + policy.idle.closeMs - policy.idle.askMs };
  }
  const since = Math.max(lastResponseAt, waivedAt ?? 0, state.lastHeardAt ?? 0);
  return { type: "ask_idle", at: state.waitUntil ?? since + policy.idle.askMs };
};

/** All that lies ahead of (or overdue for) a conversation, earliest first. Pure: the shell keeps only the first. */
export const deadlines = (state: Conversation, policy: Policy): readonly Deadline[] => {
  if (state.status === "closed" && state.clocks.endedAt !== null) {
    return [{ type: "archive", at: state.clocks.endedAt + state.promised.reopenMs }];
  }
  if (state.status !== "open") return [];
  const all: Deadline[] = [];
  levels(state, policy, all);
  const waiting = idle(state, policy);
  if (waiting !== null) all.push(waiting);
  return all.sort((a, b) => a.at - b.at);
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

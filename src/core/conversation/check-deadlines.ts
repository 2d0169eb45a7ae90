import { calledAt } from "./chain.ts";
import { levelAt } from "./clock.ts";
import { type Deadline, deadlines } from "./deadlines.ts";
import type { ConversationEvent } from "./event.ts";
import { evolve } from "./evolve.ts";
import type { Known } from "./known.ts";
import { type Conversation, clockKey } from "./state.ts";

type Level = Extract<Deadline, { type: "level" | "resume_chain" }>;

/** A higher level of the same clock is due in the same look: this one is kept for the record and nobody is told. */
const isOvertaken = (one: Level, passed: readonly Deadline[]): boolean =>
  passed.some(
    (other) =>
      other.type === "level" && other.level > one.level && clockKey(other.clock) === clockKey(one.clock),
  );

/** Levels of the same clock that this look has passed over already. */
const overtakenBy = ({ clock }: Level, before: readonly ConversationEvent[]): readonly number[] =>
  before.flatMap((event) =>
    "overtaken" in event && event.overtaken && clockKey(event) === clockKey(clock) ? [event.level] : [],
  );

interface Look {
  readonly known: Known;
  /** What this look has come to so far. */
  readonly before: readonly ConversationEvent[];
}

const reached = (one: Level, state: Conversation, passed: readonly Deadline[], { known, before }: Look) => {
  const { clock, level } = one;
  const overtaken = isOvertaken(one, passed);
  return {
    at: one.type === "level" ? levelAt(clock, level, state.promised.hours) : one.at,
    target: clock.target,
    cycle: clock.cycle,
    level,
    detectedAt: known.now,
    overtaken,
    ...(overtaken ? {} : { told: calledAt(state, clock, level, known, overtakenBy(one, before)) }),
  };
};

const due = (state: Conversation, look: Look): readonly ConversationEvent[] => {
  const { known } = look;
  const passed = deadlines(state, known.desk.policy).filter((one) => one.at <= known.now);
  const next = passed[0];
  if (next === undefined) return [];
  switch (next.type) {
    case "level": {
      const level = reached(next, state, passed, look);
      return next.level === 1
        ? [{ type: "ClockBreached", answeredAt: null, ...level }]
        : [{ type: "WarningReached", ...level }];
    }
    case "resume_chain":
      return [{ type: "ChainResumed", ...reached(next, state, passed, look) }];
    case "ask_idle":
      return [{ type: "IdleAsked", at: known.now }];
    case "close_idle":
      return [abandoned(next.at, state)];
    case "archive":
      return [{ type: "ConversationArchived", at: next.at }];
    default:
      return next satisfies never;
  }
};

const abandoned = (at: number, state: Conversation): ConversationEvent => ({
  type: "ConversationEnded",
  at,
  outcome: "abandoned",
  by: "desk",
  person: state.rep,
  cause: "idle",
});

/**
 * Everything that is due by now, one after the other, each judged on the state that the one before left.
 * Every step tells a level, asks once, or closes: so it comes to an end.
 */
export const checkDeadlines = (state: Conversation, known: Known): readonly ConversationEvent[] => {
  const events: ConversationEvent[] = [];
  let current = state;
  const look: Look = { known, before: events };
  for (let next = due(current, look); next.length > 0; next = due(current, look)) {
    events.push(...next);
    current = next.reduce(evolve, current);
  }
  return events;
};

import { deadlines } from "./deadlines.ts";
import type { ConversationEvent } from "./event.ts";
import { evolve } from "./evolve.ts";
import type { Known } from "./known.ts";
import type { Conversation } from "./state.ts";

const due = (state: Conversation, { now, desk }: Known): readonly ConversationEvent[] => {
  const passed = deadlines(state, desk.policy).filter((one) => one.at <= now);
  const next = passed[0];
  if (next === undefined) return [];
  switch (next.type) {
    case "level": {
      const { clock, level } = next;
      const overtaken = passed.some(
        (one) =>
          one.type === "level" &&
          one.level > level &&
          one.clock.target === clock.target &&
          one.clock.cycle === clock.cycle,
      );
      const reached = {
        at: clock.startedAt + level * (clock.dueAt - clock.startedAt),
        target: clock.target,
        cycle: clock.cycle,
        level,
        detectedAt: now,
        overtaken,
      };
      return level === 1
        ? [{ type: "ClockBreached", answeredAt: null, ...reached }]
        : [{ type: "WarningReached", ...reached }];
    }
    case "ask_idle":
      return [{ type: "IdleAsked", at: now }];
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
  for (let next = due(current, known); next.length > 0; next = due(current, known)) {
    events.push(...next);
    current = next.reduce(evolve, current);
  }
  return events;
};

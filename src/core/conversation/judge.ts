import { calledAt } from "./chain.ts";
import type { ConversationEvent } from "./event.ts";
import type { Known } from "./known.ts";
import { type Conversation, clockKey, levelKey } from "./state.ts";

/**
 * What the clocks say after a command (sla.md, decisions 8 and 10): a response that came late before anybody
 * noticed the breach is told as "answered N s late"; a breach that an earlier timestamp disproves is withdrawn.
 */
export const judge = (state: Conversation, known: Known): readonly ConversationEvent[] =>
  state.clocks.all.flatMap((clock): ConversationEvent[] => {
    const { now } = known;
    const { target, cycle, dueAt, fulfilledAt } = clock;
    const told = state.told.includes(levelKey({ target, cycle, level: 1 }));
    const late = fulfilledAt !== null && fulfilledAt > dueAt;
    if (late && !told) {
      return [
        {
          type: "ClockBreached",
          at: dueAt,
          target,
          cycle,
          level: 1,
          detectedAt: now,
          overtaken: false,
          answeredAt: fulfilledAt,
          told: calledAt(state, clock, 1, known),
        },
      ];
    }
    const inTime = fulfilledAt !== null && !late;
    return inTime && told && !state.corrected.includes(clockKey(clock))
      ? [{ type: "BreachCorrected", at: now, target, cycle }]
      : [];
  });

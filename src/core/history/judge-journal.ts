import { nextWakeAt } from "../conversation/deadlines.ts";
import type { ConversationEvent } from "../conversation/event.ts";
import { replay } from "../conversation/evolve.ts";
import { clockKey, levelKey, NO_CONVERSATION } from "../conversation/state.ts";
import type { Policy } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";
import { byStart, byTime, type JudgedAlert, type Judgement, judged } from "./judge-history.ts";

/** What the journal of a real conversation says, in the same terms as a history that somebody made up. */
export const judgeJournal = (
  journal: readonly ConversationEvent[],
  policy: Policy,
  now: Timestamp,
): Judgement => {
  const state = replay(journal, NO_CONVERSATION);
  const { all, ball, outcome, waitingSince } = state.clocks;
  const answeredAt = new Map(all.map((clock) => [clockKey(clock), clock.fulfilledAt]));
  const told = new Map<string, JudgedAlert>();
  for (const event of journal) {
    if (event.type !== "WarningReached" && event.type !== "ClockBreached") continue;
    const { at, target, cycle, level } = event;
    const answered = answeredAt.get(clockKey(event)) ?? null;
    const corrected = answered !== null && answered <= at;
    if (!told.has(levelKey(event))) told.set(levelKey(event), { at, target, cycle, level, corrected });
  }
  return {
    now,
    outcome: outcome ?? "open",
    ball,
    waitingSince,
    nextWakeAt: nextWakeAt(state, policy),
    clocks: all.map((clock) => judged(clock, now)).sort(byStart),
    alerts: [...told.values()].sort(byTime),
  };
};

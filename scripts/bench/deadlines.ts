import { deadlines } from "../../src/core/conversation/deadlines.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { openState } from "./seed.ts";

export interface DeadlinesFigures {
  readonly calls: number;
  /** One call on an open conversation with its two clocks, µs. */
  readonly callUs: number;
  /** One turn of the same loop around nothing, µs. */
  readonly floorUs: number;
}

const microseconds = (calls: number, work: () => number): number => {
  let kept = 0;
  for (let turn = 0; turn < calls / 10; turn++) kept += work();
  const startedAt = performance.now();
  for (let turn = 0; turn < calls; turn++) kept += work();
  const us = ((performance.now() - startedAt) * 1000) / calls;
  if (Number.isNaN(kept)) throw new Error("expected numbers from the measured work");
  return Math.round(us * 1000) / 1000;
};

export const measureDeadlines = (desk: Desk, quick: boolean): DeadlinesFigures => {
  const calls = quick ? 20_000 : 200_000;
  const state = openState(desk, {
    ...{ conversationId: "c", number: 1, customer: "p", messageId: "m" },
    at: Date.now(),
  });
  return {
    calls,
    callUs: microseconds(calls, () => deadlines(state, desk.policy).length),
    floorUs: microseconds(calls, () => state.clocks.all.length),
  };
};

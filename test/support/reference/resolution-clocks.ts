import type { Policy } from "../../../src/core/policy/policy.ts";
import { MINUTE } from "../../../src/core/time.ts";
import type { Chapter } from "./chapters.ts";
import { type Clock, cancelUnlessPastDue, fulfil, startClock } from "./clock.ts";

/** Decision 14: what a reopened conversation has at least. */
const LEAST_MS = 2 * MINUTE;

/** One `resolution` per chapter, from its first customer message to its end; messages deleted later count too. */
export const resolutionClocksOf = (chapters: readonly Chapter[], { targets }: Policy): readonly Clock[] => {
  const clocks: Clock[] = [];
  let spentMs = 0;
  for (const { facts, outcome, endedAt } of chapters) {
    const first = facts.find(({ kind }) => kind === "customer_message");
    if (first === undefined) continue;

    // Decision 14: what the earlier ones left of it.
    const leftMs = Math.max(targets.resolution - spentMs, Math.min(LEAST_MS, targets.resolution));
    const clock = startClock(clocks, "resolution", first.at, leftMs);
    if (endedAt === null) continue;

    // Decision 13: resolve and handoff answer it, in time or late; abandonment cancels it.
    if (outcome === "abandoned") cancelUnlessPastDue(clock, endedAt);
    else fulfil(clock, endedAt);
    spentMs += endedAt - first.at;
  }
  return clocks;
};

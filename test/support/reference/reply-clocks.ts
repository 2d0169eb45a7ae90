import { readReply } from "../../../src/core/policy/phrases.ts";
import type { Policy } from "../../../src/core/policy/policy.ts";
import type { Timestamp } from "../../../src/core/time.ts";
import { type Chapter, wantsAnswer } from "./chapters.ts";
import { type Clock, cancelUnlessPastDue, fulfil, isPastDue, revive, startClock } from "./clock.ts";
import type { Fact } from "./history.ts";

interface Reading {
  readonly clocks: readonly Clock[];
  /** Decision 6, `waitingSince`: the oldest unanswered customer message's time. */
  readonly waitingSince: Timestamp | null;
}

/** `first_response`, `next_response` and `update` of the whole conversation, one at a time (decision 3). */
export const replyClocksOf = (
  chapters: readonly Chapter[],
  facts: readonly Fact[],
  policy: Policy,
): Reading => {
  const { targets, phrases } = policy;
  const clocks: Clock[] = [];
  const firstAnswered = () =>
    clocks.some(({ target, fulfilledAt }) => target === "first_response" && fulfilledAt !== null);
  let waitingSince: Timestamp | null = null;

  for (const chapter of chapters) {
    let running: Clock | null = null;
    /** The `update` that a sooner `next_response` took the place of. */
    let displaced: Clock | null = null;
    let waiting: readonly Fact[] = [];
    let respondedAt: Timestamp | null = null;

    for (const fact of chapter.facts) {
      const { kind, at } = fact;

      if (kind === "customer_message" && wantsAnswer(fact, facts, policy)) {
        // Decision 4: of several in a row the oldest counts; the others only wait with it.
        waiting = [...waiting, fact];
        const displaces: boolean =
          running?.target === "update" &&
          !isPastDue(running, at) &&
          at + targets.next_response < running.dueAt;
        // Decision 3: while `update` runs it is due sooner and stays, unless the targets make the other one sooner.
        if (running !== null && displaces) {
          cancelUnlessPastDue(running, at);
          displaced = running;
        }
        if (running === null || displaces) {
          // Decision 3: `next_response` exists only after `first_response` was answered.
          const target = firstAnswered() ? "next_response" : "first_response";
          running = startClock(clocks, target, at, targets[target]);
        }
      }

      if (kind === "rep_message") {
        // Decision 5. Before the customer has spoken no clock runs, and it answers nothing (decision 2).
        if (running !== null) fulfil(running, at);
        running = null;
        displaced = null;
        waiting = [];
        respondedAt = at;
        // Decision 6: a holding phrase keeps the ball.
        if (firstAnswered() && readReply(fact.text, phrases).holdsBall)
          running = startClock(clocks, "update", at, targets.update);
      }

      // Decision 6: the button means nothing while a clock runs, nor before the first response; and `update` counts
      // from the response (decision 1), so that without one in this chapter there is nothing to count from.
      if (kind === "working_on_it" && running === null && firstAnswered() && respondedAt !== null)
        running = startClock(clocks, "update", respondedAt, targets.update);

      // Decision 6: the ball is the customer's. What is past due stays breached, as with an end (decision 13).
      if (kind === "no_reply_needed" && running !== null && running.target !== "first_response") {
        cancelUnlessPastDue(running, at);
        running = null;
        displaced = null;
        waiting = [];
      }

      // Decision 11: before the deadline, as if it had not been sent; from the deadline on it changes nothing.
      const isDeleted = (message: Fact) => message.id === fact.of;
      if (kind === "delete" && running !== null && at < running.dueAt && waiting.some(isDeleted)) {
        waiting = waiting.filter((message) => !isDeleted(message));
        const [oldest] = waiting;
        if (running.target !== "update") {
          if (oldest === undefined) {
            cancelUnlessPastDue(running, at);
            // As if the message had not been sent, the update was never displaced.
            if (displaced !== null) revive(displaced);
            running = displaced;
            displaced = null;
          } else {
            running.startedAt = oldest.at;
            running.dueAt = oldest.at + targets[running.target];
          }
        }
      }
    }

    // Decision 13: an end cancels what is not past due. Nothing waits for an answer after it.
    if (chapter.endedAt !== null && running !== null) cancelUnlessPastDue(running, chapter.endedAt);
    waitingSince = chapter.endedAt === null ? (waiting[0]?.at ?? null) : null;
  }
  return { clocks, waitingSince };
};

import { readCustomer, readReply } from "../../../src/core/policy/phrases.ts";
import type { Policy } from "../../../src/core/policy/policy.ts";
import type { Timestamp } from "../../../src/core/time.ts";
import type { Fact } from "./history.ts";

export type Outcome = "open" | "resolved" | "handed_off" | "abandoned";

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  resolve: "resolved",
  handoff: "handed_off",
  abandon: "abandoned",
};

/** What happened from an opening to its end; a reopened conversation has several. Nothing is measured across two. */
export interface Chapter {
  readonly facts: readonly Fact[];
  readonly outcome: Outcome;
  readonly endedAt: Timestamp | null;
}

/** Decision 6: whether a customer's message asks for an answer: not thanks, after a response that asked nothing. */
export const wantsAnswer = (message: Fact, facts: readonly Fact[], policy: Policy): boolean => {
  if (!readCustomer(message.text, policy.phrases).pleasantry) return true;
  const response = facts.slice(0, facts.indexOf(message)).findLast(({ kind }) => kind === "rep_message");
  return response === undefined || readReply(response.text, policy.phrases).asks;
};

/** Decisions 13 and 14: the first end ends; a message that wants an answer reopens, within the window. */
export const chaptersOf = (facts: readonly Fact[], policy: Policy): readonly Chapter[] => {
  const chapters: Chapter[] = [];
  let rest = facts;
  for (;;) {
    const endsAt = rest.findIndex(({ kind }) => kind in OUTCOMES);
    const ended = rest[endsAt];
    if (ended === undefined) return [...chapters, { facts: rest, outcome: "open", endedAt: null }];
    chapters.push({
      facts: rest.slice(0, endsAt),
      outcome: OUTCOMES[ended.kind] ?? "open",
      endedAt: ended.at,
    });

    const after = rest.slice(endsAt + 1);
    const reopens = after.findIndex(
      (fact) =>
        fact.kind === "customer_message" &&
        fact.at <= ended.at + policy.reopenMs &&
        wantsAnswer(fact, facts, policy),
    );
    if (reopens === -1) return chapters;
    rest = after.slice(reopens);
  }
};

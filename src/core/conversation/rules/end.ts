import type { ConversationEvent } from "../event.ts";
import { evolve } from "../evolve.ts";
import type { Conversation } from "../state.ts";
import { type Events, type Of, refused } from "./refusal.ts";

type Ended = Extract<ConversationEvent, { type: "ConversationEnded" }>;

/**
 * An end that is heard of late: what the customer wrote after it has reopened the conversation already, by the
 * platforms' own time (decisions 10 and 14).
 */
export const ended = (state: Conversation, event: Ended): Events => {
  const after = evolve(state, event);
  const back = after.moments.find(
    (moment) => moment.kind === "customer" && moment.at > event.at && after.clocks.endedAt === null,
  );
  if (back === undefined || back.kind !== "customer") return [event];
  const { at, id: messageId } = back;
  return [event, { type: "ConversationReopened", at, by: "customer", person: state.customer, messageId }];
};

export const resolve = (command: Of<"ResolveConversation">, state: Conversation): Events =>
  state.status !== "open"
    ? refused(command, "resolve", "already_closed")
    : ended(state, {
        type: "ConversationEnded",
        at: command.at,
        outcome: "resolved",
        by: "rep",
        person: command.by,
        cause: "button",
      });

/** The policy's way out of 20 minutes; an outcome of its own, never counted as resolved (decision 15). */
export const handOff = (command: Of<"HandOff">, state: Conversation): Events =>
  state.status !== "open"
    ? refused(command, "handoff", "already_closed")
    : ended(state, {
        type: "ConversationEnded",
        at: command.at,
        outcome: "handed_off",
        by: "rep",
        person: command.by,
        cause: "button",
        reason: command.reason,
      });

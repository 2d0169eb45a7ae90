import type { Timestamp } from "../../time.ts";
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

/** Ends it, or has the end wait for replies that are still on their way: answered is answered. */
const endByRep = (
  command: Of<"ResolveConversation"> | Of<"HandOff">,
  state: Conversation,
  how: Pick<Ended, "outcome" | "reason" | "way" | "next">,
): Events => {
  const { at, by: person } = command;
  if (Object.keys(state.pending).length > 0) return [{ type: "EndDeferred", at, person, ...how }];
  return ended(state, { type: "ConversationEnded", at, by: "rep", person, cause: "button", ...how });
};

export const resolve = (command: Of<"ResolveConversation">, state: Conversation): Events =>
  state.status !== "open"
    ? refused(command, "resolve", "already_closed")
    : endByRep(command, state, { outcome: "resolved" });

/** The policy's way out of 20 minutes; an outcome of its own, never counted as resolved (decision 15). */
export const handOff = (command: Of<"HandOff">, state: Conversation): Events =>
  state.status !== "open"
    ? refused(command, "handoff", "already_closed")
    : endByRep(command, state, {
        outcome: "handed_off",
        reason: command.reason,
        way: command.way,
        next: command.next,
      });

/** The last reply on its way has arrived: what waited for it happens now. */
export const deferredEnd = (state: Conversation, at: Timestamp): Events => {
  const { ending } = state;
  if (ending === null || state.status !== "open" || Object.keys(state.pending).length > 0) return [];
  const { at: pressedAt, ...how } = ending;
  const endedAt = Math.max(pressedAt, at);
  return ended(state, { type: "ConversationEnded", at: endedAt, by: "rep", cause: "button", ...how });
};

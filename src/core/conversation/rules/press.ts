import type { ConversationEvent } from "../event.ts";
import { evolve } from "../evolve.ts";
import { type Conversation, isOver } from "../state.ts";
import { type Events, type Of, refused } from "./refusal.ts";

export const claim = (command: Of<"ClaimConversation">, state: Conversation): Events => {
  if (state.status !== "open") return refused(command, "claim", "already_closed");
  if (state.rep === command.by) return refused(command, "claim", "already_yours");
  if (state.rep !== null) return refused(command, "claim", "already_claimed");
  return [{ type: "ConversationClaimed", at: command.at, by: command.by }];
};

export const takeOver = (command: Of<"TakeOver">, state: Conversation): Events => {
  if (state.status !== "open") return refused(command, "take_over", "already_closed");
  if (state.rep === command.by) return refused(command, "take_over", "already_yours");
  return [{ type: "ConversationTakenOver", at: command.at, by: command.by, from: state.rep }];
};

/** Presses that a clock ignores are answered, so that nobody believes to have bought time (decision 6). */
const changesClocks = (state: Conversation, event: ConversationEvent): boolean =>
  JSON.stringify(evolve(state, event).clocks) !== JSON.stringify(state.clocks);

export const keepBall = (command: Of<"KeepBall">, state: Conversation): Events => {
  const event = { type: "BallKept" as const, at: command.at, by: command.by };
  return changesClocks(state, event) ? [event] : refused(command, "working_on_it", "nothing_to_keep");
};

export const waiveReply = (command: Of<"WaiveReply">, state: Conversation): Events => {
  const event = { type: "ReplyWaived" as const, at: command.at, by: command.by };
  return changesClocks(state, event) ? [event] : refused(command, "no_reply_needed", "nothing_to_waive");
};

export const resolve = (command: Of<"ResolveConversation">, state: Conversation): Events =>
  state.status !== "open"
    ? refused(command, "resolve", "already_closed")
    : [
        {
          type: "ConversationEnded",
          at: command.at,
          outcome: "resolved",
          by: "rep",
          person: command.by,
          cause: "button",
        },
      ];

export const reopen = (command: Of<"ReopenConversation">, state: Conversation): Events => {
  if (state.status === "open") return refused(command, "reopen", "not_closed");
  if (isOver(state, command.at)) return refused(command, "reopen", "window_over");
  return [{ type: "ConversationReopened", at: command.at, by: "rep", person: command.by, messageId: null }];
};

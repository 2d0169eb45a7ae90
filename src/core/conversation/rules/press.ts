import type { ConversationEvent } from "../event.ts";
import { evolve } from "../evolve.ts";
import type { Known } from "../known.ts";
import { type Conversation, isOver } from "../state.ts";
import { type Events, type Of, refused } from "./refusal.ts";

/** Presses that a clock ignores are answered, so that nobody believes to have bought time (decision 6). */
const changesClocks = (state: Conversation, event: ConversationEvent): boolean =>
  JSON.stringify(evolve(state, event).clocks.all) !== JSON.stringify(state.clocks.all);

export const keepBall = (command: Of<"KeepBall">, state: Conversation): Events => {
  const event = { type: "BallKept" as const, at: command.at, by: command.by };
  return changesClocks(state, event) ? [event] : refused(command, "working_on_it", "nothing_to_keep");
};

export const waiveReply = (command: Of<"WaiveReply">, state: Conversation): Events => {
  const event = { type: "ReplyWaived" as const, at: command.at, by: command.by };
  return changesClocks(state, event) ? [event] : refused(command, "no_reply_needed", "nothing_to_waive");
};

export const reopen = (command: Of<"ReopenConversation">, state: Conversation): Events => {
  if (state.status === "open") return refused(command, "reopen", "not_closed");
  if (isOver(state, command.at)) return refused(command, "reopen", "window_over");
  return [{ type: "ConversationReopened", at: command.at, by: "rep", person: command.by, messageId: null }];
};

export const askChoice = (command: Of<"AskChoice">, state: Conversation): Events => {
  const { at, by, choice } = command;
  if (state.status !== "open") return refused(command, choice, "already_closed");
  if (choice === "wait" && !isCustomersTurn(state)) return refused(command, "wait", "not_customers_turn");
  return [{ type: "ChoiceAsked", at, by, choice }];
};

const isCustomersTurn = ({ clocks }: Conversation): boolean =>
  clocks.ball === "customer" && clocks.lastResponseAt !== null;

/** *Wait for customer until…*: instead of the idle countdown, while they reboot or download. */
export const waitForCustomer = (
  command: Of<"WaitForCustomer">,
  state: Conversation,
  { desk }: Known,
): Events => {
  const { at, by, forMs } = command;
  if (state.status !== "open") return refused(command, "wait_for", "already_closed");
  if (!isCustomersTurn(state)) return refused(command, "wait_for", "not_customers_turn");
  return desk.policy.idle.waitMs.includes(forMs) ? [{ type: "WaitSet", at, by, untilAt: at + forMs }] : [];
};

/** How often in a row a button may speak for a rep: the third word must be their own. */
const STILL_ON_IT_AT_MOST = 2;

/** A human response in one tap, from the update alert; counted apart (sla.md, One tap). */
export const sendStillOnIt = (command: Of<"SendStillOnIt">, state: Conversation): Events => {
  const { at, by, messageId } = command;
  if (state.status !== "open") return refused(command, "still_on_it", "already_closed");
  if (state.rep !== by) return refused(command, "still_on_it", "not_yours");
  const open = state.clocks.all.findLast((clock) => clock.target !== "resolution");
  const updateRuns = open?.target === "update" && state.clocks.ball === "rep";
  if (!updateRuns) return refused(command, "still_on_it", "no_update_due");
  const onTheWay = Object.values(state.pending).filter((reply) => reply.stillOnIt === true).length;
  if (state.stillOnItInRow + onTheWay >= STILL_ON_IT_AT_MOST) {
    return refused(command, "still_on_it", "said_twice");
  }
  return [
    {
      type: "ReplyAccepted",
      at,
      messageId,
      by,
      holdsBall: true,
      asks: false,
      mention: false,
      stillOnIt: true,
    },
  ];
};

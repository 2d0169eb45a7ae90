import { readReply } from "../../policy/phrases.ts";
import type { Timestamp } from "../../time.ts";
import type { ConversationEvent, HoldReason } from "../event.ts";
import { evolve } from "../evolve.ts";
import type { Known } from "../known.ts";
import type { Conversation } from "../state.ts";
import { isJustClaimed } from "./assignment.ts";
import { deferredEnd } from "./end.ts";
import { type Events, type Of, refused } from "./refusal.ts";

// `note ` needs the space: "notebook is ready" is a reply. Chatwoot #5100: capitals were e-mailed out.
const NOTE = /^\s*(\/\/|note:|note\s)/i;

/** A message that staff may see and the customer may not. */
export const isNote = (text: string): boolean => NOTE.test(text);

const accept = (
  message: { readonly messageId: string; readonly by: string; readonly text: string; readonly at: Timestamp },
  state: Conversation,
  { desk, now }: Known,
): ConversationEvent => {
  const silentMs = now - (state.lastSaidAt ?? state.openedAt);
  const first = state.clocks.lastResponseAt === null && Object.keys(state.pending).length === 0;
  return {
    type: "ReplyAccepted",
    at: message.at,
    messageId: message.messageId,
    by: message.by,
    ...readReply(message.text, desk.policy.phrases),
    mention: first || silentMs >= desk.policy.mentionAfterMs,
  };
};

export const staffWrote = (command: Of<"ReceiveStaffMessage">, state: Conversation, known: Known): Events => {
  const { at, messageId, by } = command;
  if (isNote(command.text)) return [{ type: "NoteTaken", at, messageId, by }];
  const held = (reason: HoldReason): Events => [{ type: "ReplyHeld", at, messageId, by, reason }];
  // Nobody may send one, and it was taken out already: the message goes nowhere as it is.
  if ((command.secrets ?? []).length > 0) return held("secret");
  if (state.status !== "open") return held("closed");
  if (command.toColleague) return held("to_colleague");
  if (command.hasFiles) return held(command.text.trim() === "" ? "only_files" : "has_files");
  if (state.rep !== by) return held("not_claimed");
  if (command.authenticates === true) return held("authentication");
  return [accept(command, state, known)];
};

export const sendHeld = (command: Of<"SendHeld">, state: Conversation, known: Known): Events => {
  const action = command.claim ? "claim_and_send" : "send_held";
  if (state.status !== "open") return refused(command, action, "already_closed");
  if (state.held[command.messageId] === undefined) return refused(command, action, "not_held");
  if (state.rep === command.by) return [accept(command, state, known)];
  if (!command.claim) return refused(command, action, state.rep === null ? "not_yours" : "already_claimed");
  if (isJustClaimed(command.by, state, known)) return refused(command, action, "just_claimed");
  const claimed: ConversationEvent =
    state.rep === null
      ? { type: "ConversationClaimed", at: command.at, by: command.by }
      : { type: "ConversationTakenOver", at: command.at, by: command.by, from: state.rep };
  return [claimed, accept(command, state, known)];
};

export const response = (command: Of<"RecordResponse">, state: Conversation): Events => {
  const pending = state.pending[command.messageId];
  if (pending === undefined) return [];
  const { at, messageId } = command;
  const delivered: ConversationEvent = { type: "ResponseDelivered", at, messageId, ...pending };
  return [delivered, ...deferredEnd(evolve(state, delivered), at)];
};

/** Closed direct messages move the conversation to a thread (platforms.md §1); all else is told to the rep. */
export const failedResponse = (command: Of<"RecordFailedResponse">, state: Conversation): Events => {
  const { at, messageId, reason, code } = command;
  if (state.pending[messageId] === undefined) return [];
  const rerouted: ConversationEvent = { type: "ReplyRerouted", at, messageId };
  if (reason === "customer_unreachable" && state.place === "direct") {
    return [{ type: "CustomerMoved", at }, rerouted];
  }
  if (reason === "customer_unreachable" && state.place === null && state.reachable) return [rerouted];
  return [{ type: "DeliveryFailed", at, messageId, reason, code }];
};

import type { ActionName, Button } from "../actions.ts";
import type { ConversationEvent } from "./event.ts";
import type { Conversation } from "./state.ts";

const STYLES: Partial<Record<ActionName, Button["style"]>> = {
  claim: "primary",
  take_over: "danger",
  send_held: "primary",
  claim_and_send: "primary",
};

export const button = (
  state: { readonly id: string },
  action: ActionName,
  subject: string | null = null,
): Button => ({ action, conversationId: state.id, subject, style: STYLES[action] ?? "default" });

/** The buttons that make sense now: on the card, and on every alert (on a phone the card is thirty messages up). */
export const stateButtons = (state: Conversation): readonly Button[] => {
  if (state.status === "archived") return [];
  if (state.status === "closed") return [button(state, "reopen")];
  if (state.rep === null) return [button(state, "claim"), button(state, "resolve")];
  return [
    button(state, "working_on_it"),
    button(state, "no_reply_needed"),
    button(state, "resolve"),
    button(state, "take_over"),
  ];
};

/** What the author of a message that was not sent can do about it. */
export const heldButtons = (
  state: Conversation,
  event: Extract<ConversationEvent, { type: "ReplyHeld" }>,
): readonly Button[] => {
  if (event.reason === "only_files") return [];
  if (event.reason === "closed") return [button(state, "reopen")];
  const claimed = state.rep === event.by;
  return [button(state, claimed ? "send_held" : "claim_and_send", event.messageId)];
};

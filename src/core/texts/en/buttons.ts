import type { ActionName } from "../../actions.ts";

const LABELS: Readonly<Record<ActionName, string>> = {
  claim: "Claim",
  take_over: "Take over",
  working_on_it: "Working on it",
  no_reply_needed: "No reply needed",
  resolve: "Resolve",
  reopen: "Reopen",
  send_held: "Send",
  claim_and_send: "Claim and send",
  customer_solved: "It's solved",
  customer_not_solved: "Not solved",
};

export const button = (action: ActionName): string => LABELS[action];

/** A button as a sentence names it. */
export const named = (action: ActionName): string => `“${LABELS[action]}”`;

export const WHAT_CHAT_CAN_DO = "What can chat do?";

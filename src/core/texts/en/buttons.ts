import type { ActionName, Button } from "../../actions.ts";
import type { HandoffReason } from "../../conversation/event.ts";
import { long } from "./duration.ts";

const LABELS: Readonly<Record<ActionName, string>> = {
  claim: "Claim",
  take_over: "Take over",
  working_on_it: "Working on it",
  no_reply_needed: "No reply needed",
  resolve: "Resolve",
  reopen: "Reopen",
  send_held: "Send",
  claim_and_send: "Claim and send",
  release: "Release",
  transfer: "Transfer…",
  transfer_to: "Transfer",
  wait: "Wait for customer…",
  wait_for: "Wait",
  handoff: "Hand off…",
  handoff_because: "Hand off",
  still_on_it: "Still on it",
  on_duty: "Go on duty",
  off_duty: "Go off duty",
  customer_solved: "It's solved",
  customer_not_solved: "Not solved",
  handoff_draft: "Open a ticket for them…",
  handoff_ask: "Ask them to open one",
  needs_ticket: "This needs a ticket…",
  fine_in_chat: "This is fine in chat",
  ticket_start: "Start work",
  ticket_override: "Start work without the permission",
  ticket_take: "Assign to me",
  ticket_note_chat: "Add this chat to the ticket",
  ticket_confirmed: "Customer confirmed",
  ticket_release: "Allow one more mail",
  ticket_close: "Close ticket",
  ticket_reopen: "Reopen ticket",
  gate_ticket: "Please do it for me",
  gate_how: "Just tell me how",
  ticket_name: "Name my account…",
  ticket_subject: "Use this subject",
  ticket_open: "Open it",
  ticket_resend: "Send it again",
  ticket_drop: "No, thanks",
};

const REASONS: Readonly<Record<HandoffReason, string>> = {
  authentication: "Needs authentication",
  access: "Needs other access",
  investigation: "Needs investigation",
};

const isReason = (subject: string): subject is HandoffReason => Object.hasOwn(REASONS, subject);

/** What a button says; a choice says what it chooses. */
export const button = ({ action, subject, label }: Pick<Button, "action" | "subject" | "label">): string => {
  if (label !== undefined) return label;
  if (subject === null) return LABELS[action];
  if (action === "wait_for") return long(Number(subject));
  if (action === "handoff_because") return isReason(subject) ? REASONS[subject] : LABELS[action];
  if (action === "transfer_to" && subject.startsWith("permission:")) {
    return `Anybody with ${subject.slice("permission:".length)}`;
  }
  return LABELS[action];
};

/** A button as a sentence names it. */
export const named = (action: ActionName): string => `“${LABELS[action]}”`;

export const WHAT_CHAT_CAN_DO = "What can chat do?";

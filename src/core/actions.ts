/**
 * Every button that the desk shows, by its lasting name. The name travels in Slack `action_id`s and Discord
 * `custom_id`s of messages that may be months old: never rename one.
 */
export const REP_ACTIONS = [
  "claim",
  "take_over",
  "working_on_it",
  "no_reply_needed",
  "resolve",
  "reopen",
  "send_held",
  "claim_and_send",
  "release",
  "transfer",
  "transfer_to",
  "wait",
  "wait_for",
  "handoff",
  "handoff_because",
  "still_on_it",
  "on_duty",
  "off_duty",
  "handoff_draft",
  "handoff_ask",
  "needs_ticket",
  "fine_in_chat",
  "ticket_start",
  "ticket_override",
  "ticket_take",
  "ticket_note_chat",
  "ticket_confirmed",
  "ticket_release",
  "ticket_close",
  "ticket_reopen",
] as const;

export const CUSTOMER_ACTIONS = [
  "customer_solved",
  "customer_not_solved",
  "gate_ticket",
  "gate_how",
  "ticket_name",
  "ticket_subject",
  "ticket_open",
  "ticket_resend",
  "ticket_drop",
] as const;

/** Presses that open a form: what follows is told by FormSubmitted, of the same name. */
export const FORM_ACTIONS = ["handoff_draft", "needs_ticket", "gate_ticket", "ticket_name"] as const;

export type RepAction = (typeof REP_ACTIONS)[number];
export type CustomerAction = (typeof CUSTOMER_ACTIONS)[number];
export type ActionName = RepAction | CustomerAction;
export type FormAction = (typeof FORM_ACTIONS)[number];

export const isRepAction = (action: ActionName): action is RepAction =>
  (REP_ACTIONS as readonly string[]).includes(action);

/** About a ticket, whose id stands where others have the conversation's. */
export type TicketAction = Extract<ActionName, `ticket_${string}`>;

export const isTicketAction = (action: ActionName): action is TicketAction => action.startsWith("ticket_");

export const isFormAction = (action: ActionName): action is FormAction =>
  (FORM_ACTIONS as readonly string[]).includes(action);

/** A button on a message: what it does, for which conversation, about what. */
export interface Button {
  readonly action: ActionName;
  /** Of a ticket's actions (`ticket_…`): the ticket's id. */
  readonly conversationId: string;
  /**
   * What it is about: a held message's id (`send_held`, `claim_and_send`), `rep:ana` or `permission:billing`
   * (`transfer_to`), ms (`wait_for`), a reason (`handoff_because`, `handoff_draft`, `handoff_ask`), the customer's message (`gate_…`,
   * `needs_ticket`, `fine_in_chat`).
   */
  readonly subject: string | null;
  /** What it says where the action's own words do not do: a rep's name in the policy file. */
  readonly label?: string;
  readonly style: "primary" | "danger" | "default";
}

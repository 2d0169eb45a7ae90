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
] as const;

export const CUSTOMER_ACTIONS = ["customer_solved", "customer_not_solved"] as const;

export type RepAction = (typeof REP_ACTIONS)[number];
export type CustomerAction = (typeof CUSTOMER_ACTIONS)[number];
export type ActionName = RepAction | CustomerAction;

export const isRepAction = (action: ActionName): action is RepAction =>
  (REP_ACTIONS as readonly string[]).includes(action);

/** A button on a message: what it does, for which conversation, about what. */
export interface Button {
  readonly action: ActionName;
  readonly conversationId: string;
  /**
   * What it is about: a held message's id (`send_held`, `claim_and_send`), `rep:ana` or `permission:billing`
   * (`transfer_to`), ms (`wait_for`), a reason (`handoff_because`).
   */
  readonly subject: string | null;
  /** What it says where the action's own words do not do: a rep's name in the policy file. */
  readonly label?: string;
  readonly style: "primary" | "danger" | "default";
}

import type { ActionName, Button } from "../actions.ts";
import { isOpen } from "./clock.ts";
import { type Choice, type ConversationEvent, HANDOFF_REASONS } from "./event.ts";
import type { Known } from "./known.ts";
import type { Conversation } from "./state.ts";

const STYLES: Partial<Record<ActionName, Button["style"]>> = {
  claim: "primary",
  take_over: "danger",
  send_held: "primary",
  claim_and_send: "primary",
  still_on_it: "primary",
};

export const button = (
  state: { readonly id: string },
  action: ActionName,
  subject: string | null = null,
): Button => ({ action, conversationId: state.id, subject, style: STYLES[action] ?? "default" });

/** An update is owed and a tap can give it. */
const canSayStillOnIt = ({ clocks, stillOnItInRow }: Conversation): boolean =>
  stillOnItInRow < 2 && clocks.all.some((clock) => clock.target === "update" && isOpen(clock));

/** The buttons that make sense now: on the card, and on every alert (on a phone the card is thirty messages up). */
export const stateButtons = (state: Conversation): readonly Button[] => {
  if (state.status === "archived") return [];
  if (state.status === "closed") return [button(state, "reopen")];
  if (state.rep === null) {
    return [button(state, "claim"), button(state, "resolve"), button(state, "handoff")];
  }
  const { ball, lastResponseAt } = state.clocks;
  const reply = state.clocks.all.findLast((clock) => clock.target !== "resolution" && isOpen(clock));
  return [
    ...(canSayStillOnIt(state) ? [button(state, "still_on_it")] : []),
    ...(reply === undefined && lastResponseAt !== null ? [button(state, "working_on_it")] : []),
    ...(reply !== undefined && reply.target !== "first_response" ? [button(state, "no_reply_needed")] : []),
    ...(ball === "customer" && lastResponseAt !== null ? [button(state, "wait")] : []),
    button(state, "resolve"),
    button(state, "handoff"),
    button(state, "transfer"),
    button(state, "release"),
    button(state, "take_over"),
  ];
};

/** What the author of a message that was not sent can do about it. */
export const heldButtons = (
  state: Conversation,
  event: Extract<ConversationEvent, { type: "ReplyHeld" }>,
): readonly Button[] => {
  if (event.reason === "only_files" || event.reason === "secret") return [];
  if (event.reason === "closed") return [button(state, "reopen")];
  const claimed = state.rep === event.by;
  return [button(state, claimed ? "send_held" : "claim_and_send", event.messageId)];
};

/** The second press of a choice: to whom, how long, for which reason (Slack shows at most 25 buttons). */
export const choiceButtons = (
  state: Conversation,
  choice: Choice,
  by: string,
  known: Known,
): readonly Button[] => {
  if (choice === "wait") {
    return known.desk.policy.idle.waitMs.map((ms) => button(state, "wait_for", String(ms)));
  }
  if (choice === "handoff") {
    return [
      // Without mail nobody could confirm it (policy, §3).
      ...(known.mail === true ? [button(state, "handoff_draft")] : []),
      ...HANDOFF_REASONS.map((reason) => button(state, "handoff_because", reason)),
    ];
  }
  const others = known.staff.filter(
    (rep) => rep.onDuty && rep.unreachable === null && rep.person !== by && rep.person !== state.rep,
  );
  const permissions = [...new Set(known.desk.reps.flatMap((rep) => rep.permissions))];
  return [
    ...others.map(({ id }) => ({
      ...button(state, "transfer_to", `rep:${id}`),
      label: known.desk.reps.find((rep) => rep.id === id)?.name ?? id,
    })),
    ...permissions.map((permission) => button(state, "transfer_to", `permission:${permission}`)),
  ].slice(0, MOST_CHOICES);
};

const MOST_CHOICES = 20;

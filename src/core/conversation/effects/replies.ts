import type { Effect } from "../../effect.ts";
import type { Sentence } from "../../sentences.ts";
import { heldButtons } from "../buttons.ts";
import { isOpen } from "../clock.ts";
import type { HoldReason } from "../event.ts";
import type { Conversation, PendingReply } from "../state.ts";
import { CARD, type Effects, type Of, toStaff } from "./say.ts";

const heldSentence = (reason: HoldReason, state: Conversation): Sentence => {
  switch (reason) {
    case "not_claimed":
      return { key: "held_not_claimed", claimedBy: state.rep };
    case "to_colleague":
      return { key: "held_to_colleague" };
    case "closed":
      return { key: "held_closed" };
    case "has_files":
    case "only_files":
      return { key: "held_files", only: reason === "only_files" };
    case "secret":
      return { key: "held_secret" };
    case "authentication":
      return { key: "held_authentication" };
    default:
      return reason satisfies never;
  }
};

export const held = (event: Of<"ReplyHeld">, state: Conversation): Effects => {
  const sentence = heldSentence(event.reason, state);
  const buttons = heldButtons(state, event);
  return [
    { type: "MarkMessage", messageId: event.messageId, mark: "held" },
    toStaff(sentence, [], buttons, event.messageId),
    { type: "Whisper", person: event.by, sentence, buttons: [], reply: null },
  ];
};

export const failed = (
  event: Of<"DeliveryFailed">,
  state: Conversation,
  reply: PendingReply | undefined,
): Effects => [
  // A button spoke: there is no message of the rep's to mark.
  ...(reply?.stillOnIt === true
    ? []
    : [{ type: "MarkMessage", messageId: event.messageId, mark: "failed" } as const]),
  toStaff(
    { key: "not_delivered", reason: event.reason, code: event.code },
    reply === undefined ? (state.rep === null ? [] : [state.rep]) : [reply.by],
  ),
  ...(event.reason === "customer_gone" ? [CARD] : []),
];

export const delivered = ({ messageId, by, stillOnIt }: Of<"ResponseDelivered">): Effect =>
  stillOnIt === true
    ? toStaff({ key: "still_on_it_sent", person: by, messageId })
    : { type: "MarkMessage", messageId, mark: "delivered" };

export const ballKept = (event: Of<"BallKept">, state: Conversation): Effects => {
  const update = state.clocks.all.findLast((clock) => clock.target === "update" && isOpen(clock));
  return [
    ...(update === undefined ? [] : [toStaff({ key: "ball_kept", person: event.by, dueAt: update.dueAt })]),
    CARD,
  ];
};

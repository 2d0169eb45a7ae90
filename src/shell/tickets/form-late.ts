import type { Effect } from "../../core/effect.ts";
import type { ActionPressed } from "../../core/inbound.ts";
import type { Desk } from "../../core/policy/policy.ts";
import type { Routed } from "../route/routed.ts";

/** A press that was to open a form and found none in time. Its button is given again: it may have gone with its message. */
export const formLate = (inbound: ActionPressed, desk: Desk, person: string): Routed => {
  const { action, conversationId, subject, place, reply } = inbound;
  const again: Effect = {
    type: "AnswerRep",
    place,
    person,
    sentence: { key: "form_late" },
    buttons: [{ action, conversationId, subject, style: "primary" }],
    reply,
  };
  return { to: "nobody", desk, effects: [again] };
};

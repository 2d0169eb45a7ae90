import { type ActionName, isRepAction } from "../../core/actions.ts";
import type { Command } from "../../core/conversation/command.ts";
import type { ActionPressed } from "../../core/inbound.ts";
import type { Tx } from "../../ports-store.ts";
import { type Context, isAt, nowhere, type Routed, toConversation } from "./routed.ts";

export const press = async (inbound: ActionPressed, context: Context): Promise<Routed> => {
  const stored = await context.tx.conversation(inbound.conversationId);
  if (stored === null) return nowhere("no such conversation");
  const { action, at } = inbound;
  const by = context.personId;
  const desk = context.desks.find((one) => one.id === stored.desk);
  const fromStaff =
    desk !== undefined && [desk.staff, desk.alerts, desk.managers].some((one) => isAt(one, inbound.place));
  // The staff channel's membership is what makes a rep: a press from anywhere else is nobody's.
  if (isRepAction(action) ? !fromStaff : by !== stored.customerId) return nowhere("not theirs to press");
  const command = await commandOf(action, { at, by }, inbound.subject, context.tx);
  return command === null
    ? nowhere("no such held message")
    : toConversation(stored, command, null, inbound.reply);
};

const commandOf = async (
  action: ActionName,
  who: { readonly at: number; readonly by: string },
  subject: string | null,
  tx: Tx,
): Promise<Command | null> => {
  switch (action) {
    case "claim":
      return { type: "ClaimConversation", ...who };
    case "take_over":
      return { type: "TakeOver", ...who };
    case "working_on_it":
      return { type: "KeepBall", ...who };
    case "no_reply_needed":
      return { type: "WaiveReply", ...who };
    case "resolve":
      return { type: "ResolveConversation", ...who };
    case "reopen":
      return { type: "ReopenConversation", ...who };
    case "customer_solved":
      return { type: "CloseByCustomer", at: who.at, person: who.by };
    case "customer_not_solved":
      return { type: "ReopenByCustomer", at: who.at, person: who.by };
    case "send_held":
    case "claim_and_send": {
      const held = subject === null ? null : await tx.message(subject);
      if (held === null) return null;
      const claim = action === "claim_and_send";
      return { type: "SendHeld", ...who, messageId: held.id, text: held.text, claim };
    }
    default:
      return action satisfies never;
  }
};

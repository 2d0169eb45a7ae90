import type { Inbound } from "../core/inbound.ts";
import { message } from "./route/message.ts";
import { press } from "./route/press.ts";
import { request } from "./route/request.ts";
import { type Context, type FromPlatform, nowhere, type Routed, toConversation } from "./route/routed.ts";
import { screenedBy } from "./route/screened.ts";
import { submitted } from "./tickets/route/form.ts";
import { changeInTicket } from "./tickets/route/thread.ts";

export type { Routed, Words } from "./route/routed.ts";

const changeOf = async (
  inbound: Extract<Inbound, { type: "MessageEdited" | "MessageDeleted" }>,
  { tx, desks }: Context,
): Promise<Routed> => {
  const known = await tx.messageByRef(inbound.message);
  if (known === null) return nowhere("not a message of a conversation");
  const stored = await tx.conversation(known.conversationId);
  if (stored === null) return changeInTicket(inbound, known, { tx });
  const about = { at: inbound.at, messageId: known.id, side: known.side };
  if (inbound.type === "MessageDeleted") {
    await tx.markDeleted(known.id, inbound.at);
    return toConversation(stored, { type: "RecordDelete", ...about });
  }
  // A link that unfurls is an "edit" with the same words (platforms.md, pitfall 10).
  if (known.text === inbound.text) return nowhere("nothing changed");
  await tx.changeText(known.id, inbound.text);
  const desk = desks.find((one) => one.id === stored.desk);
  const screened =
    known.side === "customer" ? screenedBy(inbound.text, desk?.policy.gate, inbound.secrets) : {};
  return toConversation(stored, { type: "RecordEdit", ...about, ...screened });
};

/** Inbound → command: whose conversation it is, and what is asked of it. */
export const route = async (inbound: FromPlatform, context: Context): Promise<Routed> => {
  switch (inbound.type) {
    case "ConversationRequested":
      return request(inbound, context);
    case "MessagePosted":
      return message(inbound, context);
    case "MessageEdited":
    case "MessageDeleted":
      return changeOf(inbound, context);
    case "ReactionAdded": {
      const found = await context.tx.conversationAt(inbound.message.place);
      if (found?.role !== "customer" || found.stored.customerId !== context.personId) {
        return nowhere("not the customer's");
      }
      return toConversation(found.stored, { type: "RecordReaction", at: inbound.at });
    }
    case "ActionPressed":
      return press(inbound, context);
    case "FormSubmitted":
      return submitted(inbound, context);
    case "DeskCommanded":
      return { to: "desk", said: inbound };
    case "CustomerLeft": {
      const newest = await context.tx.newestOf(context.personId, null);
      if (newest === null) return nowhere("no open conversation");
      return toConversation(newest, { type: "RecordCustomerLeft", at: inbound.at });
    }
    default:
      return inbound satisfies never;
  }
};

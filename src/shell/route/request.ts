import { isOver } from "../../core/conversation/state.ts";
import type { ConversationRequested } from "../../core/inbound.ts";
import { askedAbout } from "../tickets/asked-about.ts";
import { planOf } from "./plan.ts";
import { type Context, isAt, nowhere, type Routed, toConversation, type Words } from "./routed.ts";
import { screenedBy } from "./screened.ts";

export const request = async (inbound: ConversationRequested, context: Context): Promise<Routed> => {
  const { tx, desks, personId, newId } = context;
  const desk =
    desks.find((one) => isAt(one.customers, inbound.place)) ??
    desks.find((one) => one.customers.platform === inbound.place.platform);
  if (desk === undefined) return nowhere("no desk has customers on this platform");
  const words: Words = {
    messageId: newId(),
    side: "customer",
    // A modal has no message: its key stands for one.
    ref: { place: inbound.place, id: inbound.key },
    text: inbound.description,
    subject: inbound.subject,
    attachments: [],
  };
  const wrote = [inbound.subject ?? "", inbound.description].join("\n").trim();
  await tx.serialize(`customer:${personId}`);
  const asked = await askedAbout(wrote, desk, inbound.at, context);
  const newest = await tx.newestOf(personId, desk.id);
  if (newest === null || isOver(newest.state, inbound.at)) {
    return {
      to: "new",
      desk,
      door: inbound.door,
      words,
      reply: inbound.reply,
      plan: planOf(desk.policy, inbound.roles),
      screened: screenedBy(wrote, desk.policy.gate, inbound.secrets),
      asked,
    };
  }
  // One customer, one open conversation: a second request goes on with the first (platforms.md, pitfall 9).
  return toConversation(
    newest,
    {
      type: "ReceiveCustomerMessage",
      at: inbound.at,
      messageId: words.messageId,
      person: personId,
      text: words.text,
      ...screenedBy(wrote, desk.policy.gate, inbound.secrets),
    },
    words,
    inbound.reply,
    [
      {
        type: "Whisper",
        person: personId,
        sentence: { key: "continued_here", messageId: words.messageId },
        buttons: [],
        reply: inbound.reply,
      },
      ...asked.also,
    ],
    asked.tasks,
  );
};

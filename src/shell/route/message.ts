import { isOver } from "../../core/conversation/state.ts";
import { asksToAuthenticate } from "../../core/gate/authentication-phrases.ts";
import type { MessagePosted } from "../../core/inbound.ts";
import type { Desk } from "../../core/policy/policy.ts";
import type { StoredConversation } from "../../ports-store.ts";
import { askedAbout } from "../tickets/asked-about.ts";
import { messageInTicket } from "../tickets/route/thread.ts";
import { planOf } from "./plan.ts";
import { type Context, isAt, nowhere, type Routed, toConversation, type Words } from "./routed.ts";
import { screenedBy } from "./screened.ts";

const wordsOf = (inbound: MessagePosted, side: Words["side"], messageId: string): Words => ({
  messageId,
  side,
  ref: inbound.message,
  text: inbound.text,
  subject: null,
  attachments: inbound.attachments,
});

/** A rep who tries to find out in chat who somebody is (policy §1, last sentence). */
const authenticating = (text: string, desk: Desk | undefined): { readonly authenticates?: true } =>
  desk !== undefined && asksToAuthenticate(text, desk.policy.phrases.authentication) !== null
    ? { authenticates: true }
    : {};

const customerMessage = async (
  inbound: MessagePosted,
  stored: StoredConversation,
  context: Context,
): Promise<Routed> => {
  const { personId, newId, desks } = context;
  const words = wordsOf(inbound, "customer", newId());
  const desk = desks.find((one) => one.id === stored.desk);
  // A file's name can ask for something too.
  const text = [inbound.text, ...inbound.attachments.map(({ name }) => name)].join("\n");
  const asked = await askedAbout(inbound.text, desk, inbound.at, context);
  return toConversation(
    stored,
    {
      type: "ReceiveCustomerMessage",
      at: inbound.at,
      messageId: words.messageId,
      person: personId,
      text: inbound.text,
      ...screenedBy(text, desk?.policy.gate, inbound.secrets),
    },
    words,
    null,
    asked.also,
    asked.tasks,
  );
};

const staffMessage = (inbound: MessagePosted, stored: StoredConversation, context: Context): Routed => {
  const words = wordsOf(inbound, "rep", context.newId());
  return toConversation(
    stored,
    {
      type: "ReceiveStaffMessage",
      at: inbound.at,
      messageId: words.messageId,
      by: context.personId,
      text: inbound.text,
      toColleague: inbound.addressedTo !== null,
      hasFiles: inbound.attachments.length > 0,
      ...(inbound.secrets === undefined ? {} : { secrets: inbound.secrets }),
      ...authenticating(
        inbound.text,
        context.desks.find((one) => one.id === stored.desk),
      ),
    },
    words,
  );
};

/** A direct message opens a conversation or goes on with the newest one (platforms.md §1). */
const directMessage = async (inbound: MessagePosted, context: Context): Promise<Routed> => {
  const { tx, desks, personId, newId } = context;
  const desk = desks.find((one) => one.customers.platform === inbound.message.place.platform);
  if (desk === undefined) return nowhere("no desk has customers on this platform");
  await tx.serialize(`customer:${personId}`);
  const newest = await tx.newestOf(personId, null);
  if (newest !== null && !isOver(newest.state, inbound.at)) return customerMessage(inbound, newest, context);
  return {
    to: "new",
    desk,
    door: "direct",
    words: wordsOf(inbound, "customer", newId()),
    reply: null,
    plan: planOf(desk.policy, inbound.roles),
    screened: screenedBy(inbound.text, desk.policy.gate, inbound.secrets),
    asked: await askedAbout(inbound.text, desk, inbound.at, context),
  };
};

const strayMessage = (inbound: MessagePosted, context: Context): Promise<Routed> | Routed => {
  const { place, id } = inbound.message;
  const staffed = context.desks.find((desk) => isAt(desk.staff, place));
  if (staffed !== undefined) {
    if (place.thread !== null) return nowhere("a thread of the staff's own");
    return {
      to: "nobody",
      desk: staffed,
      effects: [
        { type: "SayAt", place: { ...place, thread: id }, sentence: { key: "nobody_received_that" } },
      ],
    };
  }
  if (inbound.direct) return directMessage(inbound, context);
  const desk =
    context.desks.find((one) => isAt(one.customers, place)) ??
    context.desks.find((one) => one.customers.platform === place.platform);
  if (!inbound.mentionsDesk || desk === undefined) return nowhere("not for the desk");
  return { to: "nobody", desk, effects: [{ type: "SayAt", place, sentence: { key: "door" } }] };
};

export const message = async (inbound: MessagePosted, context: Context): Promise<Routed> => {
  const found = await context.tx.conversationAt(inbound.message.place);
  if (found === null) {
    const ticket = await context.tx.ticketAt(inbound.message.place);
    return ticket === null ? strayMessage(inbound, context) : messageInTicket(inbound, ticket, context);
  }
  const { stored, role } = found;
  if (role === "staff") return staffMessage(inbound, stored, context);
  if (stored.customerId !== context.personId) return nowhere("written by somebody who is not the customer");
  if (!isOver(stored.state, inbound.at)) return customerMessage(inbound, stored, context);
  if (inbound.direct) return directMessage(inbound, context);
  const desk = context.desks.find((one) => one.id === stored.desk);
  if (desk === undefined) return nowhere("the desk is no longer configured");
  // The window is over but the lock has not come yet: a new conversation, so that nothing is lost.
  await context.tx.serialize(`customer:${context.personId}`);
  const words = wordsOf(inbound, "customer", context.newId());
  return {
    to: "new",
    desk,
    door: "panel",
    words,
    reply: null,
    plan: stored.state.plan,
    screened: screenedBy(inbound.text, desk.policy.gate, inbound.secrets),
    asked: await askedAbout(inbound.text, desk, inbound.at, context),
  };
};

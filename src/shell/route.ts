import { type ActionName, isRepAction } from "../core/actions.ts";
import type { Command } from "../core/conversation/command.ts";
import type { Door } from "../core/conversation/event.ts";
import { isOver } from "../core/conversation/state.ts";
import type { Effect } from "../core/effect.ts";
import type { ActionPressed, ConversationRequested, Inbound, MessagePosted } from "../core/inbound.ts";
import type { MessageRef, Place } from "../core/platform.ts";
import type { Channel, Desk } from "../core/policy/policy.ts";
import type { StoredConversation, Tx } from "../ports-store.ts";

type FromPlatform = Exclude<
  Inbound,
  { type: "DeadlineReached" } | { type: "EffectDelivered" } | { type: "EffectFailed" }
>;

/** A text that comes with a command and is kept apart from the journal. */
export interface Words {
  readonly messageId: string;
  readonly side: "customer" | "rep";
  readonly ref: MessageRef;
  readonly text: string;
  readonly subject: string | null;
  readonly attachments: MessagePosted["attachments"];
}

/** What an inbound means. */
export type Routed =
  | {
      readonly to: "conversation";
      readonly stored: StoredConversation;
      readonly command: Command;
      readonly words: Words | null;
      readonly reply: string | null;
      /** Said besides, where no event calls for it. */
      readonly also: readonly Effect[];
    }
  | {
      readonly to: "new";
      readonly desk: Desk;
      readonly door: Door;
      readonly words: Words;
      readonly reply: string | null;
    }
  | { readonly to: "nobody"; readonly desk: Desk; readonly effects: readonly Effect[] }
  | { readonly to: "nowhere"; readonly why: string };

const nowhere = (why: string): Routed => ({ to: "nowhere", why });

const isAt = (channel: Channel, place: Place): boolean =>
  channel.platform === place.platform && channel.channel === place.channel;

interface Context {
  readonly tx: Tx;
  readonly desks: readonly Desk[];
  /** The desk's id of whoever did it. */
  readonly personId: string;
  readonly newId: () => string;
}

const toConversation = (
  stored: StoredConversation,
  command: Command,
  words: Words | null = null,
  reply: string | null = null,
  also: readonly Effect[] = [],
): Routed => ({ to: "conversation", stored, command, words, reply, also });

const wordsOf = (inbound: MessagePosted, side: Words["side"], messageId: string): Words => ({
  messageId,
  side,
  ref: inbound.message,
  text: inbound.text,
  subject: null,
  attachments: inbound.attachments,
});

const customerMessage = (
  inbound: MessagePosted,
  stored: StoredConversation,
  { personId, newId }: Context,
): Routed => {
  const words = wordsOf(inbound, "customer", newId());
  return toConversation(
    stored,
    {
      type: "ReceiveCustomerMessage",
      at: inbound.at,
      messageId: words.messageId,
      person: personId,
      text: inbound.text,
    },
    words,
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
  return { to: "new", desk, door: "direct", words: wordsOf(inbound, "customer", newId()), reply: null };
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

const message = async (inbound: MessagePosted, context: Context): Promise<Routed> => {
  const found = await context.tx.conversationAt(inbound.message.place);
  if (found === null) return strayMessage(inbound, context);
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
  return { to: "new", desk, door: "panel", words, reply: null };
};

const request = async (inbound: ConversationRequested, context: Context): Promise<Routed> => {
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
  await tx.serialize(`customer:${personId}`);
  const newest = await tx.newestOf(personId, desk.id);
  if (newest === null || isOver(newest.state, inbound.at)) {
    return { to: "new", desk, door: inbound.door, words, reply: inbound.reply };
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
    ],
  );
};

const press = async (inbound: ActionPressed, context: Context): Promise<Routed> => {
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

const changeOf = async (
  inbound: Extract<Inbound, { type: "MessageEdited" | "MessageDeleted" }>,
  { tx }: Context,
): Promise<Routed> => {
  const known = await tx.messageByRef(inbound.message);
  if (known === null) return nowhere("not a message of a conversation");
  const stored = await tx.conversation(known.conversationId);
  if (stored === null) return nowhere("no such conversation");
  const about = { at: inbound.at, messageId: known.id, side: known.side };
  if (inbound.type === "MessageDeleted") {
    await tx.markDeleted(known.id, inbound.at);
    return toConversation(stored, { type: "RecordDelete", ...about });
  }
  // A link that unfurls is an "edit" with the same words (platforms.md, pitfall 10).
  if (known.text === inbound.text) return nowhere("nothing changed");
  await tx.changeText(known.id, inbound.text);
  return toConversation(stored, { type: "RecordEdit", ...about });
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
    case "CustomerLeft": {
      const newest = await context.tx.newestOf(context.personId, null);
      if (newest === null) return nowhere("no open conversation");
      return toConversation(newest, { type: "RecordCustomerLeft", at: inbound.at });
    }
    default:
      return inbound satisfies never;
  }
};

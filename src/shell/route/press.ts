import {
  type ActionName,
  type FormAction,
  isFormAction,
  isRepAction,
  isTicketAction,
  type TicketAction,
} from "../../core/actions.ts";
import type { Command } from "../../core/conversation/command.ts";
import { HANDOFF_REASONS, type HandoffReason } from "../../core/conversation/event.ts";
import type { Effect } from "../../core/effect.ts";
import type { ActionPressed } from "../../core/inbound.ts";
import { type Desk, isPlaceOf } from "../../core/policy/policy.ts";
import type { Sentence } from "../../core/sentences.ts";
import type { StoredConversation } from "../../ports-store.ts";
import { formLate } from "../tickets/form-late.ts";
import { pressOfTicket } from "../tickets/route/press.ts";
import { type Context, isAt, nowhere, type Routed, toConversation, type Words } from "./routed.ts";

/** A shortcut names no conversation: it is the one in whose staff thread it was used. */
const conversationOf = async (
  { conversationId, place }: ActionPressed,
  { tx }: Context,
): Promise<StoredConversation | null> => {
  if (conversationId !== "") return tx.conversation(conversationId);
  const found = await tx.conversationAt(place);
  return found?.role === "staff" ? found.stored : null;
};

/** Of a shortcut in some other thread of the staff's its user is told: nothing else would show it. */
const unplaced = (inbound: ActionPressed, { desks, personId }: Context): Routed => {
  const { place, action, reply } = inbound;
  const desk = desks.find((one) => isAt(one.staff, place));
  if (inbound.conversationId !== "" || desk === undefined) return nowhere("no such conversation");
  const sentence: Sentence = { key: "refused", action, reason: "no_conversation", person: null };
  const answer: Effect = { type: "AnswerRep", place, person: personId, sentence, buttons: [], reply };
  return { to: "nobody", desk, effects: [answer] };
};

export const press = async (inbound: ActionPressed, context: Context): Promise<Routed> => {
  if (inbound.action === "on_duty" || inbound.action === "off_duty") {
    const { key, at, place, author, reply } = inbound;
    const verb = inbound.action === "on_duty" ? "on" : "off";
    return { to: "desk", said: { type: "DeskCommanded", key, at, verb, words: [], place, author, reply } };
  }
  if (isTicketAction(inbound.action)) return pressOfTicket(inbound, context);
  const stored = await conversationOf(inbound, context);
  if (stored === null) return unplaced(inbound, context);
  const { action, at, key, place } = inbound;
  const by = context.personId;
  const desk = context.desks.find((one) => one.id === stored.desk);
  const fromStaff = desk !== undefined && isPlaceOf(desk, place);
  // The staff channel's membership is what makes a rep: a press from anywhere else is nobody's.
  if (isRepAction(action) ? !fromStaff : by !== stored.customerId) return nowhere("not theirs to press");
  if (isFormAction(action)) return desk === undefined ? nowhere("no desk") : formLate(inbound, desk, by);
  if (action === "still_on_it") {
    if (desk === undefined) return nowhere("the desk is no longer configured");
    const rep = desk.reps.find((one) => one[inbound.author.platform] === inbound.author.userId);
    const words: Words = {
      messageId: context.newId(),
      side: "rep",
      // A press has no message: its key stands for one.
      ref: { place, id: key },
      text: rep?.stillOnIt ?? context.words(desk.policy.language).stillOnIt,
      subject: null,
      attachments: [],
    };
    const command: Command = { type: "SendStillOnIt", at, by, messageId: words.messageId };
    return toConversation(stored, command, words, inbound.reply);
  }
  const command = await commandOf(action, { at, by }, inbound.subject, { ...context, desk });
  return command === null
    ? nowhere("nothing to press")
    : toConversation(stored, command, null, inbound.reply);
};

interface Help extends Context {
  readonly desk: Desk | undefined;
}

const isReason = (subject: string | null): subject is HandoffReason =>
  HANDOFF_REASONS.some((reason) => reason === subject);

const transfer = async (
  who: { readonly at: number; readonly by: string },
  subject: string | null,
  { desk, nextOn }: Help,
): Promise<Command | null> => {
  const [kind, name] = subject?.split(/:(.*)/s) ?? [];
  if (name === undefined || desk === undefined) return null;
  if (kind === "rep") return { type: "TransferToRep", ...who, to: name };
  if (kind !== "permission") return null;
  return { type: "TransferToPermission", ...who, permission: name, next: await nextOn(desk, name) };
};

const commandOf = async (
  action: Exclude<ActionName, "still_on_it" | "on_duty" | "off_duty" | TicketAction | FormAction>,
  who: { readonly at: number; readonly by: string },
  subject: string | null,
  help: Help,
): Promise<Command | null> => {
  switch (action) {
    case "claim":
      return { type: "ClaimConversation", ...who };
    case "take_over":
      return { type: "TakeOver", ...who };
    case "release":
      return { type: "ReleaseConversation", ...who };
    case "transfer":
    case "wait":
    case "handoff":
      return { type: "AskChoice", ...who, choice: action };
    case "transfer_to":
      return transfer(who, subject, help);
    case "wait_for":
      return { type: "WaitForCustomer", ...who, forMs: Number(subject) };
    case "handoff_because":
      return isReason(subject) ? { type: "HandOff", ...who, reason: subject, way: "ask", next: null } : null;
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
      const held = subject === null ? null : await help.tx.message(subject);
      if (held === null) return null;
      const claim = action === "claim_and_send";
      return { type: "SendHeld", ...who, messageId: held.id, text: held.text, claim };
    }
    case "handoff_ask":
      return isReason(subject) ? { type: "HandOff", ...who, reason: subject, way: "ask", next: null } : null;
    case "fine_in_chat":
      return subject === null ? null : { type: "OverruleGate", ...who, messageId: subject, verdict: "chat" };
    case "gate_how":
      return subject === null ? null : { type: "ChooseHow", at: who.at, person: who.by, messageId: subject };
    default:
      return action satisfies never;
  }
};

import { isRepAction } from "../../core/actions.ts";
import type { Command } from "../../core/conversation/command.ts";
import { asksToAuthenticate } from "../../core/gate/authentication-phrases.ts";
import type {
  ActionPressed,
  FormSubmitted,
  MessageDeleted,
  MessageEdited,
  MessagePosted,
} from "../../core/inbound.ts";
import type { Place } from "../../core/platform.ts";
import { type Desk, isPlaceOf } from "../../core/policy/policy.ts";
import type { TicketCommand } from "../../core/ticket/command.ts";
import type { AnswerFault } from "../../core/ticket/event.ts";
import { readChat, readPermission, readWhy } from "../../core/ticket/request-form.ts";
import { permissionFor } from "../../core/ticket/ticket-policy.ts";
import type { StoredConversation, StoredMessage } from "../../ports-store.ts";
import type { StoredTicket, TicketText } from "../../ports-tickets.ts";
import { type Context, nowhere, type Routed, type Words } from "../route/routed.ts";
import { freshTicket, type TicketTask, ticketTask } from "./apply.ts";
import { askedFor, meantBy } from "./asked-for.ts";
import { fileForm, fileTyped, type Typed } from "./drafts.ts";
import { formLate } from "./form-late.ts";
import { transcriptOf } from "./transcript.ts";

/** What an inbound asks of tickets, and of the conversation that they come from. */
export interface TicketOrder {
  readonly tasks: readonly TicketTask[];
  /** Texts that the commands name. */
  readonly texts: readonly TicketText[];
  readonly conversation: { readonly stored: StoredConversation; readonly command: Command } | null;
  /** What a rep wrote in a ticket's thread. */
  readonly words: { readonly ticketId: string; readonly words: Words } | null;
}

const toTickets = (order: Partial<TicketOrder>): Routed => ({
  to: "ticket",
  order: { tasks: [], texts: [], conversation: null, words: null, ...order },
});

interface From {
  readonly reply: string | null;
  readonly place: Place;
}

const task = (
  stored: StoredTicket,
  command: TicketCommand,
  { reply, place }: From,
  suggestion: string | null = null,
): TicketTask => ({ stored, command, reply, place, chat: null, suggestion });

const deskOf = (id: string, { desks }: Context): Desk | undefined => desks.find((one) => one.id === id);

/** So much of a chat is noted; what is older is left out. */
const MOST_NOTED = 200;

/** The text that holds the number which only chat shows. */
export const codeId = (ticketId: string): string => `code:${ticketId}`;

/** A button of a ticket's: its id stands where others have the conversation's. */
export const pressOfTicket = async (inbound: ActionPressed, context: Context): Promise<Routed> => {
  const { tx, personId: by, nextOn } = context;
  // Conversations before tickets: the order in which everybody locks them.
  const conversationId =
    inbound.action === "ticket_open" ? await tx.conversationIdOf(inbound.conversationId) : null;
  const conversation = conversationId === null ? null : await tx.conversation(conversationId);
  const stored = await tx.ticket(inbound.conversationId);
  const desk = stored === null ? undefined : deskOf(stored.desk, context);
  if (stored === null || desk === undefined) return nowhere("no such ticket");
  const { action, at } = inbound;
  // Membership of the staff's channels is what makes a rep; whose chat it is, what makes the customer.
  const may = isRepAction(action) ? isPlaceOf(desk, inbound.place) : by === stored.state.customer;
  if (!may) return nowhere("not theirs to press");
  const who = { at, by };
  const next = () => nextOn(desk, stored.state.permission);
  const one = (command: TicketCommand): Routed => toTickets({ tasks: [task(stored, command, inbound)] });
  switch (action) {
    case "ticket_open": {
      const order = task(
        stored,
        { type: "OpenTicket", ...who, number: await tx.nextTicketNumber(), next: await next() },
        inbound,
      );
      const code: TicketText = {
        id: codeId(stored.id),
        ticketId: stored.id,
        kind: "code",
        text: context.newCode((await tx.ticketText(stored.state.texts.request)) ?? ""),
        at,
      };
      return toTickets({
        tasks: [order],
        texts: [code],
        conversation: linked(conversation, stored, order.command),
      });
    }
    case "ticket_drop":
      return one({ type: "DropTicket", ...who });
    case "ticket_resend":
      return one({ type: "ResendMail", ...who });
    case "ticket_subject": {
      const [suggestion, request] = await Promise.all([
        tx.newestTicketText(stored.id, "suggestion"),
        tx.ticketText(stored.state.texts.request),
      ]);
      if (suggestion === null || request === null) return nowhere("no better subject is known");
      const filed = fileTyped({ subject: suggestion, request }, null, {
        ticketId: stored.id,
        at,
        newId: context.newId,
      });
      const faults = [...filed.faults, ...stored.state.faults.filter((fault) => fault.startsWith("account"))];
      return toTickets({
        tasks: [task(stored, { type: "ChangeRequest", ...who, texts: filed.texts, faults }, inbound)],
        texts: filed.rows,
      });
    }
    case "ticket_start":
    case "ticket_override":
      return toTickets({
        tasks: [
          ...(await addressTask(stored, at, context)),
          task(
            stored,
            { type: "StartWork", ...who, override: action === "ticket_override", next: await next() },
            inbound,
          ),
        ],
      });
    case "ticket_take":
      return one({ type: "TakeTicket", ...who });
    case "ticket_confirmed":
      return toTickets({
        tasks: [
          ...(await addressTask(stored, at, context)),
          task(stored, { type: "ConfirmUnclear", ...who, next: await next() }, inbound),
        ],
      });
    case "ticket_release":
      return one({ type: "ReleaseLimit", ...who });
    case "ticket_note_chat": {
      if (inbound.subject === null) return nowhere("no chat to note");
      const lines = await tx.chatLines(inbound.subject, MOST_NOTED);
      const textId = context.newId();
      const text = transcriptOf(lines);
      return toTickets({
        tasks: [task(stored, { type: "WriteInTicket", ...who, textId, note: true, chat: true }, inbound)],
        texts: [{ id: textId, ticketId: stored.id, kind: "transcript", text, at }],
      });
    }
    case "ticket_name":
      return stored.state.status === "draft" ? formLate(inbound, desk, by) : one(nameNothing(stored, who));
    case "ticket_close":
      return one({ type: "CloseTicket", ...who });
    case "ticket_reopen":
      return one({ type: "ReopenTicket", ...who });
    default:
      return nowhere("nothing to press");
  }
};

/** A press on the form's button when it opens no form any more: refused, and said why. */
const nameNothing = (
  { state: { texts, category, permission } }: StoredTicket,
  who: { readonly at: number; readonly by: string },
): TicketCommand => ({ type: "NameAccount", ...who, textId: "", texts, faults: [], category, permission });

/** Whoever confirmed it may not be on file any more: that is found out before anything is done. */
const addressTask = async (
  stored: StoredTicket,
  at: number,
  { tx }: Context,
): Promise<readonly TicketTask[]> => {
  const { contactId } = stored.state;
  if (contactId === null) return [];
  const now = await tx.customers.addressNow(contactId);
  return now === null ? [ticketTask(stored, { type: "RecordAddressChanged", at })] : [];
};

/** The conversation learns of the ticket that came out of it, in the same transaction. */
const linked = (
  conversation: StoredConversation | null,
  ticket: StoredTicket,
  command: TicketCommand,
): TicketOrder["conversation"] => {
  const opens =
    command.type === "OpenTicket" &&
    ticket.state.status === "draft" &&
    ticket.state.account !== null &&
    ticket.state.faults.length === 0;
  if (conversation === null || !opens) return null;
  const { at, number } = command;
  return { stored: conversation, command: { type: "LinkTicket", at, ticketId: ticket.id, number } };
};

const draft = (
  inbound: FormSubmitted,
  conversation: StoredConversation,
  desk: Desk,
  by: string,
  ticketId: string,
  { typed, texts, account, faults }: Typed,
): Extract<TicketCommand, { type: "DraftTicket" }> => {
  const isReps = inbound.action !== "gate_ticket";
  const stated = isReps
    ? readWhy(inbound.fields)
    : {
        reason: "authentication" as const,
        category: conversation.state.gated[inbound.subject ?? ""]?.category ?? null,
      };
  const { reason } = stated;
  const found = askedFor(typed, desk);
  // A rep's own word counts before the rules'; a customer's press only says what they asked for before.
  const category = isReps ? (stated.category ?? found) : (found ?? stated.category);
  const permission =
    (isReps ? readPermission(inbound.fields) : null) ??
    permissionFor(desk.policy.tickets, category, `${typed.subject}\n${typed.request}`);
  return {
    type: "DraftTicket",
    at: inbound.at,
    ticketId,
    conversationId: conversation.id,
    customer: conversation.customerId,
    by,
    reason,
    category,
    permission,
    texts,
    account,
    faults,
  };
};

/** A form that was sent: a rep's draft, a customer's own, or the account that a customer names. */
export const submitted = async (inbound: FormSubmitted, context: Context): Promise<Routed> => {
  const { tx, personId: by, newId } = context;
  if (inbound.action === "ticket_name") return named(inbound, context);
  const conversation = await tx.conversation(inbound.conversationId);
  const desk = conversation === null ? undefined : deskOf(conversation.desk, context);
  if (conversation === null || desk === undefined) return nowhere("no such conversation");
  const isCustomers = inbound.action === "gate_ticket";
  if (isCustomers ? by !== conversation.customerId : !isPlaceOf(desk, inbound.place)) {
    return nowhere("not theirs to write");
  }
  await tx.savePolicy(desk.policy);
  const ticketId = newId();
  const typed = fileForm(inbound, ticketId, newId);
  const command = draft(inbound, conversation, desk, by, ticketId, typed);
  const stored = freshTicket(ticketId, desk.id, desk.policy.version);
  const ends = !isCustomers && readChat(inbound.fields) === "end" && conversation.state.status === "open";
  const { at } = inbound;
  return toTickets({
    tasks: [task(stored, command, inbound, typed.suggestion)],
    texts: typed.rows,
    conversation: ends
      ? {
          stored: conversation,
          command: {
            type: "HandOff",
            at,
            by,
            reason: command.reason,
            way: "draft",
            next: await context.nextOn(desk, command.permission),
          },
        }
      : null,
  });
};

const named = async (inbound: FormSubmitted, context: Context): Promise<Routed> => {
  const { tx, personId: by, newId } = context;
  const stored = await tx.ticket(inbound.conversationId);
  if (stored === null || stored.state.customer !== by) return nowhere("no such ticket of theirs");
  const { rows, typed, texts, account, faults, suggestion } = fileForm(inbound, stored.id, newId);
  const desk = deskOf(stored.desk, context);
  if (account === null || desk === undefined) return nowhere("a form without the account");
  const command: TicketCommand = {
    type: "NameAccount",
    at: inbound.at,
    by,
    textId: account,
    texts,
    faults,
    ...(await meantBy(typed, stored, desk, tx)),
  };
  return toTickets({ tasks: [task(stored, command, inbound, suggestion)], texts: rows });
};

/** What keeps it from going by mail as it is. */
const faultOf = (
  { text, attachments, secrets = [] }: MessagePosted,
  desk: Desk | undefined,
): AnswerFault | null => {
  if (secrets.length > 0) return "holds_secret";
  if (attachments.length > 0) return "has_files";
  const asks = desk !== undefined && asksToAuthenticate(text, desk.policy.phrases.authentication) !== null;
  return asks ? "asks_identity" : null;
};

const NOTE = /^\s*(\/\/|note(:|\s))/i;

/** What a rep writes in a ticket's thread goes to the customer by mail; a note stays. */
export const messageInTicket = (inbound: MessagePosted, stored: StoredTicket, context: Context): Routed => {
  const { personId: by, newId } = context;
  const { message, text, attachments, at } = inbound;
  const words: Words = { messageId: newId(), side: "rep", ref: message, text, subject: null, attachments };
  const note = NOTE.test(text) || inbound.addressedTo !== null;
  const fault = note ? null : faultOf(inbound, deskOf(stored.desk, context));
  const command: TicketCommand = {
    type: "WriteInTicket",
    at,
    by,
    textId: words.messageId,
    note,
    ...(fault === null ? {} : { fault }),
  };
  return toTickets({
    tasks: [task(stored, command, { reply: null, place: message.place })],
    words: { ticketId: stored.id, words },
  });
};

/** A note may change; a mail that was ordered cannot, and its words stay what it says. */
export const changeInTicket = async (
  inbound: MessageEdited | MessageDeleted,
  known: StoredMessage,
  { tx }: Pick<Context, "tx">,
): Promise<Routed> => {
  const stored = await tx.ticket(known.conversationId);
  if (stored === null) return nowhere("no such conversation");
  const isEdit = inbound.type === "MessageEdited";
  if (isEdit && known.text === inbound.text) return nowhere("nothing changed");
  const { id: textId, personId: by } = known;
  const events = await tx.ticketEvents(stored.id);
  if (!events.some((event) => event.type === "TicketAnswered" && event.textId === textId)) {
    if (isEdit) await tx.changeText(textId, inbound.text);
    else await tx.markDeleted(textId, inbound.at);
    return toTickets({});
  }
  const how = isEdit ? "edited" : "deleted";
  return toTickets({
    tasks: [ticketTask(stored, { type: "RecordAnswerChange", at: inbound.at, by, textId, how })],
  });
};

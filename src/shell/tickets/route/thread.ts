import { isNote } from "../../../core/conversation/rules/reply.ts";
import { asksToAuthenticate } from "../../../core/gate/authentication-phrases.ts";
import type { MessageDeleted, MessageEdited, MessagePosted } from "../../../core/inbound.ts";
import type { Desk } from "../../../core/policy/policy.ts";
import type { TicketCommand } from "../../../core/ticket/command.ts";
import type { AnswerFault } from "../../../core/ticket/event.ts";
import type { StoredMessage } from "../../../ports-store.ts";
import type { StoredTicket } from "../../../ports-tickets.ts";
import { type Context, nowhere, type Routed, type Words } from "../../route/routed.ts";
import { ticketTask } from "../apply.ts";
import { deskOf, taskFrom, toTickets } from "./order.ts";

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

/** What a rep writes in a ticket's thread goes to the customer by mail; a note stays. */
export const messageInTicket = (inbound: MessagePosted, stored: StoredTicket, context: Context): Routed => {
  const { personId: by, newId } = context;
  const { message, text, attachments, at } = inbound;
  const words: Words = { messageId: newId(), side: "rep", ref: message, text, subject: null, attachments };
  const note = isNote(text) || inbound.addressedTo !== null;
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
    tasks: [taskFrom({ reply: null, place: message.place }, stored, command)],
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

import { isRepAction } from "../../../core/actions.ts";
import type { ActionPressed } from "../../../core/inbound.ts";
import { isPlaceOf } from "../../../core/policy/policy.ts";
import type { TicketCommand } from "../../../core/ticket/command.ts";
import { codeTextId } from "../../../core/ticket/state.ts";
import type { StoredTicket, TicketText } from "../../../ports-tickets.ts";
import { type Context, nowhere, type Routed } from "../../route/routed.ts";
import { type TicketTask, ticketTask } from "../apply.ts";
import { fileTyped } from "../drafts.ts";
import { formLate } from "../form-late.ts";
import { transcriptOf } from "../transcript.ts";
import { deskOf, taskFrom, toTickets } from "./order.ts";

/** So much of a chat is noted; what is older is left out. */
const MOST_NOTED = 200;

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
  const of = (command: TicketCommand): TicketTask => taskFrom(inbound, stored, command);
  const one = (command: TicketCommand): Routed => toTickets({ tasks: [of(command)] });
  switch (action) {
    case "ticket_open": {
      const number = await tx.nextTicketNumber();
      const code: TicketText = {
        id: codeTextId(stored.id),
        ticketId: stored.id,
        kind: "code",
        text: context.newCode((await tx.ticketText(stored.state.texts.request)) ?? ""),
        at,
      };
      return toTickets({
        tasks: [of({ type: "OpenTicket", ...who, number, next: await next() })],
        texts: [code],
        origin: conversation,
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
        tasks: [of({ type: "ChangeRequest", ...who, texts: filed.texts, faults })],
        texts: filed.rows,
      });
    }
    case "ticket_start":
    case "ticket_override":
      return toTickets({
        tasks: [
          ...(await addressTask(stored, at, context)),
          of({ type: "StartWork", ...who, override: action === "ticket_override", next: await next() }),
        ],
      });
    case "ticket_take":
      return one({ type: "TakeTicket", ...who });
    case "ticket_confirmed":
      return toTickets({
        tasks: [
          ...(await addressTask(stored, at, context)),
          of({ type: "ConfirmUnclear", ...who, next: await next() }),
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
        tasks: [of({ type: "WriteInTicket", ...who, textId, note: true, chat: true })],
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

import type { FormSubmitted } from "../../../core/inbound.ts";
import { type Desk, isPlaceOf } from "../../../core/policy/policy.ts";
import type { TicketCommand } from "../../../core/ticket/command.ts";
import { meantAnew, meantByCustomer, meantByRep } from "../../../core/ticket/meaning.ts";
import { readChat, readPermission, readWhy } from "../../../core/ticket/request-form.ts";
import type { StoredConversation } from "../../../ports-store.ts";
import { type Context, nowhere, type Routed } from "../../route/routed.ts";
import { freshTicket } from "../apply.ts";
import { fileForm, type Typed } from "../drafts.ts";
import { deskOf, taskFrom, toTickets } from "./order.ts";

const draft = (
  inbound: FormSubmitted,
  conversation: StoredConversation,
  desk: Desk,
  by: string,
  ticketId: string,
  { typed, texts, account, faults }: Typed,
): Extract<TicketCommand, { type: "DraftTicket" }> => {
  const isReps = inbound.action !== "gate_ticket";
  const asked = isReps
    ? meantByRep(typed, readWhy(inbound.fields), readPermission(inbound.fields), desk.policy)
    : meantByCustomer(typed, conversation.state.gated[inbound.subject ?? ""]?.category ?? null, desk.policy);
  return {
    type: "DraftTicket",
    at: inbound.at,
    ticketId,
    conversationId: conversation.id,
    customer: conversation.customerId,
    by,
    ...asked,
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
    tasks: [taskFrom(inbound, stored, command, typed.suggestion)],
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
  const { state } = stored;
  const { category, permission } = state;
  const [subject, request] = [
    await tx.ticketText(state.texts.subject),
    await tx.ticketText(state.texts.request),
  ];
  // Words that were left as they were drafted mean what the draft says; others are read anew.
  const isAsDrafted = subject === typed.subject && request === typed.request;
  const command: TicketCommand = {
    type: "NameAccount",
    at: inbound.at,
    by,
    textId: account,
    texts,
    faults,
    ...(isAsDrafted ? { category, permission } : meantAnew(typed, { category, permission }, desk.policy)),
  };
  return toTickets({ tasks: [taskFrom(inbound, stored, command, suggestion)], texts: rows });
};

import type { Category } from "../../core/gate/category.ts";
import { gatedOf } from "../../core/gate/gated.ts";
import type { Desk } from "../../core/policy/policy.ts";
import type { TypedRequest } from "../../core/ticket/request-form.ts";
import { permissionFor } from "../../core/ticket/ticket-policy.ts";
import type { Tx } from "../../ports-store.ts";
import type { StoredTicket } from "../../ports-tickets.ts";

/**
 * What the words of a ticket ask for, by the gate's rules: whoever is offered a ticket for one thing may write another
 * into it. Null: nothing of the policy's list.
 */
export const askedFor = ({ subject, request }: TypedRequest, { policy }: Desk): Category | null =>
  gatedOf(`${subject}\n${request}`, policy.gate)?.category ?? null;

/** Words that were left as they were drafted mean what the draft says; others are read anew. */
export const meantBy = async (
  typed: TypedRequest,
  { state }: StoredTicket,
  desk: Desk,
  tx: Tx,
): Promise<{ readonly category: Category | null; readonly permission: string | null }> => {
  const { category: drafted, permission } = state;
  const subject = await tx.ticketText(state.texts.subject);
  const request = await tx.ticketText(state.texts.request);
  if (subject === typed.subject && request === typed.request) return { category: drafted, permission };
  const category = askedFor(typed, desk) ?? drafted;
  const needed = permissionFor(desk.policy.tickets, category, `${typed.subject}\n${typed.request}`);
  return { category, permission: needed ?? permission };
};

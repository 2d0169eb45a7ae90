import type { HandoffReason } from "../conversation/event.ts";
import type { Category } from "../gate/category.ts";
import { gatedOf } from "../gate/gated.ts";
import type { Policy } from "../policy/policy.ts";
import type { TypedRequest } from "./request-form.ts";
import { permissionFor } from "./ticket-policy.ts";

/** What a request is about: which part of the policy calls for a ticket, what would change, and who may do it. */
export interface Meaning {
  readonly reason: HandoffReason;
  readonly category: Category | null;
  readonly permission: string | null;
}

const allOf = ({ subject, request }: TypedRequest): string => `${subject}\n${request}`;

/**
 * What the words of a ticket ask for, by the gate's rules: whoever is offered a ticket for one thing may write another
 * into it. Null: nothing of the policy's list.
 */
const askedFor = (typed: TypedRequest, { gate }: Policy): Category | null =>
  gatedOf(allOf(typed), gate)?.category ?? null;

const neededFor = (typed: TypedRequest, category: Category | null, { tickets }: Policy): string | null =>
  permissionFor(tickets, category, allOf(typed));

/** A rep's own word counts before the rules'. */
export const meantByRep = (
  typed: TypedRequest,
  stated: Pick<Meaning, "reason" | "category">,
  permission: string | null,
  policy: Policy,
): Meaning => {
  const category = stated.category ?? askedFor(typed, policy);
  return {
    reason: stated.reason,
    category,
    permission: permission ?? neededFor(typed, category, policy),
  };
};

/** A customer's press only says what they had asked for before; what they write now counts. */
export const meantByCustomer = (typed: TypedRequest, offered: Category | null, policy: Policy): Meaning => {
  const category = askedFor(typed, policy) ?? offered;
  return { reason: "authentication", category, permission: neededFor(typed, category, policy) };
};

/** Other words than those of the draft, read anew. */
export const meantAnew = (
  typed: TypedRequest,
  drafted: Pick<Meaning, "category" | "permission">,
  policy: Policy,
): Pick<Meaning, "category" | "permission"> => {
  const category = askedFor(typed, policy) ?? drafted.category;
  return { category, permission: neededFor(typed, category, policy) ?? drafted.permission };
};

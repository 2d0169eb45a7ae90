import type { Policy } from "../../core/policy/policy.ts";

/** The first plan of the policy file whose roles the customer has: given by the community, never chosen in chat. */
export const planOf = ({ plans }: Policy, roles: readonly string[] | undefined): string | null =>
  Object.entries(plans).find(([, plan]) =>
    plan.discordRoles.some((role) => roles?.includes(role) === true),
  )?.[0] ?? null;

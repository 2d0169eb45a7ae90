import type { StaffRep } from "../../staff.ts";
import type { Timestamp } from "../../time.ts";
import type { TicketKnown } from "../command.ts";
import type { NextOn, RefusedAction, TicketEvent, TicketRefusal } from "../event.ts";

export type TicketEvents = readonly TicketEvent[];

export const refused = (
  { at, by }: { readonly at: Timestamp; readonly by: string },
  action: RefusedAction,
  reason: TicketRefusal,
  next: NextOn | null = null,
): TicketEvents => [{ type: "TicketRefused", at, action, by, reason, next }];

/** Where the policy file names no reps, everybody in the staff's channels is one: without permissions, and no lead. */
export const repOf = (
  { staff, desk }: Pick<TicketKnown, "staff" | "desk">,
  person: string,
): Pick<StaffRep, "lead" | "permissions"> | undefined =>
  staff.find((one) => one.person === person) ??
  (desk.reps.length === 0 ? { lead: false, permissions: [] } : undefined);

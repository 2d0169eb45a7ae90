import type { Staff, StaffRep } from "../../staff.ts";
import type { Timestamp } from "../../time.ts";
import type { NextOn, RefusedAction, TicketEvent, TicketRefusal } from "../event.ts";

export type TicketEvents = readonly TicketEvent[];

export const refused = (
  { at, by }: { readonly at: Timestamp; readonly by: string },
  action: RefusedAction,
  reason: TicketRefusal,
  next: NextOn | null = null,
): TicketEvents => [{ type: "TicketRefused", at, action, by, reason, next }];

export const repOf = (staff: Staff, person: string): StaffRep | undefined =>
  staff.find((one) => one.person === person);

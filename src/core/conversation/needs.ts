import type { Timestamp } from "../time.ts";
import { isOpen } from "./clock.ts";
import type { Command } from "./command.ts";
import type { Conversation } from "./state.ts";

/**
 * What of the staff a decision asks for: nothing (most messages), who is on duty (whom to call), or also how much each
 * has (whom to offer it to). A relay must not wait for a roster that nobody asks.
 */
export type StaffNeeded = "nothing" | "duty" | "load";

const OFFERS: ReadonlySet<Command["type"]> = new Set<Command["type"]>([
  "OpenConversation",
  "ReleaseConversation",
  "TransferToRep",
  "TransferToPermission",
  "EndDuty",
  "ReopenByCustomer",
]);

const CALLS: ReadonlySet<Command["type"]> = new Set<Command["type"]>([
  "CheckDeadlines",
  "TakeOver",
  "SendHeld",
  "AskChoice",
]);

export const staffNeeded = (command: Command, state: Conversation, now: Timestamp): StaffNeeded => {
  if (OFFERS.has(command.type)) return "load";
  // A message after the end may reopen it, and is offered again.
  if (command.type === "ReceiveCustomerMessage" && state.status === "closed") return "load";
  if (CALLS.has(command.type)) return "duty";
  // What comes now may turn out late, or may show that what is answered was answered late: then the breach is told.
  const isLate = state.clocks.all.some((clock) => isOpen(clock) && clock.dueAt < now);
  return isLate || isOutOfOrder(command, state) ? "duty" : "nothing";
};

/** It happened before something that is known of: clocks that were over by then are judged again (decision 10). */
const isOutOfOrder = (command: Command, { moments }: Conversation): boolean =>
  "at" in command && command.at < (moments.at(-1)?.at ?? Number.NEGATIVE_INFINITY);

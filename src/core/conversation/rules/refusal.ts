import type { ActionName } from "../../actions.ts";
import type { Timestamp } from "../../time.ts";
import type { Command } from "../command.ts";
import type { ConversationEvent, RefusalReason } from "../event.ts";

export type Events = readonly ConversationEvent[];

/** One command by its name. */
export type Of<T extends Command["type"]> = Extract<Command, { type: T }>;

/** A refusal that the business expects is an event: it is counted, and told to whoever pressed. */
export const refused = (
  command: { readonly at: Timestamp; readonly by: string },
  action: ActionName,
  reason: RefusalReason,
): Events => [{ type: "CommandRefused", at: command.at, by: command.by, action, reason }];

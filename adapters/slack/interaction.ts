import { readAction } from "./action-id.ts";
import { readCommand } from "./command.ts";
import { news, type ParseContext, type Parsed, personOf, placeOf, unknown } from "./parsed.ts";
import { tsToMs } from "./timestamp.ts";
import { blockActionsSchema, slashSchema } from "./wire.ts";

export const parsePress = (body: unknown, context: ParseContext): Parsed => {
  const result = blockActionsSchema.safeParse(body);
  if (!result.success) return unknown("malformed_interaction");
  const { user, container, message, actions, trigger_id: trigger } = result.data;
  // A press is one action: several come from inputs, of which the desk's messages have none.
  const [action] = actions;
  const read = action && readAction(action.action_id, action.value ?? "");
  const { channel_id: channel, message_ts: messageTs } = container;
  if (!action || !read || !channel || !messageTs) return unknown("interaction");
  const thread = container.thread_ts ?? message?.thread_ts ?? null;
  const inThread = thread !== null && thread !== messageTs;
  return news({
    type: "ActionPressed",
    key: `slack:action:${channel}:${messageTs}:${user.id}:${read.action}:${action.action_ts}`,
    at: tsToMs(action.action_ts),
    ...read,
    place: placeOf(channel, inThread ? thread : null),
    author: personOf(user.id, context),
    // Slack's address does not reliably lead into a thread; there the ordinary way ends where they look anyway.
    reply: inThread ? null : (trigger ?? null),
  });
};

/**
 * Whatever the command is called in the app's settings. Slack never sends one twice, and gives it no time: it is at
 * most its acknowledgement's three seconds old. Commands cannot be given in threads.
 */
export const parseCommand = (body: unknown, context: ParseContext): Parsed => {
  const result = slashSchema.safeParse(body);
  if (!result.success) return unknown("malformed_command");
  const { text, user_id: user, channel_id: channel, trigger_id: trigger } = result.data;
  return news({
    type: "DeskCommanded",
    key: `slack:command:${trigger}`,
    at: context.now,
    ...readCommand(text),
    place: placeOf(channel, null),
    author: personOf(user, context),
    reply: trigger,
  });
};

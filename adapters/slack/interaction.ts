import type { RepAction } from "../../src/core/actions.ts";
import { readAction } from "./action-id.ts";
import { readCommand } from "./command.ts";
import { named } from "./mrkdwn.ts";
import { news, type ParseContext, type Parsed, personOf, placeOf, unknown } from "./parsed.ts";
import { tsToMs } from "./timestamp.ts";
import { placeOfOrigin } from "./view-origin.ts";
import { originIn, valuesOf } from "./view-state.ts";
import { blockActionsSchema, shortcutSchema, slashSchema, submissionSchema } from "./wire.ts";

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
 * A form that was sent. Slack gives it no time: it is at most its acknowledgement's three seconds old. A view is sent
 * once, whoever brings it how often.
 */
export const parseSubmission = (body: unknown, context: ParseContext): Parsed => {
  const result = submissionSchema.safeParse(body);
  if (!result.success) return unknown("malformed_interaction");
  const { user, view } = result.data;
  const origin = originIn(view);
  if (origin === null) return unknown("interaction");
  const { action, conversationId, subject, thread, trigger } = origin;
  const fields = Object.entries(valuesOf(view)).map(([field, value]) => [field, named(value, context.names)]);
  return news({
    type: "FormSubmitted",
    key: `slack:view:${view.id}`,
    at: context.now,
    action,
    conversationId,
    subject,
    fields: Object.fromEntries(fields),
    place: placeOfOrigin(origin),
    author: personOf(user.id, context),
    // As with presses: an address does not reliably lead into a thread.
    reply: thread === null ? trigger : null,
  });
};

/** Message shortcuts, by the callback ids of manifest.yaml. */
const SHORTCUTS: Readonly<Record<string, RepAction>> = { handoff: "handoff" };

/**
 * A shortcut on a message of a conversation's thread, or on the card above it: it names no conversation, only where it
 * was used. In threads commands cannot be given.
 */
export const parseShortcut = (body: unknown, context: ParseContext): Parsed => {
  const result = shortcutSchema.safeParse(body);
  if (!result.success) return unknown("malformed_interaction");
  const { callback_id: callback, user, channel, message, action_ts: at } = result.data;
  const action = Object.hasOwn(SHORTCUTS, callback) ? SHORTCUTS[callback] : undefined;
  if (action === undefined) return unknown("shortcut");
  return news({
    type: "ActionPressed",
    key: `slack:shortcut:${channel.id}:${message.ts}:${user.id}:${callback}:${at}`,
    at: tsToMs(at),
    action,
    conversationId: "",
    subject: null,
    place: placeOf(channel.id, message.thread_ts ?? message.ts),
    author: personOf(user.id, context),
    reply: null,
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

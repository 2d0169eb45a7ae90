import type { Attachment, MessageRef } from "../../src/core/platform.ts";
import { parseCommand, parsePress, parseShortcut, parseSubmission } from "./interaction.ts";
import { channelsIn, firstMention, fromMrkdwn, usersIn } from "./mrkdwn.ts";
import {
  known,
  news,
  type ParseContext,
  type Parsed,
  personOf,
  placeOf,
  type Self,
  unknown,
} from "./parsed.ts";
import { fromRichText } from "./rich-text.ts";
import { tsToMs } from "./timestamp.ts";
import { valuesOf } from "./view-state.ts";
import {
  blockActionsSchema,
  callbackSchema,
  messageEventSchema,
  messageSchema,
  reactionSchema,
  slashSchema,
  submissionSchema,
  type WireMessage,
  type WireMessageEvent,
} from "./wire.ts";

/** A body of the Events API or an interaction, as either transport brings it. */
export const parse = (body: unknown, context: ParseContext): Parsed => {
  const type = typeOf(body);
  if (type === "event_callback") return parseEvent(body, context);
  if (type === "block_actions") return parsePress(body, context);
  if (type === "view_submission") return parseSubmission(body, context);
  if (type === "message_action") return parseShortcut(body, context);
  if (type === "view_closed") return known("view_closed");
  if (type === "" && isCommand(body)) return parseCommand(body, context);
  return unknown(type === "" ? "untyped" : "interaction");
};

const typeOf = (body: unknown): string =>
  typeof body === "object" && body !== null && "type" in body && typeof body.type === "string"
    ? body.type
    : "";

const isCommand = (body: unknown): boolean => typeof body === "object" && body !== null && "command" in body;

const parseEvent = (body: unknown, context: ParseContext): Parsed => {
  const callback = callbackSchema.safeParse(body);
  if (!callback.success) return unknown("malformed_event");
  const { event, event_id: eventId } = callback.data;
  switch (event.type) {
    case "message": {
      const message = messageEventSchema.safeParse(event);
      return message.success
        ? parseMessageEvent(event, message.data, eventId, context)
        : unknown("malformed_event");
    }
    case "reaction_added":
      return parseReaction(event, eventId, context);
    case "dnd_updated_user":
    case "user_change":
    case "member_joined_channel":
    case "member_left_channel":
      return known("reach");
    case "app_home_opened":
      return known("home");
    case "app_mention":
      // The same message comes as a message event too.
      return known("app_mention");
    default:
      return unknown("event");
  }
};

const parseMessageEvent = (
  raw: unknown,
  event: WireMessageEvent,
  eventId: string,
  context: ParseContext,
): Parsed => {
  const { channel } = event;
  const direct = event.channel_type === "im";
  if (event.subtype === "message_changed") return parseChange(event, eventId, context);
  if (event.subtype === "message_deleted") return parseDeletion(event, eventId, context);
  const message = messageSchema.safeParse(raw);
  return message.success ? parseMessage(message.data, channel, direct, context) : unknown("malformed_event");
};

/** Subtypes that are somebody's words; all others are the client's own announcements (joins, topics, pins …). */
const WORDS: ReadonlySet<string> = new Set(["file_share", "thread_broadcast", "me_message"]);

/**
 * A message as events and histories hold it. A reply that was also sent to the channel is the reply: it is met in
 * both places under one key. https://docs.slack.dev/reference/events/message/thread_broadcast
 */
export const parseMessage = (
  message: WireMessage,
  channel: string,
  direct: boolean,
  context: ParseContext,
): Parsed => {
  const { user, subtype, ts, text } = message;
  if (isBots(message, context.self) || !user) return known("bot");
  if (subtype && !WORDS.has(subtype)) return known("announcement");
  const first = firstMention(text);
  return news({
    type: "MessagePosted",
    key: `slack:message:${channel}:${ts}`,
    at: tsToMs(ts),
    message: refOf(message, channel),
    author: personOf(user, context),
    text: markdownOf(message, context),
    attachments: attachmentsOf(message),
    direct,
    mentionsDesk: usersIn(text).includes(context.self.userId),
    addressedTo: first === context.self.userId ? null : first,
  });
};

const isBots = (
  message: { user?: string | null | undefined; bot_id?: string | null | undefined },
  self: Self,
) => Boolean(message.bot_id) || message.user === self.userId;

/** A link that unfurls is a change too, of the same words: https://github.com/slackapi/bolt-js/issues/2327 */
const parseChange = (event: WireMessageEvent, eventId: string, context: ParseContext): Parsed => {
  const result = messageSchema.safeParse(event.message);
  if (!result.success) return unknown("malformed_event");
  const message = result.data;
  const { previous_message: before, channel } = event;
  if (isBots(message, context.self)) return known("bot");
  const key = `slack:event:${eventId}`;
  if (message.subtype === "tombstone") {
    // A deleted parent stays as a headstone above its replies.
    const at = tsToMs(event.event_ts ?? event.ts ?? message.ts);
    return news({ type: "MessageDeleted", key, at, message: refOf(message, channel) });
  }
  const sameWords = before ? before.text === message.text : !message.edited;
  if (sameWords) return known("unchanged");
  const at = tsToMs(message.edited?.ts ?? event.event_ts ?? event.ts ?? message.ts);
  return news({
    type: "MessageEdited",
    key,
    at,
    message: refOf(message, channel),
    text: markdownOf(message, context),
  });
};

const parseDeletion = (event: WireMessageEvent, eventId: string, context: ParseContext): Parsed => {
  const { previous_message: before, channel, deleted_ts: deleted } = event;
  const ts = deleted ?? before?.ts;
  if (!ts) return unknown("malformed_event");
  if (before && isBots(before, context.self)) return known("bot");
  return news({
    type: "MessageDeleted",
    key: `slack:event:${eventId}`,
    at: tsToMs(event.event_ts ?? event.ts ?? ts),
    message: refOf({ ts, thread_ts: before?.thread_ts }, channel),
  });
};

const parseReaction = (event: unknown, eventId: string, context: ParseContext): Parsed => {
  const result = reactionSchema.safeParse(event);
  if (!result.success) return unknown("malformed_event");
  const { user, item, event_ts: at } = result.data;
  if (user === context.self.userId) return known("bot");
  if (item.type !== "message" || !item.channel || !item.ts) return known("reaction_elsewhere");
  return news({
    type: "ReactionAdded",
    key: `slack:event:${eventId}`,
    at: tsToMs(at),
    // Slack does not say in which thread: the id is unique in its channel.
    message: { place: placeOf(item.channel, null), id: item.ts },
    author: personOf(user, context),
  });
};

/** A parent names itself as its thread once it has replies, and is no reply for that. */
const refOf = (
  { ts, thread_ts: thread }: { ts: string; thread_ts?: string | null | undefined },
  channel: string,
): MessageRef => ({ place: placeOf(channel, thread && thread !== ts ? thread : null), id: ts });

const markdownOf = (message: WireMessage, { names }: ParseContext): string =>
  fromRichText(message.blocks, names) ?? fromMrkdwn(message.text, names);

const attachmentsOf = (message: WireMessage): readonly Attachment[] =>
  (message.files ?? []).flatMap((file) =>
    file.url_private
      ? [
          {
            name: file.name || file.title || "file",
            url: file.url_private,
            size: file.size ?? 0,
            mimeType: file.mimetype ?? null,
          },
        ]
      : [],
  );

const NAMING: ReadonlySet<string> = new Set(["message", "reaction_added"]);

/** Whose names parsing will ask for. */
export const idsIn = (
  body: unknown,
): { readonly users: readonly string[]; readonly channels: readonly string[] } => {
  const commander = slashSchema.pick({ command: true, user_id: true }).safeParse(body);
  if (commander.success) return { users: [commander.data.user_id], channels: [] };
  const sent = submissionSchema.safeParse(body);
  if (sent.success) {
    const typed = Object.values(valuesOf(sent.data.view)).join(" ");
    return {
      users: [...new Set([sent.data.user.id, ...usersIn(typed)])],
      channels: [...new Set(channelsIn(typed))],
    };
  }
  const presser = blockActionsSchema.pick({ user: true }).safeParse(body);
  if (presser.success) return { users: [presser.data.user.id], channels: [] };
  const callback = callbackSchema.safeParse(body);
  // Of other events nobody's name is told, and a whole workspace's pauses and comings would use users.info up.
  if (!callback.success || !NAMING.has(callback.data.event.type)) return { users: [], channels: [] };
  const { event } = callback.data;
  return idsInMessage("message" in event ? event["message"] : event);
};

export const idsInMessage = (
  message: unknown,
): { readonly users: readonly string[]; readonly channels: readonly string[] } => {
  const fields =
    typeof message === "object" && message !== null ? (message as Readonly<Record<string, unknown>>) : {};
  const { user, text, bot_id: bot, subtype } = fields;
  if (bot || (typeof subtype === "string" && !WORDS.has(subtype))) return { users: [], channels: [] };
  const words = typeof text === "string" ? text : "";
  return {
    users: [...new Set([...(typeof user === "string" ? [user] : []), ...usersIn(words)])],
    channels: [...new Set(channelsIn(words))],
  };
};

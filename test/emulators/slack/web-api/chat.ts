import { ApiError } from "../api-error.ts";
import { isFields } from "../blocks.ts";
import { changeMessage, deleteMessage, postMessage, withBlockIds } from "../messages.ts";
import type { Channel, Fields, Metadata } from "../model.ts";
import { defined, messageToWire } from "../render.ts";
import { directMessage } from "../workspace.ts";
import {
  type ApiContext,
  type Args,
  blocksArg,
  conversation,
  invalidArguments,
  type Methods,
  messageIn,
} from "./method.ts";

/** "Messages with a text of more than 40,000 characters are truncated." https://docs.slack.dev/changelog/2018-truncating-really-long-messages */
const TRUNCATED_AT = 40_000;
/** https://docs.slack.dev/reference/methods/chat.update ("The text field cannot exceed 4,000 characters") */
const UPDATE_TEXT_MAX = 4_000;
/** https://docs.slack.dev/reference/methods/chat.postMessage#arguments */
const MARKDOWN_TEXT_MAX = 12_000;
/** Undocumented total over all blocks, as measured in https://github.com/slackapi/bolt-js/issues/2509 */
const BLOCKS_TEXT_MAX = 13_200;

export const chatMethods: Methods = {
  /** https://docs.slack.dev/reference/methods/chat.postMessage */
  "chat.postMessage": {
    tier: "special",
    run(context) {
      const { workspace, app, args } = context;
      context.needs("chat:write");
      const channel = target(context);
      const content = contentOf(args);
      const persona = personaOf(context);
      const threadTs = threadOf(context, channel);
      const message = postMessage(workspace, channel, {
        user: app.botUser.id,
        app,
        persona,
        subtype: persona ? "bot_message" : undefined,
        text: content.text.slice(0, TRUNCATED_AT),
        blocks: content.blocks,
        attachments: content.attachments,
        metadata: metadataOf(args) ?? undefined,
        threadTs,
        broadcast: args.flag("reply_broadcast"),
      });
      return { channel: channel.id, ts: message.ts, message: messageToWire(workspace, message) };
    },
  },

  /** https://docs.slack.dev/reference/methods/chat.update */
  "chat.update": {
    tier: 3,
    run(context) {
      const { workspace, app, args } = context;
      context.needs("chat:write");
      const channel = conversation(context, args.required("channel"));
      const message = messageIn(channel, args.required("ts"));
      if (message.appId !== app.id) throw new ApiError("cant_update_message");
      if (channel.archived) throw new ApiError("is_archived");
      const metadata = metadataOf(args);
      const content = contentOf(args, metadata !== undefined);
      if (content.text.length > UPDATE_TEXT_MAX) throw new ApiError("msg_too_long");
      changeMessage(
        workspace,
        channel,
        message,
        {
          text: args.has("text") || args.has("markdown_text") ? content.text : undefined,
          blocks: content.blocks,
          attachments: content.attachments,
          broadcast: args.flag("reply_broadcast"),
          ...(metadata === undefined ? {} : { metadata }),
        },
        app.botId,
      );
      return {
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: messageToWire(workspace, message),
      };
    },
  },

  /** https://docs.slack.dev/reference/methods/chat.delete */
  "chat.delete": {
    tier: 3,
    run(context) {
      const { workspace, app, args } = context;
      context.needs("chat:write");
      const channel = conversation(context, args.required("channel"));
      const message = messageIn(channel, args.required("ts"));
      if (message.appId !== app.id) throw new ApiError("cant_delete_message");
      deleteMessage(workspace, channel, message);
      return { channel: channel.id, ts: message.ts };
    },
  },

  /**
   * Seen only by a member who is active just then; kept nowhere.
   * https://docs.slack.dev/reference/methods/chat.postEphemeral
   */
  "chat.postEphemeral": {
    tier: 4,
    run(context) {
      const { workspace, app, args } = context;
      context.needs("chat:write");
      const channel = conversation(context, args.required("channel"));
      const user = workspace.users.get(args.required("user"));
      if (channel.archived) throw new ApiError("is_archived");
      if (!channel.members.has(app.botUser.id)) throw new ApiError("not_in_channel");
      if (!user || !channel.members.has(user.id)) throw new ApiError("user_not_in_channel");
      const content = contentOf(args);
      const ts = workspace.nextTs(channel);
      if (user.presence === "active") {
        const shown = workspace.ephemerals.get(user.id) ?? [];
        shown.push({
          channel: channel.id,
          ts,
          forUser: user.id,
          user: app.botUser.id,
          botId: app.botId,
          appId: app.id,
          threadTs: args.text("thread_ts"),
          text: content.text,
          blocks: withBlockIds(workspace, content.blocks ?? []),
        });
        workspace.ephemerals.set(user.id, shown);
      }
      return { message_ts: ts };
    },
  },

  /** https://docs.slack.dev/reference/methods/chat.getPermalink */
  "chat.getPermalink": {
    tier: "special",
    run(context) {
      const { workspace, args } = context;
      const channel = conversation(context, args.required("channel"));
      const message = messageIn(channel, args.required("message_ts"));
      const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : "";
      const link = `https://${workspace.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace(".", "")}`;
      return { channel: channel.id, permalink: `${link}${thread}` };
    },
  },
};

/** A channel id, a public channel's name, or a user's id for the direct message. https://docs.slack.dev/reference/methods/chat.postMessage#channels */
export function target(context: ApiContext): Channel {
  const { workspace, app, args } = context;
  const wanted = args.text("channel");
  if (!wanted) throw new ApiError("channel_not_found");
  const named = [...workspace.channels.values()].find(
    ({ kind, name }) => kind === "channel" && name === wanted.replace(/^#/, ""),
  );
  const user = workspace.users.get(wanted);
  const channel = user
    ? directMessage(workspace, app.botUser.id, user.id)
    : (named ?? conversation(context, wanted));
  if (channel.archived) throw new ApiError("is_archived");
  if (!channel.members.has(app.botUser.id) && !app.scopes.has("chat:write.public"))
    throw new ApiError("not_in_channel");
  return channel;
}

type Content = {
  readonly text: string;
  readonly blocks: readonly Fields[] | undefined;
  readonly attachments: readonly Fields[] | undefined;
};

export function contentOf(args: Args, mayBeEmpty = false): Content {
  const blocks = blocksArg(args);
  const attachments = args.json("attachments", "invalid_attachments");
  const markdown = args.text("markdown_text");
  if (markdown !== undefined && (args.has("text") || blocks)) throw new ApiError("markdown_text_conflict");
  if (markdown !== undefined && markdown.length > MARKDOWN_TEXT_MAX) throw new ApiError("msg_too_long");
  const text = markdown ?? args.text("text") ?? "";
  const attached = Array.isArray(attachments) ? attachments.filter(isFields) : undefined;
  if (attached && attached.length > 100) throw new ApiError("too_many_attachments");
  if (text === "" && !blocks?.length && !attached?.length && !mayBeEmpty) throw new ApiError("no_text");
  if (blocks && textLength(blocks) > BLOCKS_TEXT_MAX) throw new ApiError("msg_blocks_too_long");
  return { text, blocks, attachments: attached };
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (!isFields(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === "text" && typeof inner === "string" ? inner.length : textLength(inner)),
    0,
  );
}

/** Null when it is to be removed. https://docs.slack.dev/messaging/message-metadata */
function metadataOf(args: Args): Metadata | null | undefined {
  const metadata = args.json("metadata", "invalid_metadata_format");
  if (metadata === undefined) return undefined;
  if (!isFields(metadata)) throw new ApiError("invalid_metadata_format");
  if (Object.keys(metadata).length === 0) return null;
  const { event_type, event_payload } = metadata as { event_type?: unknown; event_payload?: unknown };
  if (typeof event_type !== "string" || !isFields(event_payload))
    throw new ApiError("invalid_metadata_schema");
  if (JSON.stringify(metadata).length > 8_000) throw new ApiError("metadata_too_large");
  return { event_type, event_payload };
}

/** https://docs.slack.dev/reference/scopes/chat.write.customize */
function personaOf(context: ApiContext): Fields | undefined {
  const { args } = context;
  const [username, emoji, icon] = ["username", "icon_emoji", "icon_url"].map((name) => args.text(name));
  if (username === undefined && emoji === undefined && icon === undefined) return undefined;
  context.needs("chat:write.customize");
  return defined({ username, icons: emoji ? { emoji } : icon ? { image_48: icon } : undefined });
}

/**
 * "Avoid using a reply's ts value; use its parent instead": we put the message into that thread and
 * hold it against the caller. https://docs.slack.dev/reference/methods/chat.postMessage#arguments
 */
function threadOf({ workspace, args }: ApiContext, channel: Channel): string | undefined {
  const threadTs = args.text("thread_ts");
  if (!threadTs) return undefined;
  if (!/^\d{10}\.\d{6}$/.test(threadTs)) throw invalidArguments("invalid thread_ts");
  const parent = channel.byTs.get(threadTs);
  if (!parent)
    workspace.violations.push(`chat.postMessage: thread_ts ${threadTs} names no message of ${channel.id}`);
  if (parent?.threadTs)
    workspace.violations.push(`chat.postMessage: thread_ts ${threadTs} is a reply, not a parent`);
  return parent?.threadTs ?? threadTs;
}

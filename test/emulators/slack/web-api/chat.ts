import { ApiError } from "../api-error.ts";
import { changeMessage, deleteMessage, postMessage, withBlockIds } from "../messages.ts";
import type { Channel, Fields } from "../model.ts";
import { defined, messageToWire } from "../render.ts";
import { directMessage } from "../workspace.ts";
import { contentOf, metadataOf } from "./content.ts";
import { type ApiContext, conversation, invalidArguments, type Methods, messageIn } from "./method.ts";

/** Longer texts are truncated. https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
const TRUNCATED_AT = 40_000;
/** "For best results, limit the number of characters in the text field to 4,000." https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
const ADVISED_TEXT_MAX = 4_000;
/** `msg_too_long` among the errors of https://docs.slack.dev/reference/methods/chat.update */
const UPDATE_TEXT_MAX = 4_000;

export const chatMethods: Methods = {
  /** https://docs.slack.dev/reference/methods/chat.postMessage */
  "chat.postMessage": {
    tier: "special",
    run(context) {
      const { workspace, app, args } = context;
      context.needs("chat:write");
      const channel = target(context);
      const content = contentOf(context);
      if (content.text.length > ADVISED_TEXT_MAX) {
        workspace.violations.push(
          `chat.postMessage: text of ${content.text.length} characters, Slack may split it`,
        );
      }
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
      const content = contentOf(context, metadata !== undefined);
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
      const content = contentOf(context);
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

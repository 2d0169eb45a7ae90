import { ApiError } from "../api-error.ts";
import { join } from "../membership.ts";
import type { Channel, Message } from "../model.ts";
import { channelToWire, messageToWire } from "../render.ts";
import { directMessage } from "../workspace.ts";
import { type ApiContext, type Args, conversation, familyScope, type Methods, page } from "./method.ts";

/** https://docs.slack.dev/reference/methods/conversations.history#arguments ("maximum value of 999") */
const HISTORY_MAX = 999;

export const conversationMethods: Methods = {
  /** https://docs.slack.dev/reference/methods/conversations.info */
  "conversations.info": {
    tier: 3,
    run(context) {
      const channel = conversation(context, context.args.required("channel"));
      context.needs(familyScope(channel, "read"));
      const wire = channelToWire(context.workspace, channel, context.app.botUser);
      return {
        channel: context.args.flag("include_num_members")
          ? { ...wire, num_members: channel.members.size }
          : wire,
      };
    },
  },

  /** https://docs.slack.dev/reference/methods/conversations.list */
  "conversations.list": {
    tier: 2,
    run(context) {
      const { workspace, app, args } = context;
      const types = (args.text("types") ?? "public_channel").split(",").map((type) => type.trim());
      const scopes = {
        public_channel: "channels:read",
        private_channel: "groups:read",
        im: "im:read",
        mpim: "mpim:read",
      };
      for (const type of types) {
        if (!(type in scopes)) throw new ApiError("invalid_types");
        context.needs(scopes[type as keyof typeof scopes]);
      }
      const kinds = { channel: "public_channel", group: "private_channel", im: "im", mpim: "mpim" } as const;
      const visible = [...workspace.channels.values()].filter(
        (channel) =>
          types.includes(kinds[channel.kind]) &&
          (channel.kind === "channel" || channel.members.has(app.botUser.id)) &&
          !(args.flag("exclude_archived") && channel.archived),
      );
      const { items, response_metadata } = page(args, visible, 100, 1000);
      const channels = items.map((channel) => channelToWire(workspace, channel, app.botUser));
      return { channels, response_metadata };
    },
  },

  /** https://docs.slack.dev/reference/methods/conversations.members */
  "conversations.members": {
    tier: 4,
    run(context) {
      const channel = conversation(context, context.args.required("channel"));
      context.needs(familyScope(channel, "read"));
      const { items, response_metadata } = page(context.args, [...channel.members], 100, 1000);
      return { members: items, response_metadata };
    },
  },

  /** Newest first; replies only where they were broadcast. https://docs.slack.dev/reference/methods/conversations.history */
  "conversations.history": {
    tier: 3,
    run(context) {
      const { workspace, args } = context;
      const channel = readable(context);
      const messages = inRange(
        args,
        channel.messages.filter(
          ({ threadTs, subtype }) => threadTs === undefined || subtype === "thread_broadcast",
        ),
      ).reverse();
      const { items, more, response_metadata } = page(args, messages, 100, HISTORY_MAX);
      const all = args.flag("include_all_metadata");
      return {
        messages: items.map((message) => messageToWire(workspace, message, all)),
        has_more: more,
        pin_count: 0,
        response_metadata,
      };
    },
  },

  /** The parent first, then replies, oldest first. https://docs.slack.dev/reference/methods/conversations.replies */
  "conversations.replies": {
    tier: 3,
    run(context) {
      const { workspace, args } = context;
      const channel = readable(context);
      const ts = args.required("ts");
      const asked = channel.byTs.get(ts);
      const replies = channel.threads.get(ts) ?? [];
      if (!asked && replies.length === 0) throw new ApiError("thread_not_found");
      // Given a reply's ts, Slack answers with that one message.
      const parent = asked ? [asked] : [];
      const { items, more, response_metadata } = page(args, inRange(args, replies), 1000, 1000);
      const all = args.flag("include_all_metadata");
      return {
        messages: [...parent, ...items].map((message) => messageToWire(workspace, message, all)),
        has_more: more,
        response_metadata,
      };
    },
  },

  /** https://docs.slack.dev/reference/methods/conversations.open */
  "conversations.open": {
    tier: 3,
    run(context) {
      const { workspace, app, args } = context;
      context.needs("im:write", "mpim:write");
      const existing = args.text("channel");
      if (existing) return { channel: { id: conversation(context, existing).id } };
      const users = (args.text("users") ?? "").split(",").filter((id) => id !== "");
      if (users.length === 0) throw new ApiError("users_list_not_supplied");
      if (users.length > 1) throw new ApiError("method_not_supported_for_channel_type");
      const user = workspace.users.get(users[0] ?? "");
      if (!user) throw new ApiError("user_not_found");
      if (user.deleted) throw new ApiError("user_disabled");
      const channel = directMessage(workspace, app.botUser.id, user.id);
      return {
        channel: args.flag("return_im") ? channelToWire(workspace, channel, app.botUser) : { id: channel.id },
      };
    },
  },

  /** https://docs.slack.dev/reference/methods/conversations.join */
  "conversations.join": {
    tier: 3,
    run(context) {
      const { workspace, app, args } = context;
      context.needs("channels:join");
      const channel = conversation(context, args.required("channel"));
      if (channel.kind !== "channel") throw new ApiError("method_not_supported_for_channel_type");
      if (channel.archived) throw new ApiError("is_archived");
      const already = channel.members.has(app.botUser.id);
      join(workspace, channel, app.botUser.id);
      return {
        channel: channelToWire(workspace, channel, app.botUser),
        ...(already
          ? { warning: "already_in_channel", response_metadata: { warnings: ["already_in_channel"] } }
          : {}),
      };
    },
  },
};

function readable(context: ApiContext): Channel {
  const channel = conversation(context, context.args.required("channel"));
  context.needs(familyScope(channel, "history"));
  if (!channel.members.has(context.app.botUser.id)) throw new ApiError("not_in_channel");
  return channel;
}

/** Bounds count only with `inclusive`. https://docs.slack.dev/reference/methods/conversations.history#arguments */
function inRange(args: Args, messages: readonly Message[]): Message[] {
  const oldest = bound(args, "oldest", 0);
  const latest = bound(args, "latest", Number.POSITIVE_INFINITY);
  const inclusive = args.flag("inclusive");
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function bound(args: Args, name: "oldest" | "latest", fallback: number): number {
  const text = args.text(name);
  if (!text) return fallback;
  const value = Number(text);
  if (Number.isNaN(value)) throw new ApiError(`invalid_ts_${name}`);
  return value;
}

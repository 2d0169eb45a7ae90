import { ApiError } from "../api-error.ts";
import { react, unreact } from "../reactions.ts";
import { messageToWire } from "../render.ts";
import { type ApiContext, conversation, type Methods, messageIn } from "./method.ts";

export const reactionMethods: Methods = {
  /** https://docs.slack.dev/reference/methods/reactions.add */
  "reactions.add": {
    tier: 3,
    run(context) {
      context.needs("reactions:write");
      const { channel, message } = item(context);
      const added = react(context.workspace, channel, message, context.app.botUser.id, emoji(context));
      if (!added) throw new ApiError("already_reacted");
      return {};
    },
  },
  /** https://docs.slack.dev/reference/methods/reactions.remove */
  "reactions.remove": {
    tier: 2,
    run(context) {
      context.needs("reactions:write");
      const { channel, message } = item(context);
      const removed = unreact(context.workspace, channel, message, context.app.botUser.id, emoji(context));
      if (!removed) throw new ApiError("no_reaction");
      return {};
    },
  },
  /** https://docs.slack.dev/reference/methods/reactions.get */
  "reactions.get": {
    tier: 3,
    run(context) {
      context.needs("reactions:read");
      const { channel, message } = item(context);
      return { type: "message", channel: channel.id, message: messageToWire(context.workspace, message) };
    },
  },
};

function item(context: ApiContext) {
  const { args, app } = context;
  if (!args.has("channel") || !args.has("timestamp")) throw new ApiError("no_item_specified");
  const channel = conversation(context, args.required("channel"));
  if (channel.archived) throw new ApiError("is_archived");
  if (!channel.members.has(app.botUser.id) && channel.kind !== "channel")
    throw new ApiError("not_in_channel");
  const timestamp = args.required("timestamp");
  if (!/^\d{10}\.\d{6}$/.test(timestamp)) throw new ApiError("bad_timestamp");
  return { channel, message: messageIn(channel, timestamp) };
}

/** Names come without colons. */
function emoji({ args }: ApiContext): string {
  const name = args.required("name");
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new ApiError("invalid_name");
  return name;
}

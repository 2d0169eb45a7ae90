/** https://docs.discord.com/developers/resources/message#get-channel-pins */
import type { Message } from "../model.ts";
import { has } from "../permissions.ts";
import { pin, pinsOf, unpin } from "../pins.ts";
import { iso } from "../render.ts";
import { renderMessage } from "../render-message.ts";
import { type Call, NO_CONTENT, ok, on, param, type Route } from "../router.ts";
import { messageOf, type World } from "../world.ts";
import { seenChannel } from "./channels.ts";
import { viewerFor } from "./messages.ts";

const DEFAULT_LIMIT = 50;

export const pinRoutes = (world: World): readonly Route[] => {
  const pinning = (call: Call) => {
    const { channel, me } = seenChannel(world, call);
    return { channel, userId: me, message: messageOf(world, channel.id, param(call, "message_id")) };
  };
  /** Without READ_MESSAGE_HISTORY "no messages are returned". */
  const visible = (call: Call): readonly Message[] => {
    const { channel, me } = seenChannel(world, call);
    return has(world, me, channel, "ReadMessageHistory") ? pinsOf(world, channel) : [];
  };
  return [
    on("GET", "/channels/{channel_id}/messages/pins", (call) => {
      const before = call.query.get("before");
      const limit = Number(call.query.get("limit") ?? DEFAULT_LIMIT);
      const older = visible(call).filter(
        (message) => before === null || (message.pinnedAt ?? 0) < Date.parse(before),
      );
      return ok({
        items: older.slice(0, limit).map((message) => ({
          pinned_at: iso(message.pinnedAt ?? 0),
          message: renderMessage(world, message, viewerFor(call)),
        })),
        has_more: older.length > limit,
      });
    }),
    on("GET", "/channels/{channel_id}/pins", (call) =>
      ok(visible(call).map((message) => renderMessage(world, message, viewerFor(call)))),
    ),
    ...[
      "/channels/{channel_id}/messages/pins/{message_id}",
      "/channels/{channel_id}/pins/{message_id}",
    ].flatMap((template) => [
      on("PUT", template, (call) => {
        pin(world, pinning(call));
        return NO_CONTENT;
      }),
      on("DELETE", template, (call) => {
        unpin(world, pinning(call));
        return NO_CONTENT;
      }),
    ]),
  ];
};

/** https://docs.discord.com/developers/resources/channel */
import { z } from "zod";
import { refuse } from "../errors.ts";
import { typingStarted } from "../events.ts";
import { read } from "../forms.ts";
import { assertMaySend } from "../messages.ts";
import type { Channel, Overwrite } from "../model.ts";
import { canSee, need } from "../permissions.ts";
import { channelChanged, threadDeleted } from "../place-events.ts";
import { renderChannel } from "../render.ts";
import { type Call, caller, NO_CONTENT, ok, on, param, type Route } from "../router.ts";
import { patchThread, settle } from "../threads.ts";
import { channelOf, isThread, type World } from "../world.ts";

export const OverwritesForm = z.array(
  z.object({
    id: z.string(),
    type: z.union([z.literal(0), z.literal(1)]).nullish(),
    allow: z.union([z.string(), z.number()]).nullish(),
    deny: z.union([z.string(), z.number()]).nullish(),
  }),
);

export const overwritesOf = (form: z.infer<typeof OverwritesForm>): Overwrite[] =>
  form.map((one) => ({
    id: one.id,
    type: one.type ?? 0,
    allow: BigInt(one.allow ?? 0),
    deny: BigInt(one.deny ?? 0),
  }));

const ChannelPatchForm = z.object({
  name: z.string().min(1).max(100).optional(),
  topic: z.string().max(1024).nullish(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  invitable: z.boolean().optional(),
  auto_archive_duration: z
    .union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10080)])
    .optional(),
  permission_overwrites: OverwritesForm.nullish(),
  parent_id: z.string().nullish(),
});

/** The channel of the path, if this bot sees it. */
export const seenChannel = (world: World, call: Call): { readonly channel: Channel; readonly me: string } => {
  const me = caller(call).user.id;
  const channel = channelOf(world, param(call, "channel_id"));
  if (!canSee(world, me, channel)) throw refuse.missingAccess();
  if (isThread(channel)) settle(world, channel);
  return { channel, me };
};

export const removeChannel = (world: World, channel: Channel): void => {
  for (const child of [...world.channels.values()]) {
    if (child.parentId === channel.id && child.thread !== null) removeChannel(world, child);
  }
  // Told while it still stands, so that sight of it can be decided.
  world.dispatch(
    isThread(channel) ? threadDeleted(world, channel) : channelChanged(world, "CHANNEL_DELETE", channel),
  );
  world.channels.delete(channel.id);
  world.messages.delete(channel.id);
  world.changed();
};

export const channelRoutes = (world: World): readonly Route[] => [
  on("GET", "/channels/{channel_id}", (call) => {
    const { channel, me } = seenChannel(world, call);
    return ok(renderChannel(world, channel, me));
  }),
  on("PATCH", "/channels/{channel_id}", (call) => {
    const { channel, me } = seenChannel(world, call);
    const form = read(ChannelPatchForm, call.body);
    if (isThread(channel)) {
      patchThread(world, channel, me, {
        name: form.name,
        archived: form.archived,
        locked: form.locked,
        invitable: form.invitable,
        autoArchiveMinutes: form.auto_archive_duration,
      });
      return ok(renderChannel(world, channel, me));
    }
    need(world, me, channel, "ManageChannels");
    if (form.permission_overwrites != null) {
      need(world, me, channel, "ManageRoles");
      channel.overwrites = overwritesOf(form.permission_overwrites);
    }
    channel.name = form.name ?? channel.name;
    channel.topic = form.topic === undefined ? channel.topic : form.topic;
    channel.parentId = form.parent_id === undefined ? channel.parentId : form.parent_id;
    world.dispatch(channelChanged(world, "CHANNEL_UPDATE", channel));
    world.changed();
    return ok(renderChannel(world, channel, me));
  }),
  on("DELETE", "/channels/{channel_id}", (call) => {
    const { channel, me } = seenChannel(world, call);
    // Closing a DM only hides it on this side.
    if (channel.guildId === null) return ok(renderChannel(world, channel, me));
    need(world, me, channel, isThread(channel) ? "ManageThreads" : "ManageChannels");
    const body = renderChannel(world, channel, me);
    removeChannel(world, channel);
    return ok(body);
  }),
  on("POST", "/channels/{channel_id}/typing", (call) => {
    const { channel, me } = seenChannel(world, call);
    assertMaySend(world, channel, me);
    world.dispatch(typingStarted(world, channel, me));
    return NO_CONTENT;
  }),
];

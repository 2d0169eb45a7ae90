import { postMessage } from "./messages.ts";
import type { Channel } from "./model.ts";
import type { Workspace } from "./workspace.ts";

/** https://docs.slack.dev/reference/events/member_joined_channel */
export function join(workspace: Workspace, channel: Channel, user: string, inviter?: string): void {
  if (channel.members.has(user)) return;
  channel.members.add(user);
  postMessage(workspace, channel, {
    user,
    subtype: "channel_join",
    text: `<@${user}> has joined the channel`,
    extra: inviter ? { inviter } : {},
  });
  emit(workspace, channel, { type: "member_joined_channel", user, ...(inviter ? { inviter } : {}) });
}

/** https://docs.slack.dev/reference/events/member_left_channel */
export function leave(workspace: Workspace, channel: Channel, user: string): void {
  if (!channel.members.has(user)) return;
  const members = new Set(channel.members);
  postMessage(workspace, channel, {
    user,
    subtype: "channel_leave",
    text: `<@${user}> has left the channel`,
  });
  channel.members.delete(user);
  emit(workspace, channel, { type: "member_left_channel", user }, members);
}

/** A message and an event. https://docs.slack.dev/reference/events/channel_archive · group_archive for private channels */
export function archive(workspace: Workspace, channel: Channel, user: string): void {
  postMessage(workspace, channel, { user, subtype: "channel_archive", text: "archived the channel" });
  channel.archived = true;
  workspace.occurs({
    event: {
      type: channel.kind === "group" ? "group_archive" : "channel_archive",
      channel: channel.id,
      user,
      event_ts: workspace.nextTs(channel),
    },
    channel,
  });
}

/** https://docs.slack.dev/reference/events/channel_deleted · group_deleted for private channels */
export function deleteChannel(workspace: Workspace, channel: Channel): void {
  channel.deleted = true;
  workspace.channels.delete(channel.id);
  workspace.occurs({
    event: {
      type: channel.kind === "group" ? "group_deleted" : "channel_deleted",
      channel: channel.id,
      event_ts: workspace.nextTs(channel),
    },
    channel,
  });
}

function emit(
  workspace: Workspace,
  channel: Channel,
  event: { readonly type: string; readonly user: string },
  members?: ReadonlySet<string>,
): void {
  workspace.occurs({
    event: {
      ...event,
      channel: channel.id,
      // "Both public and private channels created after March 2021 have a C prefix."
      channel_type: "C",
      team: workspace.team.id,
      event_ts: workspace.nextTs(channel),
    },
    channel,
    ...(members ? { members } : {}),
  });
}

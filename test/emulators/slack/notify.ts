import { isSilent } from "./dnd.ts";
import type { Channel, Message, NotificationReason } from "./model.ts";
import { mentionsIn, visibleText } from "./text.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Who follows a thread: the parent's author, whoever replied, and whoever was mentioned in it when a
 * message was new. https://slack.com/help/articles/115000769927-Use-threads-to-organize-discussions
 */
export function follow(channel: Channel, message: Message): void {
  const threadTs = message.threadTs ?? message.ts;
  const followers = followersOf(channel, threadTs);
  followers.add(message.user);
  for (const user of mentionsIn(visibleText(message.text, message.blocks)).users) followers.add(user);
  channel.followers.set(threadTs, followers);
}

export function followersOf(channel: Channel, threadTs: string): Set<string> {
  return channel.followers.get(threadTs) ?? new Set();
}

/**
 * Notifications arise from new messages only, never from chat.update.
 * They reach nobody in Do Not Disturb, and nobody whose account is deactivated.
 * Group mentions reach nobody from within a thread, and `@here` only members who are active.
 * https://slack.com/help/articles/202009646-Notify-a-channel-or-workspace
 */
export function notify(workspace: Workspace, channel: Channel, message: Message): void {
  const mentions = mentionsIn(visibleText(message.text, message.blocks));
  const topLevel = message.threadTs === undefined || message.subtype === "thread_broadcast";
  const followers =
    message.threadTs === undefined ? new Set<string>() : followersOf(channel, message.threadTs);
  const groups = [...mentions.usergroups].map((id) => workspace.usergroups.get(id));
  for (const id of channel.members) {
    const user = workspace.users.get(id);
    if (!user || user.bot || user.deleted || id === message.user || isSilent(user, workspace.now())) continue;
    const reasons: NotificationReason[] = [];
    if (mentions.users.has(id)) reasons.push("mention");
    if (groups.some((group) => group?.users.has(id))) reasons.push("usergroup");
    if (channel.kind === "im" || channel.kind === "mpim") reasons.push("dm");
    if (followers.has(id)) reasons.push("thread");
    if (topLevel && mentions.here && user.presence === "active") reasons.push("here");
    if (topLevel && mentions.channel) reasons.push("channel");
    if (topLevel && mentions.everyone) reasons.push("everyone");
    if (reasons.length === 0) continue;
    workspace.notifications.push({
      user: id,
      channel: channel.id,
      ts: message.ts,
      threadTs: message.threadTs,
      from: message.user,
      // A phone's lock screen shows `text` even when the message has blocks.
      // https://docs.slack.dev/reference/methods/chat.postMessage#text_usage
      text: message.text,
      reasons,
    });
  }
}

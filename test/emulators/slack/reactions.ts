import type { Channel, Message } from "./model.ts";
import type { Workspace } from "./workspace.ts";

/** False when this user had reacted with this emoji before. */
export function react(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  user: string,
  name: string,
): boolean {
  const entry = message.reactions.find((reaction) => reaction.name === name);
  if (entry?.users.includes(user)) return false;
  if (entry) entry.users.push(user);
  else message.reactions.push({ name, users: [user] });
  emit(workspace, channel, message, user, name, "reaction_added");
  return true;
}

/** False when there was no such reaction of this user. */
export function unreact(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  user: string,
  name: string,
): boolean {
  const entry = message.reactions.find((reaction) => reaction.name === name);
  if (!entry?.users.includes(user)) return false;
  entry.users.splice(entry.users.indexOf(user), 1);
  message.reactions = message.reactions.filter((reaction) => reaction.users.length > 0);
  emit(workspace, channel, message, user, name, "reaction_removed");
  return true;
}

/** https://docs.slack.dev/reference/events/reaction_added */
function emit(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  user: string,
  reaction: string,
  type: "reaction_added" | "reaction_removed",
): void {
  workspace.occurs({
    event: {
      type,
      user,
      reaction,
      item: { type: "message", channel: channel.id, ts: message.ts },
      item_user: message.user,
      event_ts: workspace.nextTs(channel),
    },
    channel,
  });
}

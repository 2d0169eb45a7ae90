import type { Channel, Fields, Message, SlackApp, StoredFile, User } from "./model.ts";
import type { Workspace } from "./workspace.ts";

/** Objects as they stand on the wire. https://docs.slack.dev/reference/objects */

export function messageToWire(workspace: Workspace, message: Message, withMetadata = true): Fields {
  const channel = workspace.channels.get(message.channel);
  const replies = channel?.threads.get(message.ts) ?? [];
  const threadTs = message.threadTs ?? (replies.length > 0 ? message.ts : undefined);
  return defined({
    type: "message",
    subtype: message.subtype,
    user: authorOf(message),
    hidden: message.subtype === "tombstone" ? true : undefined,
    ts: message.ts,
    client_msg_id: message.clientMsgId,
    bot_id: message.botId,
    app_id: message.appId,
    ...message.persona,
    text: message.text,
    team: workspace.team.id,
    bot_profile: message.appId ? botProfile(workspace, workspace.apps.get(message.appId)) : undefined,
    blocks: message.blocks.length > 0 ? message.blocks : undefined,
    attachments: message.attachments.length > 0 ? message.attachments : undefined,
    metadata: metadataToWire(message, withMetadata),
    files: message.files.length > 0 ? message.files.map((file) => fileToWire(workspace, file)) : undefined,
    upload: message.files.length > 0 ? false : undefined,
    edited: message.edited,
    reactions:
      message.reactions.length > 0
        ? message.reactions.map(({ name, users }) => ({ name, users: [...users], count: users.length }))
        : undefined,
    thread_ts: threadTs,
    parent_user_id: message.threadTs ? channel?.byTs.get(message.threadTs)?.user : undefined,
    ...(replies.length > 0 ? threadFields(replies) : {}),
    ...message.extra,
  });
}

/** https://docs.slack.dev/reference/events/message/bot_message has no user, a tombstone is Slackbot's. */
function authorOf({ subtype, user }: Message): string | undefined {
  if (subtype === "bot_message") return undefined;
  return subtype === "tombstone" ? "USLACKBOT" : user;
}

/** Without `include_all_metadata` only the type stands there. https://docs.slack.dev/messaging/message-metadata */
function metadataToWire(message: Message, all: boolean): Fields | undefined {
  if (!message.metadata) return undefined;
  return all ? message.metadata : { event_type: message.metadata.event_type };
}

/** https://docs.slack.dev/messaging/retrieving-messages#threading */
function threadFields(replies: readonly Message[]): Fields {
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
    reply_users: users.slice(0, 5),
    is_locked: false,
    subscribed: false,
  };
}

function botProfile(workspace: Workspace, app: SlackApp | undefined): Fields | undefined {
  if (!app) return undefined;
  return {
    id: app.botId,
    deleted: false,
    name: app.name,
    updated: 0,
    app_id: app.id,
    team_id: workspace.team.id,
  };
}

/** https://docs.slack.dev/reference/objects/conversation-object */
export function channelToWire(workspace: Workspace, channel: Channel, viewer: User): Fields {
  const base = {
    id: channel.id,
    created: Math.floor(channel.createdAt / 1000),
    is_archived: channel.archived,
    is_org_shared: false,
    context_team_id: workspace.team.id,
    updated: channel.createdAt,
  };
  if (channel.kind === "im") {
    const other = [...channel.members].find((member) => member !== viewer.id) ?? viewer.id;
    return { ...base, is_im: true, user: other, is_user_deleted: false, priority: 0 };
  }
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === "channel",
    is_group: channel.kind === "group",
    is_im: false,
    is_mpim: channel.kind === "mpim",
    is_private: channel.kind !== "channel",
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    is_member: channel.members.has(viewer.id),
    creator: channel.creator,
    unlinked: 0,
    shared_team_ids: [workspace.team.id],
    topic: { value: channel.topic, creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    previous_names: [],
  };
}

/**
 * Of a deactivated account only what Slack's specification demands of every user: no time zone, no roles.
 * https://docs.slack.dev/reference/objects/user-object
 */
export function userToWire(workspace: Workspace, user: User): Fields {
  const sure = {
    id: user.id,
    team_id: workspace.team.id,
    name: user.name,
    deleted: user.deleted,
    is_bot: user.bot !== undefined,
    is_app_user: false,
    updated: 0,
  };
  const profile = {
    real_name: user.realName,
    display_name: user.name,
    real_name_normalized: user.realName,
    display_name_normalized: user.name,
    team: workspace.team.id,
    ...(user.bot ? { api_app_id: user.bot.appId, bot_id: user.bot.botId } : {}),
  };
  if (user.deleted) return { ...sure, profile };
  return {
    ...sure,
    real_name: user.realName,
    tz: user.timezone,
    tz_label: user.timezone,
    tz_offset: zoneOffsetSeconds(user.timezone, workspace.now()),
    profile,
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
  };
}

/** https://docs.slack.dev/reference/objects/file-object */
export function fileToWire(workspace: Workspace, file: StoredFile): Fields {
  const location = `${workspace.origin()}/files-pri/${workspace.team.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  return {
    id: file.id,
    created: Math.floor(file.createdAt / 1000),
    timestamp: Math.floor(file.createdAt / 1000),
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split(".").at(-1) ?? "",
    user: file.user,
    user_team: workspace.team.id,
    editable: false,
    size: file.content.byteLength,
    mode: "hosted",
    is_external: false,
    is_public: true,
    url_private: `${location}/${name}`,
    url_private_download: `${location}/download/${name}`,
    permalink: `https://${workspace.team.domain}.slack.com/files/${file.user}/${file.id}/${name}`,
    channels: [...file.channels],
    file_access: "visible",
  };
}

function zoneOffsetSeconds(timezone: string, nowMs: number): number {
  const inZone = new Date(new Date(nowMs).toLocaleString("en-US", { timeZone: timezone }));
  const inUtc = new Date(new Date(nowMs).toLocaleString("en-US", { timeZone: "UTC" }));
  return Math.round((inZone.getTime() - inUtc.getTime()) / 1000);
}

/** Slack leaves absent fields out; JSON would drop `undefined` anyway, in-process readers should not see it either. */
export function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

import { randomUUID } from "node:crypto";
import type { Channel, Fields, Message, SlackApp } from "./model.ts";
import { follow, notify } from "./notify.ts";
import { defined, messageToWire } from "./render.ts";
import { mentionsIn, richTextOf } from "./text.ts";
import type { Workspace } from "./workspace.ts";

export type Draft = {
  readonly user: string;
  readonly text: string;
  readonly app?: SlackApp | undefined;
  readonly persona?: Fields | undefined;
  readonly blocks?: readonly Fields[] | undefined;
  readonly attachments?: readonly Fields[] | undefined;
  readonly metadata?: Message["metadata"];
  readonly files?: Message["files"] | undefined;
  readonly threadTs?: string | undefined;
  readonly broadcast?: boolean | undefined;
  readonly subtype?: string | undefined;
  readonly extra?: Fields | undefined;
};

export function postMessage(workspace: Workspace, channel: Channel, draft: Draft): Message {
  const blocks = draft.blocks ?? [];
  const message: Message = {
    channel: channel.id,
    ts: workspace.nextTs(channel),
    user: draft.user,
    botId: draft.app?.botId,
    appId: draft.app?.id,
    persona: draft.persona,
    threadTs: draft.threadTs,
    clientMsgId: draft.app || draft.subtype ? undefined : randomUUID(),
    subtype: draft.subtype ?? (draft.broadcast && draft.threadTs ? "thread_broadcast" : undefined),
    text: draft.text,
    blocks:
      blocks.length > 0
        ? withBlockIds(workspace, blocks)
        : draft.text === "" || isSystem(draft.subtype)
          ? []
          : [richTextOf(draft.text, blockId(workspace))],
    attachments: draft.attachments ?? [],
    metadata: draft.metadata,
    files: draft.files ?? [],
    edited: undefined,
    reactions: [],
    extra: draft.extra ?? {},
  };
  channel.messages.push(message);
  channel.byTs.set(message.ts, message);
  if (message.threadTs !== undefined) {
    const replies = channel.threads.get(message.threadTs) ?? [];
    replies.push(message);
    channel.threads.set(message.threadTs, replies);
  }
  if (!isSystem(message.subtype)) {
    follow(channel, message);
    notify(workspace, channel, message);
  }
  emitNew(workspace, channel, message);
  return message;
}

/** Joins, leaves and archivings are messages nobody wrote. */
const isSystem = (subtype: string | undefined): boolean => subtype?.startsWith("channel_") ?? false;

function emitNew(workspace: Workspace, channel: Channel, message: Message): void {
  const parent = message.threadTs === undefined ? undefined : channel.byTs.get(message.threadTs);
  const root =
    message.subtype === "thread_broadcast" && parent ? { root: messageToWire(workspace, parent) } : {};
  emit(workspace, channel, { ...messageToWire(workspace, message), ...root });
  // Not in direct messages, and only for the app that is mentioned.
  // https://docs.slack.dev/reference/events/app_mention
  if (channel.kind !== "im" && !isSystem(message.subtype)) {
    const { users } = mentionsIn(message.text);
    const apps = [...workspace.apps.values()].filter(
      (app) => users.has(app.botUser.id) && app.botUser.id !== message.user,
    );
    if (apps.length > 0) {
      const { subtype, ...wire } = messageToWire(workspace, message) as { subtype?: string };
      const event = { ...wire, type: "app_mention", channel: channel.id, event_ts: message.ts };
      workspace.occurs({ event, channel, apps });
    }
  }
  // "Also send to channel" arrives twice: as thread_broadcast, and again inside a message_changed.
  // https://github.com/slackapi/bolt-python/issues/919
  if (message.subtype === "thread_broadcast")
    emitChanged(workspace, channel, message, messageToWire(workspace, message));
}

/** https://docs.slack.dev/reference/events/message */
function emit(workspace: Workspace, channel: Channel, wire: Fields): void {
  const event = defined({
    ...wire,
    channel: channel.id,
    event_ts: wire["event_ts"] ?? wire["ts"],
    channel_type: channel.kind,
  });
  workspace.occurs({ event, channel });
}

/** https://docs.slack.dev/reference/events/message/message_changed */
function emitChanged(workspace: Workspace, channel: Channel, message: Message, previous: Fields): void {
  emit(workspace, channel, {
    type: "message",
    subtype: "message_changed",
    hidden: true,
    message: messageToWire(workspace, message),
    previous_message: previous,
    ts: workspace.nextTs(channel),
  });
}

export type Change = {
  readonly text?: string | undefined;
  readonly blocks?: readonly Fields[] | undefined;
  readonly attachments?: readonly Fields[] | undefined;
  readonly metadata?: Message["metadata"] | null;
  readonly files?: Message["files"] | undefined;
  readonly broadcast?: boolean | undefined;
};

/**
 * Text without blocks removes the blocks; blocks without text keep them apart. The `edited` mark is
 * for text only. https://docs.slack.dev/reference/methods/chat.update#arguments
 */
export function changeMessage(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  change: Change,
  editor: string,
): void {
  const previous = messageToWire(workspace, message);
  if (change.text !== undefined) message.text = change.text;
  if (change.blocks !== undefined && change.blocks.length > 0) {
    message.blocks = withBlockIds(workspace, change.blocks);
  } else if (change.text !== undefined || change.blocks !== undefined) {
    message.blocks = message.text === "" ? [] : [richTextOf(message.text, blockId(workspace))];
    message.edited = { user: editor, ts: workspace.nextTs(channel) };
  }
  if (change.attachments !== undefined) message.attachments = change.attachments;
  if (change.metadata !== undefined) message.metadata = change.metadata ?? undefined;
  if (change.files !== undefined) message.files = change.files;
  if (change.broadcast && message.threadTs !== undefined) message.subtype = "thread_broadcast";
  emitChanged(workspace, channel, message, previous);
}

/** https://docs.slack.dev/reference/events/message/message_deleted */
export function deleteMessage(workspace: Workspace, channel: Channel, message: Message): void {
  const previous = messageToWire(workspace, message);
  if (channel.threads.has(message.ts)) {
    // A parent that has replies stays as a tombstone, so that its thread has a head.
    // https://docs.slack.dev/reference/events/message#subtypes ("tombstone")
    message.subtype = "tombstone";
    message.text = "This message was deleted.";
    message.blocks = [];
    message.attachments = [];
    message.metadata = undefined;
    message.files = [];
    message.reactions = [];
    emitChanged(workspace, channel, message, previous);
    return;
  }
  channel.messages.splice(channel.messages.indexOf(message), 1);
  channel.byTs.delete(message.ts);
  if (message.threadTs !== undefined) {
    const replies = (channel.threads.get(message.threadTs) ?? []).filter((reply) => reply !== message);
    if (replies.length > 0) channel.threads.set(message.threadTs, replies);
    else channel.threads.delete(message.threadTs);
  }
  emit(workspace, channel, {
    type: "message",
    subtype: "message_deleted",
    hidden: true,
    deleted_ts: message.ts,
    previous_message: previous,
    ts: workspace.nextTs(channel),
  });
}

const blockId = (workspace: Workspace): string => workspace.secret().slice(0, 5);

/** Blocks and interactive elements without ids get some. https://docs.slack.dev/reference/block-kit/blocks */
export function withBlockIds(workspace: Workspace, blocks: readonly Fields[]): readonly Fields[] {
  return blocks.map((block) => {
    const elements = block["elements"];
    const named = { block_id: blockId(workspace), ...block };
    if (block["type"] !== "actions" || !Array.isArray(elements)) return named;
    return {
      ...named,
      elements: elements.map((element: Fields) => ({ action_id: blockId(workspace), ...element })),
    };
  });
}

import { isFields } from "./blocks.ts";
import type { Channel, Ephemeral, Fields, Message } from "./model.ts";
import { isEphemeral } from "./response-url.ts";
import type { Workspace } from "./workspace.ts";

/** A thing to press or choose in, as a reader finds it in a message or a view. */
export type Control = {
  readonly actionId: string;
  readonly blockId: string;
  readonly type: string;
  /** A button's label, else empty. */
  readonly label: string;
  readonly value: string | undefined;
  readonly element: Fields;
};

/** A message as a user's client shows it. */
export type Seen = {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly from: string;
  /** The `text` argument: what a notification shows. */
  readonly text: string;
  /** What is on the screen: the blocks' text where there are blocks. */
  readonly shown: string;
  readonly blocks: readonly Fields[];
  readonly attachments: readonly Fields[];
  readonly controls: readonly Control[];
  readonly reactions: Readonly<Record<string, readonly string[]>>;
  readonly files: readonly { readonly name: string; readonly mimetype: string }[];
  readonly ephemeral: boolean;
  readonly edited: boolean;
  readonly subtype: string | undefined;
  readonly replyCount: number;
};

export function see(channel: Channel, message: Message | Ephemeral): Seen {
  const ephemeral = isEphemeral(message);
  return {
    channel: channel.id,
    ts: message.ts,
    threadTs: message.threadTs,
    from: message.user,
    text: message.text,
    shown: allText(message.text, message.blocks),
    blocks: message.blocks,
    attachments: ephemeral ? [] : message.attachments,
    controls: controlsOf(message.blocks),
    reactions: ephemeral
      ? {}
      : Object.fromEntries(message.reactions.map(({ name, users }) => [name, [...users]])),
    files: ephemeral ? [] : message.files.map(({ name, mimetype }) => ({ name, mimetype })),
    ephemeral,
    edited: !ephemeral && message.edited !== undefined,
    subtype: ephemeral ? undefined : message.subtype,
    replyCount: channel.threads.get(message.ts)?.length ?? 0,
  };
}

/** The channel's main view: no replies but broadcast ones, and one's own ephemerals. */
export function seeChannel(workspace: Workspace, channel: Channel, user: string): Seen[] {
  const messages = channel.messages.filter(
    ({ threadTs, subtype }) => threadTs === undefined || subtype === "thread_broadcast",
  );
  return ordered(channel, messages, ephemeralsOf(workspace, channel, user, undefined));
}

export function seeThread(workspace: Workspace, channel: Channel, threadTs: string, user: string): Seen[] {
  const parent = channel.byTs.get(threadTs);
  const messages = [...(parent ? [parent] : []), ...(channel.threads.get(threadTs) ?? [])];
  return ordered(channel, messages, ephemeralsOf(workspace, channel, user, threadTs));
}

function ephemeralsOf(
  workspace: Workspace,
  channel: Channel,
  user: string,
  threadTs: string | undefined,
): Ephemeral[] {
  return (workspace.ephemerals.get(user) ?? []).filter(
    (shown) => shown.channel === channel.id && shown.threadTs === threadTs,
  );
}

const ordered = (channel: Channel, messages: readonly Message[], ephemerals: readonly Ephemeral[]): Seen[] =>
  [...messages, ...ephemerals]
    .sort((one, other) => Number(one.ts) - Number(other.ts))
    .map((message) => see(channel, message));

export function controlsOf(blocks: readonly Fields[]): Control[] {
  return blocks.flatMap((block) => {
    const elements = [
      block["accessory"],
      block["element"],
      ...(Array.isArray(block["elements"]) ? block["elements"] : []),
    ];
    return elements.filter(isFields).flatMap((element) => {
      if (element["action_id"] === undefined) return [];
      const text = element["text"];
      return {
        actionId: String(element["action_id"]),
        blockId: String(block["block_id"]),
        type: String(element["type"]),
        label: isFields(text) ? String(text["text"]) : "",
        value: element["value"] === undefined ? undefined : String(element["value"]),
        element,
      };
    });
  });
}

function allText(text: string, blocks: readonly Fields[]): string {
  const own = blocks.filter((block) => block["type"] !== "rich_text");
  if (own.length === 0) return text;
  const collect = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(collect);
    if (!isFields(value)) return [];
    if (typeof value["text"] === "string") return [value["text"]];
    return Object.entries(value).flatMap(([key, inner]) =>
      key === "elements" && value["type"] === "actions" ? [] : collect(inner),
    );
  };
  return collect(own).join("\n");
}

import type { Attachment } from "../../src/core/platform.ts";
import { canonical, type Names } from "./markdown.ts";
import type { Content, Message } from "./wire.ts";

export const attachmentsOf = (content: Content): readonly Attachment[] =>
  content.attachments.map((attachment) => ({
    name: attachment.filename,
    url: attachment.url,
    size: attachment.size,
    mimeType: attachment.content_type ?? null,
  }));

const named = (kind: string, name: string | null | undefined): string =>
  name == null || name === "" ? `[${kind}]` : `[${kind}: ${name}]`;

/** Previews of links that stand in the text say nothing new. */
const embedsOf = (content: Content): readonly string[] =>
  content.embeds
    .filter((embed) => embed.url == null || !content.content.includes(embed.url))
    .map((embed) => named("embed", embed.title ?? embed.url));

const textOf = (content: Content, names: Names): readonly string[] => {
  const mentioned = new Map(
    content.mentions.map((user) => [user.id, user.member?.nick ?? user.global_name ?? user.username]),
  );
  const user = (id: string): string => mentioned.get(id) ?? names.user(id);
  return [
    ...(content.content === "" ? [] : [canonical(content.content, { ...names, user })]),
    ...(content.sticker_items ?? []).map((sticker) => named("sticker", sticker.name)),
    ...embedsOf(content),
  ];
};

const pollOf = (message: Message): readonly string[] => {
  if (message.poll == null) return [];
  const answers = message.poll.answers.map((answer) => answer.poll_media.text ?? "").join(" / ");
  return [
    named("poll", [message.poll.question.text ?? "", answers].filter((part) => part !== "").join(": ")),
  ];
};

/**
 * All that a message says, as canonical Markdown; what is not text is named, so that nothing is silently dropped.
 * A forwarded message has no content of its own, only a snapshot:
 * https://docs.discord.com/developers/resources/message#message-snapshot-object
 */
export const readMessage = (
  message: Message,
  names: Names,
): { readonly text: string; readonly attachments: readonly Attachment[] } => {
  const snapshots = (message.message_snapshots ?? []).map((snapshot) => snapshot.message);
  const forwarded = snapshots.flatMap((snapshot) => ["[forwarded message]", ...textOf(snapshot, names)]);
  return {
    text: [...textOf(message, names), ...pollOf(message), ...forwarded].join("\n"),
    attachments: [message, ...snapshots].flatMap(attachmentsOf),
  };
};

/** What a message says that somebody pointed at with "Get support on this". */
export const readContent = (content: Content, names: Names): string => textOf(content, names).join("\n");

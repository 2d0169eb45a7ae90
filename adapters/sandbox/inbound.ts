import type { MessagePosted } from "../../src/core/inbound.ts";
import type { Person } from "../../src/core/platform.ts";
import type { Directory } from "./directory.ts";
import { refOf, type StoredMessage } from "./store/messages.ts";

const mentionsDesk = (text: string, names: readonly string[]): boolean => {
  const said = text.toLowerCase();
  return names.some((name) => said.includes(`@${name.toLowerCase()}`));
};

/** The same event from the same message, whether it was just written or is read again after downtime. */
export const messagePosted = (
  message: StoredMessage,
  author: Person,
  directory: Directory,
  deskNames: readonly string[],
): MessagePosted => {
  const text = message.text ?? "";
  return {
    type: "MessagePosted",
    key: `sandbox:message:${message.id}`,
    at: message.at,
    message: refOf(message),
    author,
    text,
    attachments: [],
    direct: message.channel.startsWith("dm-"),
    mentionsDesk: mentionsDesk(text, ["deskclock", ...deskNames]),
    addressedTo: directory.addressed(text),
  };
};

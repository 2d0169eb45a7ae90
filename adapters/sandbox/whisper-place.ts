import type { Place } from "../../src/core/platform.ts";

/**
 * The desk hands back what an event carried as `reply`. A press carries the message that was pressed, a command the
 * channel or thread it was given in: so its answer is shown there, wherever the conversation is.
 */
const PRESS = "press:";
const COMMAND = "command:";

export const pressReply = (messageId: string): string => `${PRESS}${messageId}`;
export const commandReply = (channel: string, thread: string | null): string =>
  `${COMMAND}${channel} ${thread ?? ""}`;

export interface WhisperPlace {
  readonly channel: string;
  readonly thread: string | null;
  /** The message under which it is shown; null: at the end of the channel. */
  readonly near: string | null;
  /** A request for a place, which this answers; null: it answers none. */
  readonly request: string | null;
}

export const whisperPlace = ({ channel, thread }: Place, reply: string | null): WhisperPlace => {
  if (reply?.startsWith(COMMAND)) {
    const [given = channel, within = ""] = reply.slice(COMMAND.length).split(" ");
    return { channel: given, thread: within === "" ? null : within, near: null, request: null };
  }
  if (reply?.startsWith(PRESS)) return { channel, thread, near: reply.slice(PRESS.length), request: null };
  return { channel, thread, near: null, request: reply };
};

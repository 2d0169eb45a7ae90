import type { Timestamp } from "./time.ts";

/** Where people talk. */
export type Platform = "discord" | "slack" | "sandbox";

/** A channel, or a thread in it: where messages are read and written. A Discord thread is its own channel there. */
export interface Place {
  readonly platform: Platform;
  readonly channel: string;
  /** Slack: the parent's `ts`. Discord and a plain channel: null. */
  readonly thread: string | null;
}

/** One message of a platform, by the platform's own id (Slack `ts`, Discord snowflake). */
export interface MessageRef {
  readonly place: Place;
  readonly id: string;
}

/** A person as a platform shows them. The name is theirs to choose, so it never stands alone as an identity. */
export interface Person {
  readonly platform: Platform;
  readonly userId: string;
  readonly name: string;
  /** When the platform account was made, where the platform says so (Discord: in the snowflake). */
  readonly accountCreatedAt: Timestamp | null;
}

export interface Attachment {
  readonly name: string;
  readonly url: string;
  readonly size: number;
  readonly mimeType: string | null;
}

/** A place's key in maps, lanes and tables. */
export const placeKey = (place: Place): string =>
  place.thread === null
    ? `${place.platform}:${place.channel}`
    : `${place.platform}:${place.channel}:${place.thread}`;

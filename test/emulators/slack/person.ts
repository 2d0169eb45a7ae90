import type { Entries, Reaction, SeenView } from "./modals.ts";
import type { Notification, Period, Presence } from "./model.ts";
import type { Seen } from "./see.ts";

export type ChannelRef = string | { readonly id: string };
export type MessageRef = { readonly channel: string; readonly ts: string };
export type UploadedFile = {
  readonly name: string;
  readonly content: string | Buffer;
  readonly mimetype?: string;
};

/** A person at a Slack client. All they type is plain text; `@name`, `@here` and links become markup. */
export type Person = {
  readonly id: string;
  readonly name: string;
  posts(channel: ChannelRef, text: string, options?: { readonly files?: readonly UploadedFile[] }): Seen;
  repliesInThread(
    channel: ChannelRef,
    threadTs: string,
    text: string,
    options?: { readonly broadcast?: boolean; readonly files?: readonly UploadedFile[] },
  ): Seen;
  /** Writes to an app's (or another person's) direct messages. */
  writesTo(other: { readonly id: string } | { readonly botUserId: string }, text: string): Seen;
  edits(message: MessageRef, text: string): Seen;
  deletes(message: MessageRef): void;
  reacts(message: MessageRef, emoji: string): void;
  unreacts(message: MessageRef, emoji: string): void;
  /** Presses a button of a message, an ephemeral or the open modal. Resolves when the app has acknowledged. */
  presses(where: MessageRef | SeenView, actionId: string): Promise<Reaction>;
  /** Chooses in a select, overflow menu, date picker, … */
  selects(
    where: MessageRef | SeenView,
    actionId: string,
    value: string | readonly string[],
  ): Promise<Reaction>;
  /** Submits the topmost open modal, or the one given. */
  submitsView(entries?: Entries, view?: SeenView): Promise<Reaction>;
  /** Types into an input of the topmost open modal, or of the one given: all that stands in it afterwards. */
  entersInto(actionId: string, text: string, view?: SeenView): Promise<Reaction>;
  closesView(view?: SeenView): Promise<void>;
  slash(
    command: string,
    text: string,
    channel: ChannelRef,
    options?: { readonly threadTs?: string },
  ): Promise<Reaction>;
  /**
   * What is entered into the message field: a command where it begins with a slash, else a message.
   * The client itself refuses commands in threads. Resolves when the app has acknowledged.
   */
  types(text: string, channel: ChannelRef, options?: { readonly threadTs?: string }): Promise<Reaction>;
  usesShortcut(callbackId: string, message?: MessageRef): Promise<Reaction>;
  joins(channel: ChannelRef): void;
  leaves(channel: ChannelRef): void;
  opensHome(app: { readonly id: string }): void;
  follows(channel: ChannelRef, threadTs: string): void;
  unfollows(channel: ChannelRef, threadTs: string): void;
  isPresent(presence: Presence): void;
  /** Do Not Disturb by hand, until `untilMs`: no notification reaches them. */
  pausesNotifications(untilMs: number): void;
  resumesNotifications(): void;
  /** Do Not Disturb by schedule: the first day's hours, repeated every 24 h; undefined ends it. */
  keepsQuietHours(hours: Period | undefined): void;
  /** An admin deactivates the account: signed out everywhere, known by `deleted`. Channels keep the member. */
  losesAccount(): void;
  regainsAccount(): void;
  /** Restarts the client: ephemerals and open modals are gone. */
  reload(): void;
  sees(channel: ChannelRef): Seen[];
  seesThread(channel: ChannelRef, threadTs: string): Seen[];
  /** Open modals, topmost last. */
  modals(): SeenView[];
  home(app: { readonly id: string }): SeenView | undefined;
  notifications(): Notification[];
};

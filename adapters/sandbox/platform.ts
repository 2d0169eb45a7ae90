import type postgres from "postgres";
import type { ActionName } from "../../src/core/actions.ts";
import type { Form } from "../../src/core/form.ts";
import type { ChatOptions, FormPress } from "../../src/ports.ts";
import type { SandboxControls } from "./controls.ts";
import type { Directory } from "./directory.ts";
import type { FeedSwitch } from "./feed-switch.ts";
import type { Mailboxes } from "./mail/mailboxes.ts";
import type { Rich } from "./render/rich.ts";
import type { Post } from "./store/messages.ts";
import type { ChannelKind } from "./store/places.ts";

export interface SandboxOptions extends ChatOptions {
  /** The desk's own database; the sandbox keeps to the schema `sandbox` in it. */
  readonly sql: postgres.Sql;
  readonly controls: SandboxControls;
  /** Absent: the desk has no mail, and the page no mailbox. */
  readonly mailboxes?: Mailboxes;
}

/** What a delivery or an act changed, for those who watch. */
export interface Watchers {
  readonly messages: (ids: readonly string[]) => void;
  readonly places: () => void;
  /** Something that no message shows: duty, notifications, the feed. */
  readonly facts: () => void;
  readonly whispered: (whisper: PendingWhisper) => void;
  /** Its choice was made: it goes away. */
  readonly dismissed: (whisperId: string) => void;
  /** The place that a request led to; null: it led to none, the customer was told why. */
  readonly answered: (reply: string, customer: string | null, channel: string | null) => void;
}

/** Shown to one person, never stored: its buttons work until the sandbox stops. */
export interface PendingWhisper {
  readonly id: string;
  readonly user: string;
  readonly channel: string;
  readonly thread: string | null;
  /** The message whose button it answers; null: none. */
  readonly near: string | null;
  readonly at: number;
  readonly post: Post;
}

/** What the parts of the sandbox share. */
export interface Platform {
  readonly options: SandboxOptions;
  readonly directory: Directory;
  readonly channels: ReadonlyMap<string, ChannelKind>;
  readonly watchers: Watchers;
  readonly whispers: Map<string, PendingWhisper>;
  /** User ids of those whose notifications are paused. */
  readonly doNotDisturb: Set<string>;
  readonly feed: FeedSwitch;
  /** Something waits to be told to the desk. */
  readonly fed: () => void;
}

export interface Pressed {
  readonly action: ActionName;
  readonly conversationId: string;
  readonly subject: string | null;
  /** What the press opened; null: nothing, and the desk was told of the press. */
  readonly form: ShownForm | null;
}

/** A form under the id by which it is sent; its text is ready to be shown. */
export interface ShownForm extends Omit<Form, "text"> {
  readonly id: string;
  readonly text: readonly Rich[];
}

/** A form that somebody has before them; it works until the sandbox stops. */
export interface OpenForm {
  readonly id: string;
  readonly form: Form;
  readonly press: FormPress;
  readonly reply: string;
  /** The whisper that it stands for: gone when the form is sent. */
  readonly whisper: string | null;
}

import type { ActionName, FormAction } from "./actions.ts";
import type { FormValues } from "./form.ts";
import type { SecretKind } from "./gate/secret.ts";
import type { Attachment, MessageRef, Person, Place } from "./platform.ts";
import type { Timestamp } from "./time.ts";

/**
 * The one normalized event that every adapter produces. `at` is the platform's own time of what happened
 * (Slack `ts`, Discord snowflake), never the moment of arrival; order is by it, not by arrival.
 */
export type Inbound =
  | ConversationRequested
  | MessagePosted
  | MessageEdited
  | MessageDeleted
  | ReactionAdded
  | ActionPressed
  | FormSubmitted
  | DeskCommanded
  | CustomerLeft
  | DeadlineReached
  | EffectDelivered
  | PageTaken
  | LetterTaken
  | EffectFailed;

/** `key` names the platform's event for ever: seen twice, it is handled once. */
interface FromPlatform {
  readonly key: string;
  readonly at: Timestamp;
}

/** What somebody wrote: the receiver has replaced the secrets in it before anything else saw it. */
interface Written extends FromPlatform {
  /** Kinds of the secrets that were replaced, sorted, each once; absent: none. */
  readonly secrets?: readonly SecretKind[];
}

/** A customer asked for a chat through a door that has a description ready: a modal, a command, a message shortcut. */
export interface ConversationRequested extends Written {
  readonly type: "ConversationRequested";
  readonly door: "panel" | "command" | "shortcut" | "form";
  /** Where the door stands: its channel names the desk. */
  readonly place: Place;
  readonly author: Person;
  /** Ids of the roles that the platform says they have. */
  readonly roles?: readonly string[];
  /** Canonical Markdown. */
  readonly description: string;
  readonly subject: string | null;
  /** Opaque to all but the adapter: where it answers the request (a Discord interaction token). */
  readonly reply: string | null;
}

export interface MessagePosted extends Written {
  readonly type: "MessagePosted";
  readonly message: MessageRef;
  readonly author: Person;
  /** Ids of the roles that the platform says they have. */
  readonly roles?: readonly string[];
  /** Canonical Markdown, mentions already turned into names. */
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** A direct message to the desk's own account. */
  readonly direct: boolean;
  /** The desk's own account is mentioned. */
  readonly mentionsDesk: boolean;
  /** The message begins by mentioning this user (not the desk). */
  readonly addressedTo: string | null;
}

export interface MessageEdited extends Written {
  readonly type: "MessageEdited";
  readonly message: MessageRef;
  readonly text: string;
}

export interface MessageDeleted extends FromPlatform {
  readonly type: "MessageDeleted";
  readonly message: MessageRef;
}

export interface ReactionAdded extends FromPlatform {
  readonly type: "ReactionAdded";
  readonly message: MessageRef;
  readonly author: Person;
}

/** Somebody pressed a button (or a shortcut, or a command) of the desk's. */
export interface ActionPressed extends FromPlatform {
  readonly type: "ActionPressed";
  readonly action: ActionName;
  /** Empty for a shortcut, which names none: it is the conversation of its place. */
  readonly conversationId: string;
  /** What the button is about besides the conversation: a held message's id. */
  readonly subject: string | null;
  readonly place: Place;
  readonly author: Person;
  readonly reply: string | null;
}

/** A form that a press had opened was sent. */
export interface FormSubmitted extends Written {
  readonly type: "FormSubmitted";
  readonly action: FormAction;
  readonly conversationId: string;
  readonly subject: string | null;
  readonly fields: FormValues;
  readonly place: Place;
  readonly author: Person;
  readonly reply: string | null;
}

/** What a rep can tell the desk: `/desk on`, or the button of that name. */
export const DESK_VERBS = [
  "on",
  "off",
  "list",
  "claim",
  "resolve",
  "handoff",
  "tickets",
  "audit",
  "help",
] as const;
export type DeskVerb = (typeof DESK_VERBS)[number];

/** A rep's word to the desk that is about no message: by slash command, or by a button on a list. */
export interface DeskCommanded extends Written {
  readonly type: "DeskCommanded";
  /** Null: a word that is none of them; the answer says which there are. */
  readonly verb: DeskVerb | null;
  /** What stood behind it: a conversation's number, a reason. */
  readonly words: readonly string[];
  /** Where it was given: a channel of the desk's names the desk; elsewhere it is for all that know the rep. */
  readonly place: Place;
  readonly author: Person;
  readonly reply: string | null;
}

/** The customer left the community, or blocked the desk: nothing can reach them any more. */
export interface CustomerLeft extends FromPlatform {
  readonly type: "CustomerLeft";
  readonly author: Person;
}

/** A timer or the sweeper says: look at the clocks of this conversation. Late, twice or never: the same result. */
export interface DeadlineReached {
  readonly type: "DeadlineReached";
  readonly conversationId: string;
}

/** A wish came true: the platform accepted it. */
export interface EffectDelivered {
  readonly type: "EffectDelivered";
  readonly outboxId: string;
  readonly receipt: Receipt;
}

/** A pager took a page: no message of ours stands anywhere. */
export interface PageTaken {
  readonly type: "PageTaken";
  readonly outboxId: string;
  readonly at: Timestamp;
}

/** The mail server, or the helpdesk, took it. */
export interface LetterTaken {
  readonly type: "LetterTaken";
  readonly outboxId: string;
  readonly at: Timestamp;
  /** Of a mail that asks for a confirmation; null: another one. */
  readonly confirmationId: string | null;
}

export interface EffectFailed {
  readonly type: "EffectFailed";
  readonly outboxId: string;
  readonly failure: Failure;
}

/** What a platform gave back for an effect. */
export interface Receipt {
  /** Where it landed; for `open_place` the place that was made. */
  readonly place: Place;
  /** Every message that it became: a long text is several. */
  readonly messages: readonly MessageRef[];
  /** The platform's own timestamp of the (last) message. */
  readonly at: Timestamp;
}

/**
 * Why a platform will never accept an effect.
 * - `customer_unreachable`: direct messages closed, or no shared server
 * - `customer_gone`: left the community
 * - `place_gone`: the channel, thread or message was deleted
 * - `place_locked`: the thread is locked or the channel archived
 * - `forbidden`: the desk lacks a permission or scope
 * - `blocked`: the platform's own filter refused the content
 * - `invalid`: the platform refused the request's form: a fault of ours
 * - `timeout`: every attempt failed until the desk gave up
 */
export type FailureReason =
  | "customer_unreachable"
  | "customer_gone"
  | "place_gone"
  | "place_locked"
  | "forbidden"
  | "blocked"
  | "invalid"
  | "timeout";

export interface Failure {
  readonly reason: FailureReason;
  /** The platform's own code (50007, `channel_not_found`), for the log and the rep. */
  readonly code: string;
}

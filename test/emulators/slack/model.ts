export type Fields = Readonly<Record<string, unknown>>;

export type Metadata = { readonly event_type: string; readonly event_payload: Fields };

export type Presence = "active" | "away";

/** From `startAt` (included) to `endAt` (excluded), ms. */
export type Period = { readonly startAt: number; readonly endAt: number };

export type User = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** IANA zone, e.g. `Europe/Berlin`. */
  timezone: string;
  presence: Presence;
  /** Do Not Disturb set by hand, from then until. */
  pause: Period | undefined;
  /** Do Not Disturb by schedule: its first day, repeated every 24 h. */
  quietHours: Period | undefined;
  deleted: boolean;
  readonly bot: { readonly botId: string; readonly appId: string } | undefined;
};

export type ChannelKind = "channel" | "group" | "im" | "mpim";

export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly user: string;
  readonly createdAt: number;
  readonly content: Buffer;
  readonly channels: Set<string>;
};

/** A file on its way: announced, its bytes perhaps there. */
export type Upload = Pick<StoredFile, "id" | "name" | "user"> & {
  readonly size: number;
  content: Buffer | undefined;
};

export type Message = {
  readonly channel: string;
  readonly ts: string;
  /** The posting user; an app's own messages carry its bot user. */
  readonly user: string;
  readonly botId: string | undefined;
  readonly appId: string | undefined;
  /** Name and picture an app chose for this message (`chat:write.customize`). */
  readonly persona: Fields | undefined;
  readonly threadTs: string | undefined;
  readonly clientMsgId: string | undefined;
  subtype: string | undefined;
  text: string;
  blocks: readonly Fields[];
  attachments: readonly Fields[];
  metadata: Metadata | undefined;
  files: readonly StoredFile[];
  edited: { readonly user: string; readonly ts: string } | undefined;
  reactions: { readonly name: string; readonly users: string[] }[];
  /** Fields that only some subtypes have (`inviter`, `topic`, …). */
  readonly extra: Fields;
};

export type Ephemeral = {
  readonly channel: string;
  readonly ts: string;
  readonly forUser: string;
  readonly user: string;
  readonly botId: string;
  readonly appId: string;
  readonly threadTs: string | undefined;
  text: string;
  blocks: readonly Fields[];
};

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly creator: string;
  readonly createdAt: number;
  readonly members: Set<string>;
  topic: string;
  archived: boolean;
  deleted: boolean;
  /** Oldest first: `ts` is unique per channel and only grows. */
  readonly messages: Message[];
  readonly byTs: Map<string, Message>;
  /** Replies by their parent's ts, oldest first. */
  readonly threads: Map<string, Message[]>;
  /** Who follows which thread, by the parent's ts. */
  readonly followers: Map<string, Set<string>>;
  /** Last ts handed out, in microseconds. */
  lastMicros: number;
};

export type SlackApp = {
  readonly id: string;
  readonly name: string;
  readonly botUser: User;
  readonly botId: string;
  readonly botToken: string;
  readonly appToken: string | undefined;
  readonly signingSecret: string;
  readonly verificationToken: string;
  readonly scopes: Set<string>;
  readonly appScopes: Set<string>;
  /** Subscribed events, e.g. `message.channels`; undefined: everything its scopes allow. */
  readonly events: ReadonlySet<string> | undefined;
  readonly commands: ReadonlySet<string> | undefined;
  readonly shortcuts: ReadonlySet<string> | undefined;
  eventsUrl: string | undefined;
  interactivityUrl: string | undefined;
  /** Socket Mode on: nothing goes over HTTP then. */
  socketMode: boolean;
  tokenRevoked: boolean;
};

export type NotificationReason = "mention" | "thread" | "dm" | "here" | "channel" | "everyone" | "usergroup";

export type Notification = {
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly from: string;
  readonly text: string;
  readonly reasons: readonly NotificationReason[];
};

export type Usergroup = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: Set<string>;
};

export type View = {
  readonly id: string;
  readonly appId: string;
  readonly botId: string;
  readonly type: "modal" | "home";
  readonly user: string;
  readonly rootViewId: string;
  readonly previousViewId: string | undefined;
  readonly externalId: string;
  hash: string;
  payload: Fields;
  /** What its reader has entered so far, by block and action id. */
  entered: Readonly<Record<string, Readonly<Record<string, Fields>>>>;
};

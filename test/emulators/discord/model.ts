/** What the emulated Discord holds. Wire shapes are made of it in render.ts. */

export type Json = Readonly<Record<string, unknown>>;

export type User = {
  readonly id: string;
  username: string;
  globalName: string | null;
  readonly bot: boolean;
  /** Whether people and bots of a shared guild may write to this user first. */
  dmOpen: boolean;
};

export type Role = {
  readonly id: string;
  readonly name: string;
  permissions: bigint;
  readonly position: number;
  /** Of the role that a bot brings along. */
  readonly botId: string | null;
};

/** `type` 0 is a role's, 1 a member's. */
export type Overwrite = {
  readonly id: string;
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
};

export type Member = {
  readonly userId: string;
  nick: string | null;
  roles: string[];
  readonly joinedAt: number;
};

export type Guild = {
  readonly id: string;
  name: string;
  ownerId: string;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
};

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const ChannelType = {
  GuildText: 0,
  Dm: 1,
  GuildCategory: 4,
  PublicThread: 11,
  PrivateThread: 12,
} as const;

export type ThreadState = {
  readonly ownerId: string;
  archived: boolean;
  locked: boolean;
  invitable: boolean;
  autoArchiveMinutes: number;
  archiveChangedAt: number;
  lastActivityAt: number;
  readonly createdAt: number;
  readonly members: Map<string, { readonly joinedAt: number }>;
  messageCount: number;
  totalMessageSent: number;
};

export type Channel = {
  readonly id: string;
  readonly type: number;
  readonly guildId: string | null;
  name: string;
  topic: string | null;
  position: number;
  parentId: string | null;
  overwrites: Overwrite[];
  /** Of a DM: both sides. */
  readonly recipients: readonly string[];
  lastMessageId: string | null;
  readonly thread: ThreadState | null;
};

export type Thread = Channel & { readonly thread: ThreadState };

export type Attachment = {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly description: string | null;
  readonly bytes: Uint8Array;
  readonly createdAt: number;
};

export type Message = {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly type: number;
  readonly createdAt: number;
  content: string;
  editedAt: number | null;
  pinnedAt: number | null;
  flags: number;
  attachments: readonly Attachment[];
  embeds: readonly unknown[];
  components: readonly Component[];
  mentions: readonly string[];
  mentionRoles: readonly string[];
  mentionEveryone: boolean;
  readonly nonce: string | number | null;
  readonly reference: { readonly messageId: string; readonly channelId: string } | null;
  /** Of a forwarded message: what it said. */
  readonly snapshot: Json | null;
  readonly reactions: Map<string, Set<string>>;
  /** Set on answers to interactions: the application's id. */
  readonly webhookId: string | null;
  readonly interactionMetadata: Json | null;
  /** The only user who sees it; null: everybody in the channel. */
  readonly ephemeralFor: string | null;
};

/** https://docs.discord.com/developers/components/reference#component-object */
export type Component = {
  readonly type: number;
  readonly id?: number | undefined;
  readonly custom_id?: string | undefined;
  readonly label?: string | undefined;
  readonly components?: readonly Component[] | undefined;
  readonly component?: Component | undefined;
  readonly [key: string]: unknown;
};

export const ComponentType = {
  ActionRow: 1,
  Button: 2,
  StringSelect: 3,
  TextInput: 4,
  TextDisplay: 10,
  Label: 18,
  FileUpload: 19,
} as const;

export type Command = {
  readonly id: string;
  readonly applicationId: string;
  readonly guildId: string | null;
  readonly name: string;
  readonly type: number;
  readonly version: string;
  readonly raw: Json;
};

export type Bot = {
  readonly user: User;
  readonly token: string;
  /** Privileged intents switched on in the developer portal, as bits. */
  privilegedIntents: number;
  readonly commands: Command[];
};

/** Somebody's phone lit up: why, and for which message. */
export type Notification = {
  readonly userId: string;
  readonly messageId: string;
  readonly channelId: string;
  readonly reason: "mention" | "reply" | "role" | "everyone" | "dm";
};

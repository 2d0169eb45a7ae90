import { refuse } from "./errors.ts";
import type { GatewayEvent } from "./events.ts";
import type { Interaction } from "./interactions.ts";
import type { Bot, Channel, Guild, Message, Notification, Thread, User } from "./model.ts";
import type { Snowflakes } from "./snowflake.ts";

/** Limits that Discord keeps or does not publish; a test may change each. */
export type Limits = {
  /** "Checked for uniqueness in the past few minutes": resources/message#create-message. */
  readonly nonceWindowMs: number;
  /** interactions/receiving-and-responding: "must be sent within 3 seconds". */
  readonly interactionAckMs: number;
  /** Same page: tokens are "valid for 15 minutes". */
  readonly interactionTokenMs: number;
  /** Cap behind error 160006; Discord does not publish it. */
  readonly activeThreads: number;
  /** Behind error 30046; Discord does not publish it, so a small one that a careless loop meets. */
  readonly oldMessageEdits: { readonly limit: number; readonly windowMs: number };
  /** Behind error 40003; not published either. */
  readonly dmsOpened: { readonly limit: number; readonly windowMs: number };
};

export type World = {
  readonly now: () => number;
  readonly snowflakes: Snowflakes;
  readonly limits: Limits;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  /** By channel, in order of their ids. */
  readonly messages: Map<string, Map<string, Message>>;
  /** Messages that one user sees, outside every channel's history. */
  readonly ephemerals: Map<string, Message>;
  readonly bots: Map<string, Bot>;
  readonly interactions: Map<string, Interaction>;
  readonly notifications: Notification[];
  readonly nonces: Map<string, { readonly message: Message; readonly at: number }>;
  readonly oldEdits: Map<string, number[]>;
  readonly dmsOpened: Map<string, number[]>;
  /** Sends a gateway event to every session that may see it. */
  dispatch(event: GatewayEvent): void;
  /** Tells those who wait that something is different now. */
  changed(): void;
  messageCreated(message: Message): void;
  /** Where attachments are served from. */
  origin(): string;
};

export const createWorld = (
  parts: Pick<World, "now" | "snowflakes" | "limits" | "dispatch" | "changed" | "messageCreated" | "origin">,
): World => ({
  ...parts,
  users: new Map(),
  guilds: new Map(),
  channels: new Map(),
  messages: new Map(),
  ephemerals: new Map(),
  bots: new Map(),
  interactions: new Map(),
  notifications: [],
  nonces: new Map(),
  oldEdits: new Map(),
  dmsOpened: new Map(),
});

export const channelOf = (world: World, id: string): Channel => {
  const channel = world.channels.get(id);
  if (channel === undefined) throw refuse.unknownChannel();
  return channel;
};

export const threadOf = (world: World, id: string): Thread => {
  const channel = channelOf(world, id);
  if (!isThread(channel)) throw refuse.wrongChannelType();
  return channel;
};

export const isThread = (channel: Channel): channel is Thread => channel.thread !== null;

export const guildOf = (world: World, id: string): Guild => {
  const guild = world.guilds.get(id);
  if (guild === undefined) throw refuse.unknownGuild();
  return guild;
};

export const userOf = (world: World, id: string): User => {
  const user = world.users.get(id);
  if (user === undefined) throw refuse.unknownUser();
  return user;
};

export const messageOf = (world: World, channelId: string, id: string): Message => {
  const message = world.messages.get(channelId)?.get(id);
  if (message === undefined) throw refuse.unknownMessage();
  return message;
};

export const historyOf = (world: World, channelId: string): Map<string, Message> => {
  const known = world.messages.get(channelId);
  if (known !== undefined) return known;
  const fresh = new Map<string, Message>();
  world.messages.set(channelId, fresh);
  return fresh;
};

/** Whether one more happening at `now` stays within `limit` in the window, and counts it if so. */
export const withinLimit = (
  book: Map<string, number[]>,
  key: string,
  limit: { readonly limit: number; readonly windowMs: number },
  now: number,
): boolean => {
  const recent = (book.get(key) ?? []).filter((at) => now - at < limit.windowMs);
  const allowed = recent.length < limit.limit;
  if (allowed) recent.push(now);
  book.set(key, recent);
  return allowed;
};

import type { Inbound } from "../../src/core/inbound.ts";
import type { MessageRef, Person, Place } from "../../src/core/platform.ts";
import type { Timestamp } from "../../src/core/time.ts";
import type { Names } from "./markdown.ts";
import { readMessage } from "./message-text.ts";
import { timeOf } from "./snowflake.ts";
import { BulkDeleted, Deleted, Interaction, Message, Packet, Reaction, type User } from "./wire.ts";

/** What reading a payload needs to know of the desk and its server. */
export interface Known {
  readonly selfId: string;
  /** Discord makes a role of the bot's name; people pick it where they mean the bot. */
  readonly isOwnRole: (roleId: string) => boolean;
  /** Whether what is said there can be the desk's business. */
  readonly listens: (channelId: string) => boolean;
  /** Whether the desk itself wrote that message, as far as is remembered. */
  readonly isOwnMessage: (messageId: string) => boolean;
  /** Whether the desk itself deleted that message, as far as is remembered: a secret that somebody pasted. */
  readonly isOwnDeletion: (messageId: string) => boolean;
  readonly names: Names;
  /** For events without a time of their own: deletions and reactions. */
  readonly now: () => Timestamp;
}

export type Heard =
  | { readonly kind: "inbound"; readonly channel: string; readonly inbound: Inbound }
  | { readonly kind: "interaction"; readonly interaction: Interaction }
  | { readonly kind: "unrelated" }
  /** An event that the desk does not know, or whose form it does not understand. */
  | { readonly kind: "ignored"; readonly reason: "unknown" | "malformed" };

export const placeOf = (channel: string): Place => ({ platform: "discord", channel, thread: null });
export const refOf = (channel: string, id: string): MessageRef => ({ place: placeOf(channel), id });

export const personOf = (user: User, nick: string | null | undefined): Person => ({
  platform: "discord",
  userId: user.id,
  name: nick ?? user.global_name ?? user.username,
  accountCreatedAt: timeOf(user.id),
});

/** In direct messages Discord tells of no roles: there nobody has a plan. */
export const rolesOf = (
  member: { readonly roles?: readonly string[] | null | undefined } | null | undefined,
): { readonly roles?: readonly string[] } => (member?.roles == null ? {} : { roles: member.roles });

const MALFORMED: readonly Heard[] = [{ kind: "ignored", reason: "malformed" }];
const UNRELATED: readonly Heard[] = [{ kind: "unrelated" }];

const inbound = (channel: string, event: Inbound): Heard => ({ kind: "inbound", channel, inbound: event });

/**
 * What people wrote: plain, reply, and a command's or context menu's visible answer. The other types tell of joins,
 * pins and renames, under the name of whoever did it.
 * https://docs.discord.com/developers/resources/message#message-object-message-types
 */
const SAID: ReadonlySet<number> = new Set([0, 19]);

const isPersons = (message: Message, known: Known): boolean =>
  SAID.has(message.type) &&
  message.author.id !== known.selfId &&
  message.author.bot !== true &&
  message.author.system !== true &&
  message.webhook_id == null;

const mentionsDesk = (message: Message, known: Known): boolean =>
  [...message.content.matchAll(/<@(&|!)?(\d+)>/g)].some(([, kind, id = ""]) =>
    kind === "&" ? known.isOwnRole(id) : id === known.selfId,
  );

const addressedTo = (message: Message, known: Known): string | null => {
  const id = /^\s*<@!?(\d+)>/.exec(message.content)?.[1] ?? null;
  return id === known.selfId ? null : id;
};

/** Also for catching up: the same message makes the same inbound, however it came. */
export const parseMessage = (message: Message, direct: boolean, known: Known): Heard => {
  if (!isPersons(message, known)) return { kind: "unrelated" };
  const mentioned = mentionsDesk(message, known);
  if (!direct && !mentioned && !known.listens(message.channel_id)) return { kind: "unrelated" };
  return inbound(message.channel_id, {
    type: "MessagePosted",
    key: `discord:message:${message.id}`,
    at: timeOf(message.id),
    message: refOf(message.channel_id, message.id),
    author: personOf(message.author, message.member?.nick),
    ...rolesOf(message.member),
    ...readMessage(message, known.names),
    direct,
    mentionsDesk: mentioned,
    addressedTo: addressedTo(message, known),
  });
};

const created = (data: unknown, known: Known): readonly Heard[] => {
  const parsed = Message.safeParse(data);
  return parsed.success ? [parseMessage(parsed.data, parsed.data.guild_id == null, known)] : MALFORMED;
};

/**
 * Discord sends updates for unfurled links and pins too: only a new `edited_timestamp` is somebody's edit, and as
 * part of the key it lets the others pass as seen.
 * https://docs.discord.com/developers/events/gateway-events#message-update
 */
const updated = (data: unknown, known: Known): readonly Heard[] => {
  const parsed = Message.safeParse(data);
  if (!parsed.success) return MALFORMED;
  const message = parsed.data;
  const at = Date.parse(message.edited_timestamp ?? "");
  if (Number.isNaN(at) || !isPersons(message, known)) return UNRELATED;
  if (message.guild_id != null && !known.listens(message.channel_id)) return UNRELATED;
  return [
    inbound(message.channel_id, {
      type: "MessageEdited",
      key: `discord:edit:${message.id}:${at}`,
      at,
      message: refOf(message.channel_id, message.id),
      text: readMessage(message, known.names).text,
    }),
  ];
};

const deletion = (channel: string, id: string, known: Known): Heard =>
  known.isOwnMessage(id) || known.isOwnDeletion(id) || !known.listens(channel)
    ? { kind: "unrelated" }
    : inbound(channel, {
        type: "MessageDeleted",
        key: `discord:delete:${id}`,
        at: known.now(),
        message: refOf(channel, id),
      });

const deleted = (data: unknown, known: Known): readonly Heard[] => {
  const parsed = Deleted.safeParse(data);
  return parsed.success ? [deletion(parsed.data.channel_id, parsed.data.id, known)] : MALFORMED;
};

const bulkDeleted = (data: unknown, known: Known): readonly Heard[] => {
  const parsed = BulkDeleted.safeParse(data);
  return parsed.success
    ? parsed.data.ids.map((id) => deletion(parsed.data.channel_id, id, known))
    : MALFORMED;
};

const reacted = (data: unknown, known: Known): readonly Heard[] => {
  const parsed = Reaction.safeParse(data);
  if (!parsed.success) return MALFORMED;
  const { user_id: userId, channel_id: channel, message_id: message, member, emoji } = parsed.data;
  const user = member?.user;
  if (userId === known.selfId || user?.bot === true || !known.listens(channel)) return UNRELATED;
  return [
    inbound(channel, {
      type: "ReactionAdded",
      key: `discord:reaction:${message}:${userId}:${emoji.id ?? emoji.name ?? ""}`,
      at: known.now(),
      message: refOf(channel, message),
      author: personOf(user ?? { id: userId, username: known.names.user(userId) }, member?.nick),
    }),
  ];
};

const interaction = (data: unknown): readonly Heard[] => {
  const parsed = Interaction.safeParse(data);
  return parsed.success ? [{ kind: "interaction", interaction: parsed.data }] : MALFORMED;
};

/** Events that come with our intents and that tell the desk nothing (discord.js keeps its caches by some). */
const KNOWN_AND_UNUSED =
  /^(READY|RESUMED|(GUILD|CHANNEL|THREAD|TYPING|STAGE|WEBHOOKS|INTEGRATION|INVITE|PRESENCE|VOICE|AUTO_MODERATION|APPLICATION|ENTITLEMENT|USER|SUBSCRIPTION)_.*|MESSAGE_REACTION_REMOVE.*|MESSAGE_POLL.*)$/;

/** One gateway dispatch: https://docs.discord.com/developers/events/gateway-events#receive-events */
export const parsePacket = (raw: unknown, known: Known): readonly Heard[] => {
  const packet = Packet.safeParse(raw);
  if (!packet.success) return MALFORMED;
  const { t: name, d: data } = packet.data;
  switch (name) {
    case "MESSAGE_CREATE":
      return created(data, known);
    case "MESSAGE_UPDATE":
      return updated(data, known);
    case "MESSAGE_DELETE":
      return deleted(data, known);
    case "MESSAGE_DELETE_BULK":
      return bulkDeleted(data, known);
    case "MESSAGE_REACTION_ADD":
      return reacted(data, known);
    case "INTERACTION_CREATE":
      return interaction(data);
    default:
      return KNOWN_AND_UNUSED.test(name) ? UNRELATED : [{ kind: "ignored", reason: "unknown" }];
  }
};

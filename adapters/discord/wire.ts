import { z } from "zod";

/** The parts of Discord's payloads that the desk reads. Other fields may come and go unseen. */

const id = z.string().regex(/^\d+$/);

/** https://docs.discord.com/developers/resources/user#user-object */
export const User = z.object({
  id,
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().nullish(),
  system: z.boolean().nullish(),
});
export type User = z.infer<typeof User>;

const Member = z.object({
  nick: z.string().nullish(),
  user: User.nullish(),
  roles: z.array(id).nullish(),
});

const Attachment = z.object({
  filename: z.string(),
  url: z.string(),
  size: z.number(),
  content_type: z.string().nullish(),
});

const Content = z.object({
  content: z.string(),
  attachments: z.array(Attachment).default([]),
  embeds: z
    .array(z.object({ title: z.string().nullish(), url: z.string().nullish(), type: z.string().nullish() }))
    .default([]),
  sticker_items: z.array(z.object({ name: z.string() })).nullish(),
  mentions: z.array(User.extend({ member: Member.nullish() })).default([]),
});
export type Content = z.infer<typeof Content>;

/** https://docs.discord.com/developers/resources/message#message-object */
export const Message = Content.extend({
  id,
  channel_id: id,
  guild_id: id.nullish(),
  author: User,
  member: Member.nullish(),
  type: z.number(),
  edited_timestamp: z.string().nullish(),
  webhook_id: id.nullish(),
  nonce: z.union([z.string(), z.number()]).nullish(),
  poll: z
    .object({
      question: z.object({ text: z.string().nullish() }),
      answers: z.array(z.object({ poll_media: z.object({ text: z.string().nullish() }) })).default([]),
    })
    .nullish(),
  /** Of a forwarded message, whose own content is empty. */
  message_snapshots: z.array(z.object({ message: Content })).nullish(),
  components: z.array(z.unknown()).nullish(),
});
export type Message = z.infer<typeof Message>;

export const Deleted = z.object({ id, channel_id: id });
export const BulkDeleted = z.object({ ids: z.array(id), channel_id: id });

export const Reaction = z.object({
  user_id: id,
  channel_id: id,
  message_id: id,
  guild_id: id.nullish(),
  member: Member.nullish(),
  emoji: z.object({ id: id.nullish(), name: z.string().nullish() }),
});

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
export const Interaction = z.object({
  id,
  application_id: id,
  type: z.number(),
  token: z.string(),
  guild_id: id.nullish(),
  channel_id: id.nullish(),
  channel: z.object({ id, parent_id: id.nullish() }).nullish(),
  member: Member.nullish(),
  user: User.nullish(),
  /** Of a press, and of a form that a press opened: where it stands. */
  message: z.object({ id }).nullish(),
  data: z
    .object({
      name: z.string().nullish(),
      type: z.number().nullish(),
      custom_id: z.string().nullish(),
      target_id: id.nullish(),
      options: z.array(z.object({ name: z.string(), value: z.unknown() })).nullish(),
      resolved: z.object({ messages: z.record(z.string(), Content).nullish() }).nullish(),
      components: z.array(z.unknown()).nullish(),
    })
    .nullish(),
});
export type Interaction = z.infer<typeof Interaction>;

/** https://docs.discord.com/developers/resources/channel#channel-object */
export const Channel = z.object({
  id,
  type: z.number(),
  guild_id: id.nullish(),
  parent_id: id.nullish(),
  owner_id: id.nullish(),
  name: z.string().nullish(),
  permission_overwrites: z
    .array(z.object({ id, type: z.number(), allow: z.string(), deny: z.string() }))
    .nullish(),
  thread_metadata: z.object({ archived: z.boolean(), locked: z.boolean().nullish() }).nullish(),
});
export type Channel = z.infer<typeof Channel>;

export const Packet = z.object({ t: z.string(), d: z.unknown() });

/** Channel types: https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const GUILD_TEXT = 0;
export const DM = 1;
export const PRIVATE_THREAD = 12;
const THREADS: ReadonlySet<number> = new Set([10, 11, PRIVATE_THREAD]);
export const isThread = (type: number): boolean => THREADS.has(type);

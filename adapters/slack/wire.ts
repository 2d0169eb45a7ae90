import { z } from "zod";
import { TS } from "./timestamp.ts";

/**
 * What we read of Slack's payloads; anything else in them is ignored, so that new fields do no harm.
 * https://docs.slack.dev/reference/events · https://docs.slack.dev/reference/interaction-payloads
 */

const ts = z.string().regex(TS);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

const file = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  url_private: z.string().nullish(),
});

/** https://docs.slack.dev/reference/events/message */
export const messageSchema = z.object({
  subtype: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  ts,
  thread_ts: ts.nullish(),
  text,
  blocks: z.array(z.unknown()).nullish(),
  files: z.array(file).nullish(),
  edited: z.object({ ts }).nullish(),
});

const previous = messageSchema.partial({ ts: true });

export const messageEventSchema = z.object({
  type: z.literal("message"),
  subtype: z.string().nullish(),
  channel: z.string(),
  channel_type: z.string().nullish(),
  ts: ts.nullish(),
  event_ts: ts.nullish(),
  message: z.unknown().optional(),
  previous_message: previous.nullish(),
  deleted_ts: ts.nullish(),
});

/** https://docs.slack.dev/reference/events/reaction_added */
export const reactionSchema = z.object({
  user: z.string(),
  item: z.object({ type: z.string(), channel: z.string().nullish(), ts: ts.nullish() }),
  event_ts: ts,
});

/** https://docs.slack.dev/apis/events-api#callback-field */
export const callbackSchema = z.object({
  event_id: z.string(),
  event: z.looseObject({ type: z.string() }),
});

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const blockActionsSchema = z.object({
  user: z.object({ id: z.string() }),
  container: z.object({
    channel_id: z.string().nullish(),
    message_ts: ts.nullish(),
    thread_ts: ts.nullish(),
  }),
  message: z.object({ thread_ts: ts.nullish() }).nullish(),
  actions: z.array(z.object({ action_id: z.string(), action_ts: ts, value: z.string().nullish() })).min(1),
  trigger_id: z.string().nullish(),
});

const textObject = z
  .object({ text: z.string() })
  .transform(({ text: said }) => ({ type: "plain_text" as const, text: said, emoji: true }));

const entered = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

/** https://docs.slack.dev/reference/views */
const view = z.object({
  id: z.string().min(1),
  callback_id: z.string(),
  private_metadata: z.string(),
  title: textObject,
  submit: textObject.nullish(),
  blocks: z.array(z.unknown()),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), entered)) }),
});

/** https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const inputBlockSchema = z.object({
  type: z.literal("input"),
  block_id: z.string(),
  optional: z.boolean().nullish(),
  element: z.object({ max_length: z.number().nullish(), multiline: z.boolean().nullish() }),
});

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const submissionSchema = z.object({
  type: z.literal("view_submission"),
  user: z.object({ id: z.string() }),
  view,
});

/** A character was entered: https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object */
export const typingSchema = z.object({
  type: z.literal("block_actions"),
  container: z.object({ type: z.literal("view") }),
  view,
  actions: z.tuple([
    z.object({ type: z.literal("plain_text_input"), block_id: z.string(), value: z.string().nullish() }),
  ]),
});

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export const shortcutSchema = z.object({
  type: z.literal("message_action"),
  callback_id: z.string(),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  action_ts: ts,
  message: z.object({ ts, thread_ts: ts.nullish() }),
});

/** Where a press can be answered; the address is a secret, so nothing else reads it. */
export const pressedSchema = z.object({
  type: z.literal("block_actions"),
  container: z.object({ is_ephemeral: z.boolean().nullish() }),
  trigger_id: z.string().nullish(),
  response_url: z.url().nullish(),
});

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export const slashSchema = z.object({
  command: z.string().startsWith("/"),
  text,
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string().min(1),
  response_url: z.url(),
});

/** https://docs.slack.dev/reference/methods/dnd.teamInfo */
export const dndSchema = z.object({
  dnd_enabled: z.boolean(),
  next_dnd_start_ts: z.number(),
  next_dnd_end_ts: z.number(),
});

/** https://docs.slack.dev/reference/events/dnd_updated_user */
export const dndEventSchema = z.object({ user: z.string(), dnd_status: z.unknown() });

/** https://docs.slack.dev/reference/events/app_home_opened */
export const homeOpenedSchema = z.object({
  type: z.literal("app_home_opened"),
  user: z.string(),
  tab: z.literal("home"),
});

/** https://docs.slack.dev/reference/events/user_change */
export const accountSchema = z.object({
  user: z.object({ id: z.string(), deleted: z.boolean().nullish() }),
});

/** https://docs.slack.dev/reference/events/member_joined_channel · …/member_left_channel */
export const memberSchema = z.object({ user: z.string(), channel: z.string() });

export type WireView = z.infer<typeof view>;
export type WireTyping = z.infer<typeof typingSchema>;
export type WireMessage = z.infer<typeof messageSchema>;
export type WireMessageEvent = z.infer<typeof messageEventSchema>;

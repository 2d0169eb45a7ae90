/** Request bodies of messages, read into drafts. */
import { z } from "zod";
import { type FieldErrors, invalidField, invalidForm, tooLong } from "./errors.ts";
import type { Patch } from "./message-changes.ts";
import { type Draft, EMPTY_DRAFT, MAX_CONTENT } from "./messages.ts";
import type { Attachment, Channel, Component, Message } from "./model.ts";
import type { Call } from "./router.ts";
import { historyOf, type World } from "./world.ts";

const ComponentForm: z.ZodType<Component> = z.lazy(() =>
  z.looseObject({
    type: z.number(),
    id: z.number().optional(),
    custom_id: z.string().optional(),
    label: z.string().optional(),
    components: z.array(ComponentForm).optional(),
    component: ComponentForm.optional(),
  }),
);

export const Components = z.array(ComponentForm);

const AllowedMentionsForm = z.object({
  parse: z.array(z.enum(["users", "roles", "everyone"])).nullish(),
  users: z.array(z.string()).nullish(),
  roles: z.array(z.string()).nullish(),
  replied_user: z.boolean().nullish(),
});

export const MessageForm = z.object({
  content: z.string().nullish(),
  embeds: z.array(z.unknown()).nullish(),
  components: Components.nullish(),
  flags: z.number().nullish(),
  allowed_mentions: AllowedMentionsForm.nullish(),
  message_reference: z
    .object({
      message_id: z.string(),
      channel_id: z.string().nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
  nonce: z.union([z.string(), z.number()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  attachments: z
    .array(
      z.object({
        id: z.union([z.string(), z.number()]).nullish(),
        filename: z.string().nullish(),
        description: z.string().nullish(),
      }),
    )
    .nullish(),
});

export type MessageFormData = z.infer<typeof MessageForm>;

/** Reads a body, or refuses it as Discord does: every fault at its field. */
export const read = <T>(form: z.ZodType<T>, body: unknown): T => {
  const parsed = form.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const errors: Record<string, FieldErrors> = {};
  for (const issue of parsed.error.issues) {
    const key = issue.path.map(String).join(".");
    errors[key === "" ? "body" : key] = { _errors: [{ code: "BASE_TYPE_BAD_TYPE", message: issue.message }] };
  }
  throw invalidForm(errors);
};

const uploadsOf = (
  world: World,
  call: Call,
  form: MessageFormData,
  kept: readonly Attachment[] = [],
): readonly Attachment[] => {
  const fresh = call.uploads.map((upload): Attachment => {
    const described = form.attachments?.find((one) => String(one.id) === upload.index);
    return {
      id: world.snowflakes.next(),
      filename: described?.filename ?? upload.filename,
      contentType: upload.contentType,
      description: described?.description ?? null,
      bytes: upload.bytes,
      createdAt: world.now(),
    };
  });
  // On edits, `attachments` names what stays: resources/message#edit-message
  const stays = kept.filter(
    (one) => form.attachments == null || form.attachments.some((named) => String(named.id) === one.id),
  );
  return [...stays, ...fresh];
};

/** Custom ids are unique in a message: https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id */
const assertUniqueCustomIds = (components: readonly Component[]): void => {
  const seen = new Set<string>();
  const walk = (list: readonly Component[], path: readonly string[]): void => {
    for (const [index, component] of list.entries()) {
      const at = [...path, String(index)];
      if (component.custom_id !== undefined && seen.has(component.custom_id)) {
        const message = "Component custom id cannot be duplicated";
        throw invalidField([...at, "custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED", message);
      }
      if (component.custom_id !== undefined) seen.add(component.custom_id);
      walk(component.components ?? [], [...at, "components"]);
    }
  };
  walk(components, ["components"]);
};

/** Length first: the published schema allows more (4,000, for accounts with Nitro) than a bot may send. */
export const assertLengths = (form: MessageFormData): void => {
  if (form.content != null && [...form.content].length > MAX_CONTENT) throw tooLong(["content"], MAX_CONTENT);
  if (typeof form.nonce === "string" && form.nonce.length > 25) throw tooLong(["nonce"], 25);
};

const referenceOf = (world: World, channel: Channel, form: MessageFormData): Message["reference"] => {
  const asked = form.message_reference;
  if (asked == null) return null;
  if (historyOf(world, channel.id).has(asked.message_id)) {
    return { messageId: asked.message_id, channelId: channel.id };
  }
  if (asked.fail_if_not_exists === false) return null;
  throw invalidField(["message_reference"], "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
};

export const draftOf = (world: World, channel: Channel, call: Call, form: MessageFormData): Draft => {
  assertLengths(form);
  assertUniqueCustomIds(form.components ?? []);
  return {
    ...EMPTY_DRAFT,
    content: form.content ?? "",
    embeds: form.embeds ?? [],
    components: form.components ?? [],
    attachments: uploadsOf(world, call, form),
    flags: form.flags ?? 0,
    allowedMentions: form.allowed_mentions ?? null,
    reference: referenceOf(world, channel, form),
    nonce: form.nonce ?? null,
    enforceNonce: form.enforce_nonce === true,
  };
};

export const patchOf = (world: World, message: Message | null, call: Call, form: MessageFormData): Patch => {
  assertLengths(form);
  assertUniqueCustomIds(form.components ?? []);
  const touchesFiles = form.attachments != null || call.uploads.length > 0;
  return {
    ...(form.content === undefined ? {} : { content: form.content ?? "" }),
    ...(form.embeds === undefined ? {} : { embeds: form.embeds ?? [] }),
    ...(form.components === undefined ? {} : { components: form.components ?? [] }),
    ...(touchesFiles ? { attachments: uploadsOf(world, call, form, message?.attachments) } : {}),
    ...(form.flags == null ? {} : { flags: form.flags }),
    ...(form.allowed_mentions === undefined ? {} : { allowedMentions: form.allowed_mentions }),
  };
};

import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from "discord.js";
import { z } from "zod";
import type { Desk } from "../../src/core/policy/policy.ts";
import type { Words } from "../../src/core/words.ts";
import { bounded } from "./components.ts";
import { encodeForm, type FormDoor } from "./custom-id.ts";
import { MAX_INPUT, MAX_INPUT_LABEL, MAX_MODAL_TITLE, MAX_PLACEHOLDER, MAX_SUBJECT } from "./limits.ts";

const DESCRIPTION = "description";
const SUBJECT = "subject";

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export const formOf = (
  desk: Desk,
  door: FormDoor,
  words: Words,
  description: string,
): APIModalInteractionResponseCallbackData => {
  const { form } = words;
  return {
    custom_id: encodeForm(desk.customers.channel, door),
    title: bounded(form.title, MAX_MODAL_TITLE),
    components: [
      {
        type: ComponentType.Label,
        label: bounded(form.description, MAX_INPUT_LABEL),
        component: {
          type: ComponentType.TextInput,
          custom_id: DESCRIPTION,
          style: TextInputStyle.Paragraph,
          required: true,
          min_length: 1,
          max_length: MAX_INPUT,
          placeholder: bounded(form.descriptionHint, MAX_PLACEHOLDER),
          ...(description === "" ? {} : { value: bounded(description, MAX_INPUT) }),
        },
      },
      {
        type: ComponentType.Label,
        label: bounded(form.subject, MAX_INPUT_LABEL),
        component: {
          type: ComponentType.TextInput,
          custom_id: SUBJECT,
          style: TextInputStyle.Short,
          // A chat is never refused for its subject.
          required: false,
          max_length: MAX_SUBJECT,
          placeholder: bounded(form.subjectHint, MAX_PLACEHOLDER),
        },
      },
    ],
  };
};

const Field = z.object({ custom_id: z.string(), value: z.string() });
const Labelled = z.object({ component: Field });
const InRow = z.object({ components: z.array(Field) });

const fieldsOf = (component: unknown): readonly z.infer<typeof Field>[] => {
  const labelled = Labelled.safeParse(component);
  if (labelled.success) return [labelled.data.component];
  const row = InRow.safeParse(component);
  return row.success ? row.data.components : [];
};

/** What was filled in: https://docs.discord.com/developers/components/reference#label (interaction responses). */
export const readForm = (
  components: readonly unknown[],
): { readonly description: string; readonly subject: string | null } => {
  const values = new Map(components.flatMap(fieldsOf).map((field) => [field.custom_id, field.value.trim()]));
  const subject = values.get(SUBJECT) ?? "";
  return { description: values.get(DESCRIPTION) ?? "", subject: subject === "" ? null : subject };
};

import {
  type APIModalInteractionResponseCallbackData,
  type APIStringSelectComponent,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import { z } from "zod";
import type { Form, FormField, FormValues } from "../../src/core/form.ts";
import { bounded } from "./components.ts";
import { encodeFill } from "./custom-id.ts";
import {
  MAX_INPUT,
  MAX_INPUT_LABEL,
  MAX_LABEL_DESCRIPTION,
  MAX_MODAL_COMPONENTS,
  MAX_MODAL_TEXT,
  MAX_MODAL_TITLE,
  MAX_OPTION,
  MAX_OPTIONS,
  MAX_PLACEHOLDER,
} from "./limits.ts";
import { canonical, type Names, neutralise } from "./markdown.ts";

const textInput = (field: FormField): APITextInputComponent => {
  const most = Math.max(1, Math.min(field.maxLength, MAX_INPUT));
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: field.kind === "paragraph" ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    max_length: most,
    ...(field.hint === null ? {} : { placeholder: bounded(field.hint, MAX_PLACEHOLDER) }),
    ...(field.value === "" ? {} : { value: bounded(field.value, most) }),
  };
};

const select = (field: FormField): APIStringSelectComponent => ({
  type: ComponentType.StringSelect,
  custom_id: field.name,
  required: field.required,
  ...(field.hint === null ? {} : { placeholder: bounded(field.hint, MAX_PLACEHOLDER) }),
  options: field.choices.slice(0, MAX_OPTIONS).map(({ value, label }) => ({
    value,
    label: bounded(label, MAX_OPTION),
    default: value === field.value,
  })),
});

/**
 * A form as Discord shows it. Its own button sends it, so `submit` is not said. Throws where its ids are too long for a
 * custom id. https://docs.discord.com/developers/components/using-modal-components
 */
export const modalOf = (form: Form): APIModalInteractionResponseCallbackData => {
  const text = form.text === null ? "" : neutralise(form.text).trim();
  // A text is one of the five components: beside five fields it stands under the first one's label.
  const apart = form.fields.length < MAX_MODAL_COMPONENTS;
  return {
    custom_id: encodeFill(form),
    title: bounded(form.title, MAX_MODAL_TITLE),
    components: [
      ...(text === "" || !apart
        ? []
        : [{ type: ComponentType.TextDisplay as const, content: bounded(text, MAX_MODAL_TEXT) }]),
      ...form.fields.map((field, index) => ({
        type: ComponentType.Label as const,
        label: bounded(field.label, MAX_INPUT_LABEL),
        ...(text !== "" && !apart && index === 0
          ? { description: bounded(text, MAX_LABEL_DESCRIPTION) }
          : {}),
        component: field.kind === "choice" ? select(field) : textInput(field),
      })),
    ],
  };
};

const Filled = z.object({
  component: z.union([
    z.object({ custom_id: z.string(), value: z.string() }),
    z.object({ custom_id: z.string(), values: z.array(z.string()) }),
  ]),
});

/**
 * What was typed and chosen, by field name; texts come around the fields and say nothing.
 * https://docs.discord.com/developers/components/reference#label (interaction responses)
 */
export const valuesOf = (components: readonly unknown[], names: Names): FormValues =>
  Object.fromEntries(
    components.flatMap((component) => {
      const filled = Filled.safeParse(component);
      if (!filled.success) return [];
      const field = filled.data.component;
      const value = "value" in field ? canonical(field.value.trim(), names) : (field.values[0] ?? "");
      return [[field.custom_id, value] as const];
    }),
  );

import type { types } from "@slack/bolt";
import type { Form, FormField } from "../../src/core/form.ts";
import { type Blocks, sections } from "./blocks.ts";
import { shorten } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { toMrkdwn } from "./markdown.ts";
import { type FormOrigin, metadataOf } from "./view-origin.ts";

/** Says that a view is a form of the desk's; a new way of writing one gets a new number. */
export const FORM_CALLBACK = "deskclock:form:1";

type Input = types.InputBlock;
type Plain = types.PlainTextElement;

/** What is advised about a field that is judged while it is typed; null: nothing. */
export type Advise = (subject: string, request: string) => string | null;

/** Slack refuses empty texts. */
const plain = (text: string, most: number): Plain => ({
  type: "plain_text",
  text: shorten(text.trim() || "…", most),
  emoji: true,
});

const hintOf = (field: FormField): { readonly placeholder?: Plain } =>
  field.hint === null || field.hint.trim() === ""
    ? {}
    : { placeholder: plain(field.hint, LIMITS.placeholder) };

const choiceOf = (field: FormField): types.StaticSelect => {
  const options = field.choices
    .slice(0, LIMITS.options)
    .map(({ value, label }) => ({ text: plain(label, LIMITS.optionText), value }));
  const chosen = options.find(({ value }) => value === field.value);
  return {
    type: "static_select",
    action_id: field.name,
    options,
    ...hintOf(field),
    // It must be one of the options, to the letter.
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  };
};

const inputOf = (field: FormField): types.PlainTextInput => {
  const most = Math.max(1, Math.min(field.maxLength, LIMITS.inputText));
  return {
    type: "plain_text_input",
    action_id: field.name,
    multiline: field.kind === "paragraph",
    max_length: most,
    ...hintOf(field),
    ...(field.value === "" ? {} : { initial_value: shorten(field.value, most) }),
    ...(field.advice === null
      ? {}
      : { dispatch_action_config: { trigger_actions_on: ["on_character_entered" as const] } }),
  };
};

/** Its ids are the field's name: by them Slack keeps what was typed when the view changes. */
const blockOf = (field: FormField): Input => ({
  type: "input",
  block_id: field.name,
  label: plain(field.label, LIMITS.inputLabel),
  optional: !field.required,
  element: field.kind === "choice" ? choiceOf(field) : inputOf(field),
  ...(field.advice === null ? {} : { dispatch_action: true }),
});

export const adviceIdOf = (field: string): string => `${field}:advice`;

export const adviceBlock = (field: string, advice: string): types.ContextBlock => ({
  type: "context",
  block_id: adviceIdOf(field),
  elements: [plain(advice, LIMITS.contextText)],
});

/** A form as Slack shows it. https://docs.slack.dev/reference/views/modal-views */
export const viewOf = (form: Form, origin: FormOrigin, advise: Advise): types.ModalView => {
  const request = form.fields
    .filter(({ kind }) => kind === "paragraph")
    .map(({ value }) => value)
    .join("\n");
  const fields = form.fields.flatMap((field): Blocks => {
    const advice = field.advice === null || field.value === "" ? null : advise(field.value, request);
    return [blockOf(field), ...(advice === null ? [] : [adviceBlock(field.name, advice)])];
  });
  return {
    type: "modal",
    callback_id: FORM_CALLBACK,
    private_metadata: metadataOf(origin),
    title: plain(form.title, LIMITS.viewTitle),
    submit: plain(form.submit, LIMITS.viewTitle),
    blocks: [
      ...(form.text === null || form.text.trim() === "" ? [] : sections(toMrkdwn(form.text))),
      ...fields,
    ],
  };
};

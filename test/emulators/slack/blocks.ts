import type { Fields } from "./model.ts";

/** Limits and shapes after https://docs.slack.dev/reference/block-kit/blocks and …/block-elements */

export type Surface = "message" | "modal" | "home";

const MAX_BLOCKS = { message: 50, modal: 100, home: 100 } as const;

/** Known blocks whose inside we do not look into. */
const OPAQUE = new Set([
  "rich_text",
  "video",
  "file",
  "table",
  "call",
  "context_actions",
  "task_card",
  "plan",
]);

/** Messages as Slack's `response_metadata.messages` has them; empty when all is well. */
export function blockFaults(blocks: unknown, surface: Surface): string[] {
  if (!Array.isArray(blocks)) return ["[ERROR] must be an array [json-pointer:/blocks]"];
  const faults: string[] = [];
  if (blocks.length > MAX_BLOCKS[surface]) {
    faults.push(`[ERROR] no more than ${MAX_BLOCKS[surface]} items allowed [json-pointer:/blocks]`);
  }
  const ids = new Set<unknown>();
  blocks.forEach((block: unknown, index) => {
    const at = `/blocks/${index}`;
    if (!isFields(block)) {
      faults.push(`[ERROR] must be an object [json-pointer:${at}]`);
      return;
    }
    const id = block["block_id"];
    if (id !== undefined && ids.has(id))
      faults.push(`[ERROR] \`block_id\` "${id}" already exists [json-pointer:${at}/block_id]`);
    ids.add(id);
    length(faults, id, 255, `${at}/block_id`);
    checkBlock(faults, block, surface, at);
  });
  return faults;
}

function checkBlock(faults: string[], block: Fields, surface: Surface, at: string): void {
  switch (block["type"]) {
    case "divider":
      return;
    case "header":
      textObject(faults, block["text"], 150, `${at}/text`, "plain_text");
      return;
    case "section": {
      if (block["text"] === undefined && block["fields"] === undefined)
        faults.push(`[ERROR] missing required field: text [json-pointer:${at}]`);
      if (block["text"] !== undefined) textObject(faults, block["text"], 3000, `${at}/text`);
      items(faults, block["fields"], 10, `${at}/fields`).forEach((field, index) => {
        textObject(faults, field, 2000, `${at}/fields/${index}`);
      });
      if (isFields(block["accessory"])) checkElement(faults, block["accessory"], `${at}/accessory`);
      return;
    }
    case "context":
      items(faults, required(faults, block, "elements", at), 10, `${at}/elements`).forEach(
        (element, index) => {
          if (element["type"] === "image")
            length(faults, element["alt_text"], 2000, `${at}/elements/${index}/alt_text`, 1);
          else textObject(faults, element, 3000, `${at}/elements/${index}`);
        },
      );
      return;
    case "actions": {
      const seen = new Set<unknown>();
      items(faults, required(faults, block, "elements", at), 25, `${at}/elements`).forEach(
        (element, index) => {
          const id = element["action_id"];
          if (id !== undefined && seen.has(id))
            faults.push(
              `[ERROR] \`action_id\` "${id}" already exists [json-pointer:${at}/elements/${index}/action_id]`,
            );
          seen.add(id);
          checkElement(faults, element, `${at}/elements/${index}`);
        },
      );
      return;
    }
    case "input":
      textObject(faults, block["label"], 2000, `${at}/label`, "plain_text");
      if (block["hint"] !== undefined) textObject(faults, block["hint"], 2000, `${at}/hint`, "plain_text");
      if (isFields(block["element"])) checkElement(faults, block["element"], `${at}/element`);
      else faults.push(`[ERROR] missing required field: element [json-pointer:${at}]`);
      return;
    case "image":
      length(faults, block["alt_text"], 2000, `${at}/alt_text`, 1);
      if (block["image_url"] === undefined && block["slack_file"] === undefined)
        faults.push(`[ERROR] missing required field: image_url [json-pointer:${at}]`);
      length(faults, block["image_url"], 3000, `${at}/image_url`);
      return;
    case "markdown":
      if (surface !== "message") faults.push(`[ERROR] unsupported type: markdown [json-pointer:${at}/type]`);
      length(faults, block["text"], 12_000, `${at}/text`, 1);
      return;
    default:
      if (!OPAQUE.has(String(block["type"])))
        faults.push(`[ERROR] unsupported type: ${block["type"]} [json-pointer:${at}/type]`);
  }
}

const SELECT = /^(multi_)?(static|external|users|conversations|channels)_select$/;
const PLAIN_INPUTS = new Set([
  "datepicker",
  "timepicker",
  "datetimepicker",
  "plain_text_input",
  "email_text_input",
  "url_text_input",
  "number_input",
  "rich_text_input",
  "file_input",
  "image",
  "workflow_button",
  "feedback_buttons",
  "icon_button",
]);

function checkElement(faults: string[], element: Fields, at: string): void {
  const type = String(element["type"]);
  length(faults, element["action_id"], 255, `${at}/action_id`);
  if (element["placeholder"] !== undefined)
    textObject(faults, element["placeholder"], 150, `${at}/placeholder`, "plain_text");
  if (isFields(element["confirm"])) checkConfirm(faults, element["confirm"], `${at}/confirm`);
  if (type === "button") {
    textObject(faults, element["text"], 75, `${at}/text`, "plain_text");
    length(faults, element["value"], 2000, `${at}/value`);
    length(faults, element["url"], 3000, `${at}/url`);
    length(faults, element["accessibility_label"], 75, `${at}/accessibility_label`);
    const style = element["style"];
    if (style !== undefined && style !== "primary" && style !== "danger")
      faults.push(`[ERROR] invalid value: ${style} [json-pointer:${at}/style]`);
    return;
  }
  const most =
    type === "overflow"
      ? 5
      : type === "checkboxes" || type === "radio_buttons"
        ? 10
        : SELECT.test(type)
          ? 100
          : undefined;
  if (type === "plain_text_input") checkTextInput(faults, element, at);
  if (most !== undefined) {
    if (type.endsWith("static_select") && element["options"] === undefined && !element["option_groups"])
      faults.push(`[ERROR] missing required field: options [json-pointer:${at}]`);
    checkInitial(faults, element, at);
    items(faults, element["options"], most, `${at}/options`).forEach((option, index) => {
      textObject(faults, option["text"], 75, `${at}/options/${index}/text`);
      length(faults, option["value"], 150, `${at}/options/${index}/value`, 1);
    });
  } else if (!PLAIN_INPUTS.has(type)) {
    faults.push(`[ERROR] unsupported type: ${type} [json-pointer:${at}/type]`);
  }
}

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
function checkTextInput(faults: string[], element: Fields, at: string): void {
  const most = element["max_length"] ?? 3000;
  const least = element["min_length"] ?? 0;
  if (typeof most !== "number" || most < 1 || most > 3000)
    faults.push(`[ERROR] must be between 1 and 3000 [json-pointer:${at}/max_length]`);
  if (typeof least !== "number" || least < 0 || least > 3000)
    faults.push(`[ERROR] must be between 0 and 3000 [json-pointer:${at}/min_length]`);
  length(faults, element["initial_value"], Number(most), `${at}/initial_value`);
}

/** An initial option must be one of the options. https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
function checkInitial(faults: string[], element: Fields, at: string): void {
  const initial = element["initial_option"];
  if (!isFields(initial) || !Array.isArray(element["options"])) return;
  const same = element["options"].some((option) => JSON.stringify(option) === JSON.stringify(initial));
  if (!same) faults.push(`[ERROR] initial_option must be one of the options [json-pointer:${at}]`);
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
function checkConfirm(faults: string[], confirm: Fields, at: string): void {
  textObject(faults, confirm["title"], 100, `${at}/title`, "plain_text");
  textObject(faults, confirm["text"], 300, `${at}/text`);
  textObject(faults, confirm["confirm"], 30, `${at}/confirm`, "plain_text");
  textObject(faults, confirm["deny"], 30, `${at}/deny`, "plain_text");
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export function textObject(
  faults: string[],
  value: unknown,
  most: number,
  at: string,
  only?: "plain_text",
): void {
  if (!isFields(value)) return void faults.push(`[ERROR] missing required field [json-pointer:${at}]`);
  const type = value["type"];
  if (type !== "plain_text" && (only || type !== "mrkdwn"))
    faults.push(`[ERROR] unsupported type: ${type} [json-pointer:${at}/type]`);
  length(faults, value["text"] ?? "", most, `${at}/text`, 1);
}

export function length(faults: string[], value: unknown, most: number, at: string, least = 0): void {
  if (value === undefined && least === 0) return;
  if (typeof value !== "string") return void faults.push(`[ERROR] must be a string [json-pointer:${at}]`);
  if (value.length > most)
    faults.push(`[ERROR] must be less than ${most + 1} characters [json-pointer:${at}]`);
  if (value.length < least)
    faults.push(`[ERROR] must be more than ${least - 1} characters [json-pointer:${at}]`);
}

function required(faults: string[], block: Fields, name: string, at: string): unknown {
  if (block[name] === undefined) faults.push(`[ERROR] missing required field: ${name} [json-pointer:${at}]`);
  return block[name];
}

function items(faults: string[], value: unknown, most: number, at: string): Fields[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    faults.push(`[ERROR] must be an array [json-pointer:${at}]`);
    return [];
  }
  if (value.length > most) faults.push(`[ERROR] no more than ${most} items allowed [json-pointer:${at}]`);
  if (value.length < 1) faults.push(`[ERROR] no fewer than 1 items allowed [json-pointer:${at}]`);
  return value.filter(isFields);
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

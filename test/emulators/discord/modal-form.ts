/** What a modal may hold: https://docs.discord.com/developers/components/using-modal-components */
import { z } from "zod";
import { invalidField } from "./errors.ts";
import { Components, read } from "./forms.ts";
import type { Modal } from "./interactions.ts";
import { numberComponents } from "./messages.ts";
import { type Component, ComponentType } from "./model.ts";

const ModalForm = z.object({
  custom_id: z.string().min(1).max(100),
  title: z.string().min(1).max(45),
  components: Components.min(1).max(5),
});

type Path = readonly string[];

/** https://docs.discord.com/developers/components/reference#text-display; all texts of a modal together. */
const MOST_TEXT = 4_000;

const refuseAt = (path: Path, code: string, message: string): never => {
  throw invalidField(path, code, message);
};

const length = (value: unknown, least: number, most: number, path: Path): void => {
  if (value == null && least === 0) return;
  const text = typeof value === "string" ? value : "";
  if (text.length < least || text.length > most) {
    refuseAt(path, "BASE_TYPE_BAD_LENGTH", `Must be between ${least} and ${most} in length.`);
  }
};

const between = (value: unknown, least: number, most: number, path: Path): void => {
  if (value == null) return;
  if (typeof value !== "number" || value < least || value > most) {
    refuseAt(path, "NUMBER_TYPE_RANGE", `int value should be between ${least} and ${most}.`);
  }
};

const optionsOf = (component: Component): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(component["options"]) ? component["options"] : [];

/** https://docs.discord.com/developers/components/reference#text-input, #string-select */
const assertInput = (input: Component, path: Path): void => {
  length(input.custom_id, 1, 100, [...path, "custom_id"]);
  if (input.type === ComponentType.TextInput) {
    length(input["value"], 0, 4_000, [...path, "value"]);
    length(input["placeholder"], 0, 100, [...path, "placeholder"]);
    between(input["min_length"], 0, 4_000, [...path, "min_length"]);
    between(input["max_length"], 1, 4_000, [...path, "max_length"]);
    length(input["value"], 0, Number(input["max_length"] ?? 4_000), [...path, "value"]);
    return;
  }
  if (input.type !== ComponentType.StringSelect) return;
  const options = optionsOf(input);
  length(input["placeholder"], 0, 150, [...path, "placeholder"]);
  if (options.length < 1 || options.length > 25) {
    refuseAt([...path, "options"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.");
  }
  for (const [index, option] of options.entries()) {
    const at = [...path, "options", String(index)];
    length(option["label"], 1, 100, [...at, "label"]);
    length(option["value"], 1, 100, [...at, "value"]);
    if (options.findIndex((one) => one["value"] === option["value"]) !== index) {
      refuseAt(
        [...at, "value"],
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        "The specified option value is already used",
      );
    }
  }
  if (options.filter((one) => one["default"] === true).length > Number(input["max_values"] ?? 1)) {
    refuseAt([...path, "options"], "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "Too many default values");
  }
};

/** Labels (or, deprecated, action rows) around inputs, and text. */
const assertTop = (component: Component, path: Path): void => {
  switch (component.type) {
    case ComponentType.TextDisplay:
      length(component["content"], 1, MOST_TEXT, [...path, "content"]);
      return;
    case ComponentType.Label: {
      length(component.label, 1, 45, [...path, "label"]);
      if (component["description"] != null)
        length(component["description"], 1, 100, [...path, "description"]);
      const input = component.component;
      if (input === undefined) {
        throw invalidField([...path, "component"], "BASE_TYPE_REQUIRED", "This field is required");
      }
      assertInput(input, [...path, "component"]);
      return;
    }
    case ComponentType.ActionRow:
      for (const [index, input] of (component.components ?? []).entries()) {
        assertInput(input, [...path, "components", String(index)]);
      }
      return;
    default:
      refuseAt([...path, "type"], "BASE_TYPE_CHOICES", 'Value of field "type" must be one of (1, 10, 18).');
  }
};

const customIds = (components: readonly Component[]): readonly string[] =>
  components.flatMap((one) => [
    ...(one.custom_id === undefined ? [] : [one.custom_id]),
    ...customIds(one.component === undefined ? [] : [one.component]),
    ...customIds(one.components ?? []),
  ]);

/** A modal as an app asks for it, or refused with 50035 and every fault at its field. */
export const modalOf = (data: unknown): Modal => {
  const form = read(ModalForm, data);
  for (const [index, component] of form.components.entries()) {
    assertTop(component, ["data", "components", String(index)]);
  }
  const ids = customIds(form.components);
  if (new Set(ids).size < ids.length) {
    throw invalidField(
      ["data", "components"],
      "COMPONENT_CUSTOM_ID_DUPLICATED",
      "Component custom id cannot be duplicated",
    );
  }
  const words = form.components.map((one) =>
    typeof one["content"] === "string" ? one["content"].length : 0,
  );
  if (words.reduce((sum, one) => sum + one, 0) > MOST_TEXT) {
    throw invalidField(
      ["data", "components"],
      "BASE_TYPE_BAD_LENGTH",
      `Must be ${MOST_TEXT} or fewer in length.`,
    );
  }
  return { customId: form.custom_id, title: form.title, components: numberComponents(form.components) };
};

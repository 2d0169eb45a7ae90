import { isFields } from "./blocks.ts";
import type { Fields, View } from "./model.ts";
import { chosenFields } from "./payloads.ts";
import { type Control, controlsOf } from "./see.ts";

/** What a person enters, by the input's action id or block id. */
export type Entries = Readonly<Record<string, string | readonly string[]>>;

/** An input block and what is in it. */
export type Input = Control & {
  readonly optional: boolean;
  /** When a keystroke is told to the app at once. */
  readonly tellsCharacters: boolean;
};

const blocksOf = (view: View): readonly Fields[] =>
  (view.payload["blocks"] as readonly Fields[] | undefined) ?? [];

export const inputsOf = (view: View): readonly Input[] =>
  blocksOf(view)
    .filter((block) => block["type"] === "input")
    .flatMap((block) =>
      controlsOf([block]).map((control) => ({
        ...control,
        optional: block["optional"] === true,
        tellsCharacters: block["dispatch_action"] === true && tells(control.element),
      })),
    );

/** Without a configuration it is enter alone: https://docs.slack.dev/reference/block-kit/blocks/input-block */
function tells(element: Fields): boolean {
  const config = element["dispatch_action_config"];
  const on = isFields(config) ? config["trigger_actions_on"] : undefined;
  return Array.isArray(on) && on.includes("on_character_entered");
}

function initial(element: Fields): Fields | undefined {
  const option = element["initial_option"];
  if (isFields(option)) return chosenFields(element, String(option["value"]));
  const value = element["initial_value"] ?? element["initial_date"] ?? element["initial_user"];
  return value === undefined ? undefined : chosenFields(element, String(value));
}

/** A select that nobody touched, and an empty input. */
const empty = ({ type }: Control): Fields =>
  type.endsWith("_select") ? { selected_option: null } : { value: null };

const heldBy = (view: View, { blockId, actionId, element }: Control): Fields | undefined =>
  view.entered[blockId]?.[actionId] ?? initial(element);

/** `state.values` of a view as it stands. */
export const stateOf = (view: View): Fields =>
  Object.fromEntries(
    inputsOf(view).map((input) => [
      input.blockId,
      { [input.actionId]: { type: input.type, ...(heldBy(view, input) ?? empty(input)) } },
    ]),
  );

export function enter(view: View, input: Control, entry: string | readonly string[]): Fields {
  const chosen = entry === "" ? empty(input) : chosenFields(input.element, entry);
  view.entered = { ...view.entered, [input.blockId]: { [input.actionId]: chosen } };
  return chosen;
}

/** The client itself refuses empty required inputs, and more than fits. */
export function fillIn(view: View, entries: Entries): void {
  const inputs = inputsOf(view);
  const known = new Set(inputs.flatMap(({ actionId, blockId }) => [actionId, blockId]));
  const stray = Object.keys(entries).find((name) => !known.has(name));
  if (stray !== undefined)
    throw new Error(`expected inputs of the modal (${[...known].join(", ")}), got ${stray}`);
  for (const input of inputs) {
    const entry = entries[input.actionId] ?? entries[input.blockId];
    if (entry !== undefined) enter(view, input, entry);
    const held = heldBy(view, input);
    const isEmpty = held === undefined || held["value"] === null || held["selected_option"] === null;
    if (isEmpty && !input.optional) {
      throw new Error(
        `expected an entry for the required input ${input.actionId}, got none: Slack's client refuses that`,
      );
    }
    const most = Number(input.element["max_length"] ?? 3_000);
    const length = String(held?.["value"] ?? "").length;
    if (length > most) {
      throw new Error(
        `expected at most ${most} characters in ${input.actionId}, got ${length}: Slack's client refuses that`,
      );
    }
  }
}

import type { Forms } from "../../src/ports.ts";
import type { FormsHarness, ShownForm } from "../contract/chat-harness.ts";
import type { Reaction } from "../emulators/discord/index.ts";
import type { Component } from "../emulators/discord/model.ts";
import type { Scene } from "./scene.ts";

const inputsOf = (components: readonly Component[]): ShownForm["fields"] =>
  components.flatMap(({ component: input, label = "" }) => {
    if (input === undefined) return [];
    const options: readonly { readonly value: string; readonly default?: boolean }[] = Array.isArray(
      input["options"],
    )
      ? input["options"]
      : [];
    const chosen = options.find((option) => option.default === true)?.value;
    return [{ name: input.custom_id ?? "", label, value: String(chosen ?? input["value"] ?? "") }];
  });

const textOf = (components: readonly Component[]): string =>
  components.map((one) => String(one["content"] ?? one["description"] ?? "")).join("\n");

export interface FormsOfAnna {
  readonly harness: FormsHarness;
  readonly ask: Forms;
  /** What came of her last press. */
  readonly pressed: (reaction: Reaction) => void;
}

/** Modals as Anna sees them. */
export const createFormsOf = ({ anna }: Pick<Scene, "anna">): FormsOfAnna => {
  let answer: Forms = async () => null;
  let last: Reaction | null = null;
  const modal = async () => {
    if (last === null) throw new Error("Nothing was pressed.");
    return last.modal();
  };
  return {
    ask: (press) => answer(press),
    pressed: (reaction) => {
      last = reaction;
    },
    harness: {
      answer: (forms) => {
        answer = forms;
      },
      open: async () => {
        const { title, components } = await modal();
        return { title, text: textOf(components), fields: inputsOf(components) };
      },
      send: async (values) => {
        await anna.submitsModal(await modal(), values).answer();
      },
      whispered: async (place) =>
        anna.messagesIn(place.channel).flatMap((one) => (one.ephemeralFor === anna.id ? [one.content] : [])),
    },
  };
};

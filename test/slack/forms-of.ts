import type { Forms } from "../../src/ports.ts";
import type { FormsHarness, ShownForm } from "../contract/chat-harness.ts";
import type { Control, Person, SeenView } from "../emulators/slack/index.ts";

interface Text {
  readonly text: string;
}

interface Block {
  readonly type: string;
  readonly block_id?: string;
  readonly label?: Text;
  readonly text?: Text;
  readonly elements?: readonly Text[];
}

const blocksOf = ({ payload }: SeenView): readonly Block[] => payload["blocks"] as readonly Block[];

const filledWith = ({ element }: Control): string => {
  const chosen = element["initial_option"] as { readonly value: string } | undefined;
  return chosen?.value ?? String(element["initial_value"] ?? "");
};

/** The form that a view is. */
export const formIn = (view: SeenView): ShownForm => {
  const blocks = blocksOf(view);
  return {
    title: view.title,
    text: blocks
      .filter(({ type }) => type === "section")
      .map(({ text }) => text?.text ?? "")
      .join("\n"),
    fields: view.controls.map((control) => ({
      name: control.actionId,
      label: blocks.find(({ block_id }) => block_id === control.blockId)?.label?.text ?? "",
      value: filledWith(control),
    })),
  };
};

/** What stands in small letters under the fields. */
export const adviceIn = (view: SeenView): readonly string[] =>
  blocksOf(view)
    .filter(({ type }) => type === "context")
    .flatMap(({ elements = [] }) => elements.map(({ text }) => text));

export interface FormsOfRosa {
  readonly harness: FormsHarness;
  readonly ask: Forms;
}

/** Modals as Rosa sees them. */
export const createFormsOf = (rosa: () => Person): FormsOfRosa => {
  let answer: Forms = async () => null;
  const top = (): SeenView => {
    const view = rosa().modals().at(-1);
    if (view === undefined) throw new Error("No modal is open.");
    return view;
  };
  return {
    ask: (press) => answer(press),
    harness: {
      answer: (forms) => {
        answer = forms;
      },
      open: async () => formIn(top()),
      send: async (values) => {
        const reaction = await rosa().submitsView(values);
        if (!reaction.ok) throw new Error(`The form was not taken: ${JSON.stringify(reaction)}`);
      },
      whispered: async ({ channel, thread }) =>
        (thread === null ? rosa().sees(channel) : rosa().seesThread(channel, thread))
          .filter(({ ephemeral }) => ephemeral)
          .map(({ shown }) => shown),
    },
  };
};

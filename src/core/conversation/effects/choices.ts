import type { Effect } from "../../effect.ts";
import type { Sentence } from "../../sentences.ts";
import { button, choiceButtons } from "../buttons.ts";
import type { Known } from "../known.ts";
import type { Conversation } from "../state.ts";
import type { Effects, Of } from "./say.ts";

/** Where the answer to a press or a modal goes; opaque to the core. */
export interface Origin {
  readonly reply: string | null;
}

export const choice = (
  { choice: asked, by: person }: Of<"ChoiceAsked">,
  state: Conversation,
  known: Known,
  { reply }: Origin,
): Effect => {
  const buttons = choiceButtons(state, asked, person, known);
  return buttons.length > 0
    ? { type: "Whisper", person, sentence: { key: "choose", choice: asked }, buttons, reply }
    : {
        type: "Whisper",
        person,
        sentence: { key: "nobody_to_choose" },
        buttons: [button(state, "handoff")],
        reply,
      };
};

export const permissionMissing = (
  event: Of<"PermissionMissing">,
  state: Conversation,
  { reply }: Origin,
): Effects => {
  const { permission, next, by: person } = event;
  const sentence: Sentence = {
    key: "nobody_has_permission",
    permission,
    person: next?.rep ?? null,
    at: next?.at ?? null,
  };
  return [
    { type: "Whisper", person, sentence, buttons: [button(state, "handoff")], reply },
    ...(next === null
      ? [
          {
            type: "SayToManagers",
            sentence: { key: "permission_uncovered", permission, number: state.number },
          } as const,
        ]
      : []),
  ];
};

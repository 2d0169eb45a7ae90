import type { Button } from "../../actions.ts";
import type { Effect } from "../../effect.ts";
import type { Sentence } from "../../sentences.ts";
import type { ConversationEvent } from "../event.ts";

export type Effects = readonly Effect[];

/** One event by its name. */
export type Of<T extends ConversationEvent["type"]> = Extract<ConversationEvent, { type: T }>;

export const CARD: Effect = { type: "UpdateCard" };

export const toCustomer = (sentence: Sentence, mention = false, buttons: readonly Button[] = []): Effect => ({
  type: "SayToCustomer",
  sentence,
  mention,
  buttons,
});

export const toStaff = (
  sentence: Sentence,
  mention: readonly string[] = [],
  buttons: readonly Button[] = [],
  about: string | null = null,
): Effect => ({ type: "SayToStaff", sentence, buttons, mention, about });

import { DESK_VERBS, type DeskVerb } from "../../src/core/inbound.ts";

const isVerb = (word: string): word is DeskVerb => (DESK_VERBS as readonly string[]).includes(word);

/** What stands behind `/desk`: a verb and its words. Nothing at all asks for help; null: none of the desk's words. */
export const readCommand = (
  text: string,
): { readonly verb: DeskVerb | null; readonly words: readonly string[] } => {
  const [first = "", ...words] = text.split(/\s+/).filter((word) => word !== "");
  const verb = first === "" ? "help" : first.toLowerCase();
  return { verb: isVerb(verb) ? verb : null, words };
};

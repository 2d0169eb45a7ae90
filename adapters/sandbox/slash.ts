import { DESK_VERBS, type DeskVerb } from "../../src/core/inbound.ts";
import { Refusal } from "./refusal.ts";

export interface SlashCommand {
  /** Null: a word that is none of the desk's; its help answers. */
  readonly verb: DeskVerb | null;
  readonly words: readonly string[];
}

const isVerb = (word: string): word is DeskVerb => DESK_VERBS.some((verb) => verb === word);

/** `/desk claim 1042` in its parts. `/desk` alone asks for help, and so does every other slash word. Throws Refusal. */
export const slashCommand = (text: string): SlashCommand => {
  const [name = "", first = "help", ...words] = text.trim().split(/\s+/);
  if (!/^\/[^/]/.test(name)) {
    throw new Refusal(
      400,
      "not_a_command",
      `A command begins with a slash, such as "/desk on"; "${text.trim().slice(0, 40)}" does not.`,
    );
  }
  const verb = first.toLowerCase();
  return name.toLowerCase() === "/desk" && isVerb(verb) ? { verb, words } : { verb: null, words: [] };
};

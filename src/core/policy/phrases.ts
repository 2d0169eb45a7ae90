import type { Phrases } from "./policy.ts";

/** What is read from a customer's words. */
export interface CustomerReading {
  /** Nothing but thanks, an "ok", a 👍: after a response it starts no clock (sla.md, decision 6). */
  readonly pleasantry: boolean;
}

/** What is read from a rep's words. */
export interface ReplyReading {
  /** "Let me check": the ball stays with the rep. */
  readonly holdsBall: boolean;
  /** It asks something: whatever the customer says next starts a clock. */
  readonly asks: boolean;
}

// Variation selectors and skin tones change how an emoji looks, not what it says.
const EMOJI_LOOKS = /[\u{FE0E}\u{FE0F}\u{1F3FB}-\u{1F3FF}]/gu;

/** Lower case, straight apostrophes, single spaces, no punctuation: the form in which phrases are compared. */
export const plainWords = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(EMOJI_LOOKS, "")
    .replace(/[’‘`´]/g, "'")
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}']+/gu, " ")
    .trim();

const plainList = new WeakMap<readonly string[], readonly string[]>();

// Longest first, so that "thank you so much" is not eaten as "thank you" with a rest.
const prepared = (phrases: readonly string[]): readonly string[] => {
  const known = plainList.get(phrases);
  if (known !== undefined) return known;
  const made = phrases
    .map(plainWords)
    .filter((phrase) => phrase !== "")
    .sort((a, b) => b.length - a.length);
  plainList.set(phrases, made);
  return made;
};

const containsPhrase = (text: string, phrases: readonly string[]): boolean => {
  const padded = ` ${plainWords(text)} `;
  return prepared(phrases).some((phrase) => padded.includes(` ${phrase} `));
};

/** True when the text can be taken apart into listed phrases with nothing left ("ok, thanks! 👍"). */
const isOnly = (text: string, phrases: readonly string[]): boolean => {
  if (text.includes("?")) return false;
  let rest = plainWords(text)
    .replace(/(\p{Extended_Pictographic})/gu, " $1 ")
    .replace(/ +/g, " ")
    .trim();
  if (rest === "") return false;
  const known = prepared(phrases);
  while (rest !== "") {
    const phrase = known.find((one) => rest === one || rest.startsWith(`${one} `));
    if (phrase === undefined) return false;
    rest = rest.slice(phrase.length).trimStart();
  }
  return true;
};

export const readCustomer = (text: string, phrases: Phrases): CustomerReading => ({
  pleasantry: isOnly(text, phrases.pleasantries),
});

export const readReply = (text: string, phrases: Phrases): ReplyReading => {
  const end = text.trimEnd().replace(/[\s*_~`"')\]\p{Extended_Pictographic}]+$/gu, "");
  const words = plainWords(end);
  return {
    holdsBall: containsPhrase(text, phrases.holding),
    asks: end.endsWith("?") || prepared(phrases.asking).some((p) => words === p || words.endsWith(` ${p}`)),
  };
};

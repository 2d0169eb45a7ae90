import { words } from "./words/index.ts";

export interface Intent {
  readonly intent: "yes" | "no" | "unclear";
  /** In words, without the reply's own. */
  readonly because: string;
  /** The yes names a number, and not the right one. */
  readonly wrongNumber?: true;
}

/** A greeting may be followed by this many words: a name, a team. */
const LONGEST_NAME = 3;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** A line's words: lower case, composed, without apostrophes (`don't` is `dont`). */
const wordsOf = (line: string): readonly string[] =>
  line
    .replace(/['’ʼ`´]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .match(WORD) ?? [];

const has = (spoken: readonly string[], set: ReadonlySet<string>): boolean =>
  spoken.some((word) => set.has(word));

/** `Hello Ana,`, and nothing else. */
const isGreeting = (spoken: readonly string[]): boolean => {
  const greeted = [4, 2, 1].find((count) => words.greetings.has(spoken.slice(0, count).join(" ")));
  if (greeted === undefined || spoken.length > greeted + LONGEST_NAME) return false;
  const name = spoken.slice(greeted);
  return ![words.yes, words.no, words.refusals, words.but].some((set) => has(name, set));
};

/** Spanish *si* without its accent is also *if*: a consent only where the clause ends with it. */
const isBareSi = (line: string): boolean => /^[^\p{L}\p{N}]*si\s*(?:$|[.,;:!–—-]|\d)/iu.test(line);

/** Without the phrases in which a no refuses nothing. */
const withoutHarmless = (spoken: readonly string[]): readonly string[] => {
  let text = ` ${spoken.join(" ")} `;
  for (const phrase of words.harmless) text = text.replaceAll(` ${phrase} `, " ");
  return text.split(" ").filter((word) => word !== "");
};

const isNumber = (word: string): boolean => /\p{N}/u.test(word);

const unclear = (because: string): Intent => ({ intent: "unclear", because });

const judgeYes = (line: string, spoken: readonly string[], code: string | null): Intent => {
  const rest = withoutHarmless(spoken.slice(1));
  if (/[?？؟¿]/.test(line)) return unclear("the line that says yes asks something");
  if (has(rest, words.but)) return unclear("the line that says yes holds a condition or a negation");
  if (has(rest, words.no)) return unclear("the line that says yes also says no");
  if (code === null) return { intent: "yes", because: "the first line says yes" };
  const numbers = rest.filter(isNumber);
  if (numbers.length === 0) return unclear("the yes does not name the number that the chat shows");
  if (numbers.some((number) => number !== code))
    return { ...unclear("the yes names another number than the chat shows"), wrongNumber: true };
  return { intent: "yes", because: "the first line says yes and names the number that the chat shows" };
};

/**
 * C5: what the first of a reply's own lines that is not a greeting says. The first word decides. With a `code`, a yes
 * counts only if it names that number and no other.
 */
export const intentOf = (lines: readonly string[], code: string | null): Intent => {
  const line = lines.find((one) => one.trim() !== "" && !isGreeting(wordsOf(one)));
  if (line === undefined) return unclear("the reply has no words of its own");
  const spoken = wordsOf(line);
  const [first] = spoken;
  if (first === undefined) return unclear("the first line has no words");
  if (words.yes.has(first) || isBareSi(line)) return judgeYes(line, spoken, code);
  const refuses = words.no.has(first) || words.refusals.has(first);
  if (!refuses || withoutHarmless(spoken)[0] !== first)
    return unclear("the first word is neither yes nor no");
  if (has(spoken.slice(1), words.yes)) return unclear("the line that says no also says yes");
  return { intent: "no", because: "the first line says no" };
};

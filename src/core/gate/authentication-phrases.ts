import { plainWords } from "../policy/phrases.ts";

/** What stands for any words between two parts of a phrase: at most so many. */
const MOST_BETWEEN = 3;

/** "Never send us your password", "we will not ask you to confirm your PIN": the opposite of asking. */
const DENIED =
  /(?:^| )(?:never|don't|do not|doesn't|does not|won't|will not|would not|wouldn't|can't|cannot|can not|must not|mustn't|shouldn't|should not|not|no need|nobody|no one|nor|neither|without|no longer|avoid|instead of|rather than|there is no|there's no|have no|has no)(?: |$)/;
/** The customer is told what a page or a mail will ask of them: it is asked there, not here. */
const ELSEWHERE_BEFORE =
  /(?:^| )(?:(?:you|it|that|which|page|form|system|panel|site|wizard|screen|window|dialog|link|mail|email) (?:will|may|might|would|should|then|also|is going to|'ll)?\s?(?:be |get )?(?:ask|asks|asked|prompt|prompts|prompted|want|wants|need|needs|require|requires)|you(?:'ll| will| may| might| can| need to| have to| must| should| then)?(?: \w+)? (?:be asked|be prompted|be required|see|enter|answer|change|reset|confirm|find|type|set|choose|get)|(?:the|a|your|this|that|new|two|both) \w+ field|button|then (?:click|confirm|enter)|settings?|profile)(?: |$)/;
const ELSEWHERE_BEHIND =
  /^(?: \S+){0,6} (?:(?:on|in|at|into|through|via|under|using|inside|with) (?:the|that|this|your|our|my|a|an)(?: \S+){0,3} (?:page|form|panel|portal|site|website|link|mail|email|e mail|app|field|box|dialog|window|screen|settings?|area|account|profile|cpanel|plesk|dashboard|control panel|ticket)|there|yourself|by ticket|field|twice|box|page|form)(?: |$)/;

const CLAUSE_END = /[.!?;\n]+|,\s*(?=(?:but|so|and then|then|please)\b)/;

interface Pattern {
  readonly phrase: string;
  readonly pattern: RegExp;
}

const patternsOf = new WeakMap<readonly string[], readonly Pattern[]>();

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const prepared = (phrases: readonly string[]): readonly Pattern[] => {
  const known = patternsOf.get(phrases);
  if (known !== undefined) return known;
  const made = phrases.flatMap((phrase): readonly Pattern[] => {
    const parts = phrase.split("*").map((part) => escaped(plainWords(part)));
    if (parts.every((part) => part === "")) return [];
    const between = `(?: \\S+){0,${MOST_BETWEEN}} `;
    return [
      { phrase, pattern: new RegExp(`(?<= )${parts.filter((part) => part !== "").join(between)}(?= )`) },
    ];
  });
  patternsOf.set(phrases, made);
  return made;
};

const isAsked = (words: string, start: number, end: number): boolean => {
  const [before, behind] = [words.slice(0, start), words.slice(end)];
  return !DENIED.test(before) && !ELSEWHERE_BEFORE.test(before) && !ELSEWHERE_BEHIND.test(behind);
};

/**
 * The listed phrase with which a rep asks a customer to authenticate in chat; null: they do not. What is denied ("we
 * never ask for your password") or happens elsewhere ("you will be asked for it on that page") is no such thing.
 */
export const asksToAuthenticate = (text: string, phrases: readonly string[]): string | null => {
  for (const clause of text.split(CLAUSE_END)) {
    const words = ` ${plainWords(clause)} `;
    for (const { phrase, pattern } of prepared(phrases)) {
      const found = pattern.exec(words);
      if (found !== null && isAsked(words, found.index, found.index + found[0].length)) return phrase;
    }
  }
  return null;
};

import type { Category, Verdict } from "./category.ts";
import { topicOf } from "./category-of.ts";
import type { Deed, DeedRule } from "./deed.ts";
import { itemsOf } from "./items.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Reading, readSentence } from "./reading.ts";
import type { Rules } from "./rules.ts";
import { MOST_READ, type Sentence, sentencesOf } from "./words.ts";

/**
 * The rule that decided: a deed's, or
 * - `secret`: the text holds one, whatever else it says · `unread`: it is longer than what is read
 * - `second_opinion`: no rule found anything; the second opinion did
 * - `own_doing`: the customer wants to do it and asks how · `question`: nothing is asked to be done, something is asked
 * - `nothing`: nothing is asked to be done
 */
export type Rule = DeedRule | "secret" | "unread" | "second_opinion" | "own_doing" | "question" | "nothing";

/** Why a verdict is what it is. */
export interface Because {
  readonly rule: Rule;
  /** The words of the text that decided, as they were written, at most 80 characters; empty: none in particular. */
  readonly words: string;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Null for chat. */
  readonly category: Category | null;
  readonly because: Because;
  /** Beside what needs a ticket, something is asked that chat may answer. */
  readonly alsoQuestion: boolean;
}

const LONGEST_QUOTE = 80;

const quoted = (text: string, { start, end }: Deed): string => {
  const words = text.slice(start, Math.min(end, start + LONGEST_QUOTE)).trim();
  return end - start > LONGEST_QUOTE ? `${words}…` : words;
};

const FEW = 12;

/** Languages whose frequent words the text has; the one of most first, and English when it has none. */
const lexiconsFor = (sentences: readonly Sentence[], rules: Rules): readonly Lexicon[] => {
  const words = sentences.flatMap(({ tokens }) => tokens.map((token) => token.text));
  const scored = rules.lexicons
    .map((lexicon) => ({ lexicon, score: words.filter((word) => lexicon.common.has(word)).length }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  const found = scored.filter(({ score }) => score * 2 > best).map(({ lexicon }) => lexicon);
  // A few words without any of these ("password reset", "mot de passe oublié") may be of each language.
  return found.length > 0 ? found : words.length <= FEW ? rules.lexicons : rules.lexicons.slice(0, 1);
};

const readingsOf = (read: readonly Sentence[], lexicon: Lexicon): readonly Reading[] => {
  const sentences = read.map(({ tokens, asks }) => ({ items: itemsOf(tokens, lexicon), asks }));
  const topics = sentences.map(({ items }) => topicOf(items));
  // "Reset it. The password, I mean": what is not named before may be named after.
  let topic = topics.find((one) => one !== null) ?? null;
  return sentences.map((sentence, at) => {
    const reading = readSentence(sentence, topic);
    topic = topics[at] ?? topic;
    return reading;
  });
};

const GIVES_WAY: ReadonlySet<DeedRule> = new Set<DeedRule>(["wished", "helped", "perhaps"]);

/** A wish gives way to the question how to fulfil it; any other question leaves it open. */
const weighed = (deed: Deed, mine: Reading, all: readonly Reading[]): Deed | null => {
  if (!GIVES_WAY.has(deed.rule) && !(deed.rule === "phrase" && deed.verdict === "ask")) return deed;
  // "How do I do that?" is about the wish; a sentence that names a thing of its own may not be.
  const asked = all.some((reading) => reading.howto && (reading === mine || !reading.names));
  if (asked || mine.myself) return null;
  const open = all.some(({ howto, question, myself }) => howto || question || myself);
  return open ? { ...deed, verdict: "ask" } : deed;
};

const judgeIn = (text: string, read: readonly Sentence[], lexicon: Lexicon, rules: Rules): Judgement => {
  const readings = readingsOf(read, lexicon);
  const counted = readings.map((reading) => ({
    reading,
    found: reading.deeds.filter(({ category }) => rules.categories.has(category)),
  }));
  const all = counted.flatMap(({ found }) => found);
  const deeds = counted.flatMap(({ reading, found }) =>
    found.flatMap((deed) => weighed(deed, reading, readings) ?? []),
  );
  const decisive = deeds.find(({ verdict }) => verdict === "ticket") ?? deeds[0];
  const question = readings.some((reading) => reading.question && reading.deeds.length === 0);
  if (decisive !== undefined) {
    const { verdict, category, rule } = decisive;
    return { verdict, category, because: { rule, words: quoted(text, decisive) }, alsoQuestion: question };
  }
  const given = all[0];
  const rule =
    given !== undefined ? "own_doing" : readings.some((one) => one.question) ? "question" : "nothing";
  return {
    verdict: "chat",
    category: null,
    because: { rule, words: given === undefined ? "" : quoted(text, given) },
    alsoQuestion: question,
  };
};

const STRICTNESS: Readonly<Record<Verdict, number>> = { chat: 0, ask: 1, ticket: 2 };

/**
 * What a customer's words ask for: may chat do it, does it need a ticket, or must the customer be asked. Pure, linear in
 * the text; of a text longer than MOST_READ the rest is not read, and then the verdict is `ask` at least.
 */
export const judge = (text: string, rules: Rules): Judgement => {
  const read = text.slice(0, MOST_READ);
  const sentences = sentencesOf(read);
  const [first, ...rest] = lexiconsFor(sentences, rules).map((lexicon) =>
    judgeIn(read, sentences, lexicon, rules),
  );
  if (first === undefined) throw new RangeError("Expected rules of at least one language; got none.");
  const strictest = rest.reduce(
    (one, other) => (STRICTNESS[other.verdict] > STRICTNESS[one.verdict] ? other : one),
    first,
  );
  if (text.length <= MOST_READ || strictest.verdict !== "chat") return strictest;
  return { ...strictest, verdict: "ask", category: "account", because: { rule: "unread", words: "" } };
};

/** A text that holds a secret is about credentials, whatever it says. */
export const SECRET_JUDGEMENT: Judgement = {
  verdict: "ticket",
  category: "credentials",
  because: { rule: "secret", words: "" },
  alsoQuestion: false,
};

/** How sure the second opinion must be that a text asks for nothing; below it, what was `chat` becomes `ask`. */
export const LEAST_HARMLESS = 0.55;

/** What the second opinion makes of a text: the category that it would be, and how probable it is that it is harmless. */
export interface SecondView {
  /** From 0 to 1. */
  readonly harmless: number;
  readonly category: Category;
}

/** The rules' word, unless they found nothing and the second opinion doubts it. It never makes a ticket. */
export const withSecondView = (judgement: Judgement, view: SecondView | null, rules: Rules): Judgement =>
  view === null ||
  judgement.verdict !== "chat" ||
  view.harmless >= LEAST_HARMLESS ||
  !rules.categories.has(view.category)
    ? judgement
    : {
        ...judgement,
        verdict: "ask",
        category: view.category,
        because: { rule: "second_opinion", words: "" },
      };

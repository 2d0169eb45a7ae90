import type { Category, Verdict } from "../../gate/category.ts";
import type { Because, Judgement, Rule } from "../../gate/judge.ts";

/** What a category is called in a sentence: "a change of …". */
export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  account: "the account",
  subscription: "a subscription",
  server: "a server",
  network: "the network",
  website: "a website",
  dns: "DNS or a domain",
  credentials: "logins and passwords",
};

const REASONS: Readonly<Record<Rule, (words: string) => string>> = {
  ordered: (words) => `${words} asks us to do it`,
  wished: (words) => `${words} says that it is wanted`,
  needed: (words) => `${words} asks to have it`,
  helped: (words) => `${words} asks for help with it: done, or only explained`,
  perhaps: (words) => `${words} asks whether it may be done, and may mean that we do it`,
  general: (words) => `${words} names nothing in particular: it may be a question or a request`,
  bare: (words) => `${words} says neither that it is wanted nor that something is asked`,
  unknown_verb: (words) => `${words} asks us to do something that the rules do not know`,
  unclear: (words) => `${words} may ask for a change`,
  phrase: (words) => `${words} stands among the phrases that decide`,
  secret: () => "the message holds a secret, which counts whatever else it says",
  unread: () => "the message is too long to be read to its end",
  second_opinion: () => "no rule found a request, but the second opinion takes it for one",
  own_doing: (words) => `${words} is what the customer wants to do, and they ask how`,
  question: () => "something is asked, and nothing is asked to be done",
  nothing: () => "nothing is asked to be done",
};

/** Why, in one sentence without its first capital: `“reset my password” asks us to do it`. */
export const becauseInWords = ({ rule, words }: Because): string => REASONS[rule](`“${words}”`);

const VERDICTS: Readonly<Record<Verdict, (category: string) => string>> = {
  chat: () => "Chat: a rep may answer.",
  ticket: (category) => `Ticket: this is about ${category}, which chat may not change (policy, §1).`,
  ask: (category) =>
    `Ask: this may be a change of ${category}; the customer is asked whether they want it done or only explained.`,
};

/** A judgement as somebody would explain it. */
export const judgementInWords = ({ verdict, category, because, alsoQuestion }: Judgement): string =>
  [
    VERDICTS[verdict](category === null ? "" : CATEGORY_WORDS[category]),
    `Because ${becauseInWords(because)}.`,
    ...(alsoQuestion && verdict !== "chat" ? ["There is also a question, which chat may answer."] : []),
  ].join("\n");

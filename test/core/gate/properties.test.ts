import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../../src/core/gate/judge.ts";
import { LANGUAGES } from "../../../src/core/gate/languages/index.ts";
import type { Lexicon } from "../../../src/core/gate/lexicon.ts";
import type { Rules } from "../../../src/core/gate/rules.ts";
import { DEFAULT_GATE, rulesOf } from "../../../src/core/gate/settings.ts";
import { MOST_READ, sentencesOf } from "../../../src/core/gate/words.ts";

const rules = rulesOf(DEFAULT_GATE);

const word = fc.constantFrom(
  "please",
  "can",
  "you",
  "how",
  "do",
  "i",
  "reset",
  "change",
  "my",
  "password",
  "dns",
  "the",
  "not",
  "if",
  "want",
  "to",
  "need",
  "and",
  "but",
  ",",
  "?",
  ".",
  "\n",
  '"',
  "example.com",
  "10.0.0.1",
  "vpn",
  "ask",
  "🙂",
);
const speech = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.array(word, { maxLength: 60 }).map((words) => words.join(" ")),
);

test("every text has a verdict; chat alone has no category; the words that decided are the text's own", () => {
  fc.assert(
    fc.property(speech, (text) => {
      const { verdict, category, because } = judge(text, rules);
      expect(category === null).toBe(verdict === "chat");
      expect(text).toContain(because.words.replace(/…$/, ""));
    }),
  );
});

test("capitals and apostrophes of the other kind change nothing", () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 20 }), (words) => {
      const text = words.join(" ");
      const { verdict, category } = judge(text, rules);
      expect(judge(text.toUpperCase(), rules)).toMatchObject({ verdict, category });
    }),
  );
});

test("tokens stand in order, inside of the text, and none is read twice", () => {
  fc.assert(
    fc.property(speech, (text) => {
      const tokens = sentencesOf(text).flatMap((sentence) => sentence.tokens);
      let end = 0;
      for (const token of tokens) {
        expect(token.start).toBeGreaterThanOrEqual(end);
        expect(token.end).toBeGreaterThan(token.start);
        end = token.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});

describe("work is bounded, whatever is written", () => {
  const LONG = 100_000;
  const counting = (): { readonly counted: Rules; readonly looks: () => number } => {
    let looks = 0;
    const count = (lexicon: Lexicon): Lexicon => ({
      ...lexicon,
      find: (words, at) => {
        looks += 1;
        return lexicon.find(words, at);
      },
    });
    return { counted: { ...rules, lexicons: rules.lexicons.map(count) }, looks: () => looks };
  };

  test.each([
    "a",
    "a ",
    "?",
    '"a b" ',
    "'",
    "please ",
    "can you ",
    "password ",
    "changee passwrod ",
    ". ",
    "\n",
    ">\n",
    "a.com ",
    "@",
    "é",
    "x-",
    "how do i reset my password, ",
    "need to ",
    "”“ x ",
    "1.1.1.",
    "😀",
    "ﷺ",
    "bitte mi mon o ",
  ])("%j a hundred thousand characters long", (unit) => {
    const text = unit.repeat(Math.ceil(LONG / unit.length));
    const { counted, looks } = counting();
    judge(text, counted);
    expect(looks()).toBeLessThanOrEqual(MOST_READ * LANGUAGES.length);
    const longest = Math.max(0, ...sentencesOf(text.slice(0, MOST_READ)).map(({ tokens }) => tokens.length));
    expect(longest).toBeLessThanOrEqual(60);
  });
});

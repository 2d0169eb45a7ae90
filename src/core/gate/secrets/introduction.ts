import { BEFORE_THE_VALUE } from "./common-words.ts";
import { bare, endOf, type Reading, type Span } from "./reading.ts";

/**
 * How a value was introduced. `sign`: by a colon, an equals sign, an arrow; `verb`: by "is"; `change`: by "to" behind a
 * verb of changing; `none`: by nothing, or by words that usually go on otherwise. The weaker the introduction, the more
 * the value must look like a password.
 */
export type IntroducedBy = "sign" | "verb" | "change" | "none";

export interface Introduction {
  /** Where the value begins, white space before it included. */
  readonly at: number;
  readonly by: IntroducedBy;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const DRESS = /["'`*_~|)\]>’”]{0,4}/y;
const SIGN =
  /[ \t]*(?:(?:=>|-{1,2}>|→|⇒|:=|={1,2}|:{1,2}|：)|(?:[-–—]{1,2}(?=[ \t]))|(?<=["']),[ \t]*(?=["']))[ \t]*/y;
/** "password (temporary): x". */
const ASIDE = /[ \t]*\([^()\n]{1,40}\)[ \t]*[:=]+[ \t]*/y;
/** "password starting with x", "the password of x". */
const BEGINNING = /[ \t]+(?:(?:starting|starts|begins|beginning|of)(?:[ \t]+with)?|soll|sollte|muss)[ \t]+/y;
const SLASH = /\/(?=\p{L}[^\s/]{2,60}\d|\d[^\s/]{0,60}\p{L}[^\s/]{3,60}(?:\s|$))/uy;
const POSSESSIVE = /['’]s[ \t]+/y;
const VERB = words(
  "is was are were be equals ist sind war lautet lauten es era sea est était soit é são ser",
);
const FILLER = words(
  "for to of on in at with i we you he she they that which used from using should will would could must might has had can currently " +
    "für zum zur vom von beim am im de del du da do das dos para pour au à pra that's (for my the our your user " +
    "account und and",
);
const USER = words("user username login benutzer benutzername usuario usuário utilisateur identifiant");
/** "the password for the mailbox info@example.org on the second server is": so many words may stand between. */
const MOST_FILLER = 14;
const MOST_ADVERBS = 5;
/** So far before the label a verb of changing may stand, in characters. */
const CHANGE_BACK = 100;
const CHANGE =
  /(?:chang|set|reset|updat|mak|made|put|switch|änder|setz|cambi|mud|alter|rotat|modif)\p{L}{0,6}[^.!?\n]{0,60}$/iu;
const CHANGED = /\b(?:changed|set|updated|reset|been)[ \t]{1,3}$/;

export const wordAt = (
  { text, wordEnd, wordStart }: Reading,
  at: number,
): Span & { readonly word: string } => {
  const start = wordStart(at);
  const end = Math.min(wordEnd(start), start + 120);
  return { start, end, word: text.slice(start, end) };
};

/** What stands between a password's name and its value. Looks at no more than a fixed number of words. */
const directly = (reading: Reading, from: number): Introduction | null => {
  const { text } = reading;
  const possessive = endOf(POSSESSIVE, text, from);
  if (possessive !== null) return { at: possessive, by: "verb" };
  const after = endOf(DRESS, text, from) ?? from;
  const aside = endOf(ASIDE, text, from);
  if (aside !== null) return { at: aside, by: "sign" };
  let before = "";
  for (let at = after, count = 0; count <= MOST_FILLER; count += 1) {
    const sign = endOf(SIGN, text, at);
    if (sign !== null) return { at: sign, by: "sign" };
    // "Password/hunter2x": the second half is made.
    const slash = count === 0 && after === from ? endOf(SLASH, text, from) : null;
    if (slash !== null) return { at: slash, by: "none" };
    // "password-reset", "pw/login": the first half of a longer word.
    if (count === 0 && after === from && /[\p{L}\p{N}_./\\&+-]/u.test(text[from] ?? "")) return null;
    const { start, end, word } = wordAt(reading, at);
    const plain = bare(word);
    if (word === "" || text.slice(at, start).includes("\n")) break;
    const closes = /[!?;]$|[^.]\.$/.test(word);
    if (VERB.has(plain) && !closes) return { at: end, by: "verb" };
    if (plain === "to" && count > 0 && CHANGED.test(text.slice(Math.max(0, start - 12), start))) {
      return { at: end, by: "verb" };
    }
    if (plain === "to" && CHANGE.test(text.slice(Math.max(0, from - CHANGE_BACK), from))) {
      return { at: end, by: "change" };
    }
    if (count === 0 && !FILLER.has(plain)) break;
    // "the password you gave me (hunter2) does not work".
    if (/^["'`“„«(]/.test(word) && word !== "(for") return { at: start, by: "none" };
    if (/[:=]$/.test(word)) {
      // "password for acme login: bob": the user's label, unless it says what the password is for.
      const users = USER.has(plain) && !FILLER.has(before);
      return users ? { at: after, by: "none" } : { at: end, by: "sign" };
    }
    before = plain;
    if (closes) break;
    at = end;
  }
  return {
    at: endOf(BEGINNING, text, after) ?? endOf(/[ \t]?(?:[,;]|\.{2,4})[ \t]*/y, text, after) ?? after,
    by: "none",
  };
};

/** "is still", "is now:", "is the following -": the value stands behind. */
const pastAdverbs = (reading: Reading, { at: from, by }: Introduction): Introduction => {
  let at = from;
  for (let count = 0; count < MOST_ADVERBS; count += 1) {
    const sign = endOf(SIGN, reading.text, at);
    if (sign !== null) return { at: sign, by: "sign" };
    const { end, word } = wordAt(reading, at);
    if (word === "" || !BEFORE_THE_VALUE.has(bare(word)) || /["'`“„«!?.,;]/.test(word)) break;
    at = end;
    if (/[:=]$/.test(word)) return { at, by: "sign" };
  }
  return { at, by: at === from ? by : "none" };
};

/** Where the value of the name that ends at `from` begins, and how it is introduced; null: it is no name. */
export const introductionAt = (reading: Reading, from: number): Introduction | null => {
  const first = directly(reading, from);
  return first === null || first.by === "none" ? first : pastAdverbs(reading, first);
};

import type { Secret } from "../secret.ts";
import { SAID_OF_PASSWORDS } from "./common-words.ts";
import { PASSWORD_LABEL } from "./labels.ts";
import { bare, type Reading } from "./reading.ts";
import { isInnocent, isMask, looksMade } from "./shapes.ts";

/** So far before "my password" its value may begin, in characters. */
const BACK = 160;
const LINK = new Set("is was as for are <- that's thats ist als war es era como est comme é".split(" "));
const OWNER = new Set("my our the mein unser das mi nuestra la mon notre le minha nossa".split(" "));
const WHICH = new Set(
  "new old current admin root ftp e-mail email mail wifi temporary temp default main master login account server database db cpanel wordpress neues altes".split(
    " ",
  ),
);
/** Behind the name, a sentence that says so ends or goes on; "the password manager" is a longer name. */
const ENDS =
  /^["'`*]{0,2}(?:[ \t]*(?:$|[\n.,;:!?)(]|[-–—] )|[ \t]+(?:for|on|of|in|at|to|and|but|i|we|please|now|there|here|everywhere|always|anyway|again|lol|btw|since|when|which|if|für|para|pour|und|then)(?![\p{L}]))/iu;

interface Named {
  readonly core: string;
  /** From the label's beginning back to the value's, in characters. */
  readonly back: number;
  readonly quoted: boolean;
  /** Something like "my" stands before the name. */
  readonly owned: boolean;
  /** What stands before the value. */
  readonly lead: string;
}

/** Takes "hunter2 is my new" apart, from its end. */
const namedBefore = (before: string): Named | null => {
  const words = before.trimEnd().split(/[ \t\n]+/);
  let at = words.length - 1;
  let owned = false;
  for (let count = 0; count < 3; count += 1) {
    const word = words[at]?.toLowerCase() ?? "";
    if (!OWNER.has(word) && !WHICH.has(word)) break;
    owned ||= OWNER.has(word);
    at -= 1;
  }
  if (!LINK.has(words[at]?.toLowerCase() ?? "") || at < 1) return null;
  // "hunter2, that is the password"
  if (/^(?:that|this|it)$/i.test(words[at - 1] ?? "")) at -= 1;
  if (at < 1) return null;
  const upTo =
    new RegExp(
      `^([\\s\\S]*\\S)\\s+${words
        .slice(at)
        .map(() => "\\S+")
        .join("\\s+")}\\s*$`,
    ).exec(before)?.[1] ?? "";
  const quotation = /["'`“„«]([^"'`“”„«»\n]{3,80})["'`”“»]$/.exec(upTo);
  const core = quotation?.[1] ?? /[^\s"'`(*]\S*$/.exec(upTo)?.[0].replace(/["'`,;:)*]{1,3}$/, "") ?? "";
  const start = upTo.lastIndexOf(core);
  return { core, back: before.length - start, quoted: quotation !== null, owned, lead: upTo.slice(0, start) };
};

/** Passwords that are called so afterwards: "hunter2 is my password", "log in with hunter2 as the password". */
export const namedPasswords = ({ text }: Reading): readonly Secret[] =>
  [...text.matchAll(PASSWORD_LABEL)].flatMap((label): readonly Secret[] => {
    if (!/\s/.test(text[label.index - 1] ?? "")) return [];
    const line =
      text
        .slice(Math.max(0, label.index - BACK), label.index)
        .split("\n")
        .at(-1) ?? "";
    const named = namedBefore(line);
    if (named === null) return [];
    const { core, back, quoted, owned, lead } = named;
    if (core.length < 3 || SAID_OF_PASSWORDS.has(bare(core)) || isInnocent(core) || isMask(core)) return [];
    const start = label.index - back;
    const secret: Secret = { kind: "password", start, end: start + core.length };
    const behind = label.index + label[0].length;
    const ends = ENDS.test(text.slice(behind, behind + 24));
    if (looksMade(core) && ends && !/[.?]$/.test(core)) return [secret];
    // A plain word is one only where it begins the sentence, and the label is not the first half of a longer name.
    const begins = quoted || /(?:^|[\n.!?:;]\s*|\b(?:use|try|with|enter|using)\s+)$/i.test(lead);
    return begins && owned && ends ? [secret] : [];
  });

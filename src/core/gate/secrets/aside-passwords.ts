import type { Secret } from "../secret.ts";
import { PASSWORD_LABEL } from "./labels.ts";
import { isInnocent, isMask, looksMade } from "./shapes.ts";

/** "hunter2 (the password)", "hunter2 (password)". */
const BRACKETED =
  /(\S{4,64})[ \t]{1,3}\((?:(?:that'?s|it'?s|is|the|my|our|as|new|old|current)[ \t]+){0,3}(?:pass(?:word|wd|code)?|pw|pwd)\)/giu;
/** "I changed it to hunter2 …": what was changed is called a password elsewhere in the text. */
const CHANGED =
  /\b(?:chang|set|reset|updat|mak|made|put)\w{0,4}[ \t]+(?:it|that|this|mine)[ \t]+(?:back[ \t]+)?to[ \t]+(\S{4,64})/giu;
/** "u: bob p: hunter2". */
const INITIALS =
  /(?<![\p{L}\p{N}])(?:u|l|usr|user|login|id)[ \t]{0,2}[:=][ \t]{0,2}\S{1,64}[ \t\n,;/|]{1,4}p[ \t]{0,2}[:=][ \t]{0,2}(\S{4,64})/giu;

/** "… 1881 12/27 314": a card's end, its expiry, and its check code. */
const CHECK_CODE = /\d{4}[ \t,;]{1,4}(?:0?[1-9]|1[0-2])[/-](?:20)?\d{2}[ \t,;]{1,4}(\d{3,4})(?![\d/:.-])/g;

/** What closes a sentence, or a quotation, is no part of it; a sign in the middle of a line may be. */
const trimmed = (word: string): string =>
  word.replace(/^["'`“„«(]{1,2}/u, "").replace(/["'`”»),;.?]{1,3}$/u, "");

const isOne = (core: string): boolean => looksMade(core) && !isInnocent(core) && !isMask(core);

const foundIn = (text: string, pattern: RegExp): readonly Secret[] =>
  [...text.matchAll(pattern)].flatMap((match): readonly Secret[] => {
    const word = match[1] ?? "";
    const core = trimmed(word);
    if (!isOne(core)) return [];
    const start = match.index + match[0].indexOf(word) + word.indexOf(core);
    return [{ kind: "password", start, end: start + core.length }];
  });

/** Passwords that are called so beside, not before them. Linear: every pattern is bounded. */
export const asidePasswords = (text: string): readonly Secret[] => {
  const called = text.search(PASSWORD_LABEL) !== -1;
  const checks = [...text.matchAll(CHECK_CODE)].map((match): Secret => {
    const end = match.index + match[0].length;
    return { kind: "card", start: end - (match[1] ?? "").length, end };
  });
  return [
    ...checks,
    ...foundIn(text, BRACKETED),
    ...(called ? foundIn(text, CHANGED) : []),
    ...foundIn(text, INITIALS),
  ];
};

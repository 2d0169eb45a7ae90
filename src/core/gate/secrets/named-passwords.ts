import type { Secret } from "../secret.ts";
import { SAID_OF_PASSWORDS } from "./common-words.ts";
import { PASSWORD_LABEL } from "./labels.ts";
import { bare, type Reading } from "./reading.ts";
import { isInnocent, isMask, looksMade } from "./shapes.ts";

/** So far before "my password" the value may begin, in characters. */
const BACK = 160;
const WHOSE =
  "(?:(?:my|the|our|their|his|her|your|a|mein|unser|das|mi|nuestra|la|mon|notre|le|minha|nossa|new|old|current|admin|root|ftp|e-?mail|mail|wifi|temporary|temp|default|main|master|login|account|server|database|db|cpanel|wordpress|neues|altes)[ \\t]+){0,3}";
const NAMED = new RegExp(
  `(?:(["'\`“„«])([^"'\`“”„«»\\n]{3,80})["'\`”“»]|(\\S{3,100}))[ \\t]+(?:is|was|as|are|for|ist|als|war|es|era|como|est|comme|é)[ \\t]+${WHOSE}$`,
  "iu",
);
/** "is the password manager": a thing of that name, not a password. */
const OWN_WORD =
  /^["'`*]{0,2}(?:[ \t]*(?:$|[\n.,;:!?)(]|[-–—] )|[ \t]+(?:for|on|of|in|at|to|and|but|i|we|please|now|there|here|für|para|pour|und|then)(?![\p{L}]))/iu;

/** Passwords that are called so afterwards: "hunter2 is my password", "log in with hunter2 as the password". */
export const namedPasswords = ({ text }: Reading): readonly Secret[] =>
  [...text.matchAll(PASSWORD_LABEL)].flatMap((label): readonly Secret[] => {
    const before = text.slice(Math.max(0, label.index - BACK), label.index);
    const found = NAMED.exec(before);
    if (found === null) return [];
    const [whole, , quotation, word = ""] = found;
    const raw = quotation ?? word;
    const core = quotation ?? word.replace(/^["'`(*]{1,3}|["'`,;:)*]{1,3}$/g, "");
    const plain = bare(core);
    if (core.length < 3 || SAID_OF_PASSWORDS.has(plain) || isInnocent(core) || isMask(core)) return [];
    const at = label.index - before.length + found.index + whole.indexOf(raw) + raw.indexOf(core);
    const secret: Secret = { kind: "password", start: at, end: at + core.length };
    if (looksMade(core)) return [secret];
    // A plain word is one only where it begins the sentence, and the label is not the first half of a longer name.
    const begins = /(?:^|[\n.!?:;]\s*|\b(?:use|try|with|enter|using)\s+)$/i.test(
      before.slice(0, found.index),
    );
    const ends = OWN_WORD.test(text.slice(label.index + label[0].length, label.index + label[0].length + 24));
    const owned = /(?:my|our|the|mein|mi|mon|minha)[ \t]+(?:\p{L}+[ \t]+){0,2}$/iu.test(before);
    return (quotation !== undefined || begins) && ends && owned && !/[ \t]for[ \t]/.test(whole)
      ? [secret]
      : [];
  });

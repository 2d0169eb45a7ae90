import type { Secret } from "../secret.ts";
import { SAID_OF_PASSWORDS } from "./common-words.ts";
import { ACCESS_LABEL, isPasswordLabel, KNOWN_USER } from "./labels.ts";
import { bare, endOf, type Reading } from "./reading.ts";
import { isExpression, isInnocent, isMask, looksMade } from "./shapes.ts";
import { type Value, valueAt } from "./value.ts";

const MAIL = /^<?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}>?$/;

const isPassword = ({ core, quoted }: Pick<Value, "core" | "quoted">): boolean =>
  core.length >= 4 &&
  !isExpression(core) &&
  !/^(?:[A-Z]{2,20}(?:_[A-Z]{1,20}){1,5}=|v=(?:spf|DKIM|DMARC)\d)/.test(core) &&
  (looksMade(core) || quoted) &&
  !isInnocent(core) &&
  !isMask(core) &&
  !SAID_OF_PASSWORDS.has(bare(core));

const found = ({ start, end }: Value): Secret => ({ kind: "password", start, end });

const PAIR =
  /(?<![\w@.+/-])([\w.+-]{2,64}(?:@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})?)(?:[ \t]*[|:;][ \t]*|[ \t]+[/][ \t]*|[ \t]*[/][ \t]+|\/|[ \t]*,[ \t]*|[ \t]*\n[ \t]*)(?=[^\s/])/g;

/** "admin / hunter2", "bob@example.org:hunter2": a name that everybody knows or an address, and what looks like its password. */
const knownPairs = (reading: Reading): readonly Secret[] =>
  [...reading.text.matchAll(PAIR)].flatMap((pair): readonly Secret[] => {
    const [whole, user = ""] = pair;
    const isMail = MAIL.test(user);
    if (!isMail && (!KNOWN_USER.test(user) || /[,\n]/.test(whole))) return [];
    const value = valueAt(reading, pair.index + whole.length);
    if (value === null || !isPassword(value) || (!isMail && /[:/=]/.test(value.core))) return [];
    // On a line of its own, or behind a comma, a word must look more like a password than "php8" does.
    if (/[,\n]/.test(whole) && !/[^\p{L}\d]|\p{Ll}.*\p{Lu}|\p{Lu}.*\p{Ll}/u.test(value.core)) return [];
    return /^(?:user|username)$/i.test(user) && whole.includes(":") ? [] : [found(value)];
  });

const SEPARATOR =
  /["'`*)]{0,3}[ \t]*(?:[/|:,;&+]|=>|->|[-–—] |\band\b|\bwith\b|\bund\b|\by\b|\bet\b|\be\b|\r?\n)?[ \t]*\s{0,3}/iy;
const ANNOUNCED =
  /["'`*)]{0,3}[ \t]*(?:(?:data|details|info|to|for|on|is|are|was|as|with|using|via|ist|sind|es|son|est|sont|são|mit|con|avec|com|my|the|i|use)[ \t]+){0,4}(?:[:=]|->|-[ \t])?\s{0,3}(?:(?:user(?:name)?|login|user ?id|e-?mail|benutzer|usuario)[ \t]*(?:is[ \t]|[:=])?[ \t]*)?/iy;

/** "credentials: bob hunter2", "login with bob and hunter2", "SSH root / toor99": what is announced as access data. */
const announcedPairs = (reading: Reading): readonly Secret[] =>
  [...reading.text.matchAll(ACCESS_LABEL)].flatMap((label): readonly Secret[] => {
    const behind = label.index + label[0].length;
    const at = endOf(ANNOUNCED, reading.text, behind) ?? behind;
    const user = valueAt(reading, at);
    if (user === null || user.core.length > 80 || /\s/.test(user.core)) return [];
    const joined = /^([^:/|]{2,64})[:/|]([^\s/|]{4,64})$/.exec(user.core);
    if (joined !== null && !isInnocent(user.core)) {
      const [, , core = ""] = joined;
      const start = user.end - core.length;
      return isPassword({ core, quoted: false }) ? [{ kind: "password", start, end: user.end }] : [];
    }
    const name =
      MAIL.test(user.core) ||
      KNOWN_USER.test(user.core) ||
      (looksLikeName(user.core) && announces(reading.text, label.index, at));
    if (!name) return [];
    const next = endOf(SEPARATOR, reading.text, user.end);
    const value = next === null || next === user.end ? null : valueAt(reading, next);
    return value !== null && value.start - user.end <= 12 && isPassword(value) ? [found(value)] : [];
  });

const looksLikeName = (core: string): boolean =>
  /^[\w.-]{2,40}$/.test(core) && !isPasswordLabel(core) && !SAID_OF_PASSWORDS.has(bare(core));

/** A sign, or a "with", shows that data follow and not the rest of a sentence. */
const announces = (text: string, from: number, to: number): boolean =>
  /[:=]|->|\b(?:with|using|as|mit|con|avec|com|is|are|use|details|info)\b/i.test(text.slice(from, to));

const ALONE = /^\s*<?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}>?\s+(?=\S{4,100}\s*$)/;

/** An address, what looks like its password, and nothing else. */
const lonePair = (reading: Reading): readonly Secret[] => {
  const pair = ALONE.exec(reading.text);
  const value = pair === null ? null : valueAt(reading, pair[0].length);
  return value !== null && isPassword(value) && !/^#|^[A-Z]{1,4}-?\d+$/.test(value.core)
    ? [found(value)]
    : [];
};

export const loginPairs = (reading: Reading): readonly Secret[] => [
  ...lonePair(reading),
  ...knownPairs(reading),
  ...announcedPairs(reading),
];

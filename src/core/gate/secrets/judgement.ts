import { AFTER_THE_VALUE, SAID_OF_PASSWORDS, UNITS } from "./common-words.ts";
import { type IntroducedBy, wordAt } from "./introduction.ts";
import { USER_LABEL } from "./labels.ts";
import { bare, type Reading } from "./reading.ts";
import { isInnocent, isMask, looksMade } from "./shapes.ts";
import type { Value } from "./value.ts";

const DENIED =
  /^[ \t]*(?:isn'?t|doesn'?t|didn'?t|won'?t|wouldn'?t|is not|does not|did not|was not|no longer|not work|never work|still not)\b/i;
const MAIL = /^<?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[a-z]{2,24}>?$/i;
const USER_WORD = new RegExp(`^${USER_LABEL}$`, "i");
/** How words end that say something of a password: "rejected", "working", "wrongly", "unusable". */
const SAYS_OF_IT = /(?:ing|ed|ly|able|ible|less|ful)$/;

/** Several words in quotes: a passphrase, unless all of them are what one says of passwords ("not accepted here"). */
const isPassphrase = (core: string, by: IntroducedBy): boolean => {
  const said = core.split(/\s+/).map((one) => SAID_OF_PASSWORDS.has(bare(one)));
  return by === "none" ? /\d/.test(core) || !said.includes(true) : said.includes(false);
};

const endsSentence = (value: Value, next: string, by: IntroducedBy): boolean => {
  if (value.ends) return true;
  if (by === "sign") return AFTER_THE_VALUE.has(next) || USER_WORD.test(next);
  return by === "verb" ? AFTER_THE_VALUE.has(next) : /^(?:please|pls|plz|thanks|thank)$/.test(next);
};

/** A word, digits or signs behind nothing but the name: "password hunter2", "password sunshine doesn't work". */
const isBare = (reading: Reading, { core, start, end, ends, quoted }: Value, near: boolean): boolean => {
  if (/^\d{5,12}$/.test(core)) return ends;
  if (looksMade(core)) return core.length >= 5 && !isInnocent(reading.text.slice(start, end));
  return /^\p{L}{4,}$/u.test(core) && (near || quoted || DENIED.test(reading.text.slice(end, end + 16)));
};

/**
 * Whether a value that was so introduced is a password, and not what is said of one. `near`: a user name stands just
 * before its name.
 */
export const isPassword = (reading: Reading, value: Value, by: IntroducedBy, near: boolean): boolean => {
  const { core } = value;
  const plain = bare(core);
  const next = bare(wordAt(reading, value.quoted ? value.end + 1 : value.end).word);
  if (isMask(core) || (UNITS.has(next) && /^\d+$/.test(core))) return false;
  if (value.quoted && core.includes(" ")) return isPassphrase(core, by);
  if (SAID_OF_PASSWORDS.has(plain) && !/[\d@$#%^&=+]/.test(core)) return false;
  if (by === "none") return isBare(reading, value, near);
  if (MAIL.test(core.replace(/[.,;:!?]+$/, "")) || /^[a-z]+:\/\//i.test(core)) return false;
  if (core.length < 3 || /^\p{P}*$/u.test(core)) return false;
  if (looksMade(core) || value.quoted || /[^\p{L}'’-]/u.test(core)) return true;
  // "case-sensitive", "auto-generated": the last part says it.
  const last = plain.split("-").at(-1) ?? plain;
  if (last !== plain && SAID_OF_PASSWORDS.has(last)) return false;
  return (by === "sign" || !SAYS_OF_IT.test(last)) && endsSentence(value, next, by);
};

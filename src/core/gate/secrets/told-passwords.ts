import type { Secret } from "../secret.ts";
import { AFTER_THE_VALUE, BEFORE_THE_VALUE, SAID_OF_PASSWORDS, UNITS } from "./common-words.ts";
import { JOINED_LABEL, PASSWORD_LABEL, USER_LABEL, WEAK_LABEL } from "./labels.ts";
import { bare, endOf, type Reading, type Span } from "./reading.ts";
import { isInnocent, isMask, looksGenerated, looksMade } from "./shapes.ts";
import { type Value, valueAt } from "./value.ts";

/**
 * How the value was introduced. `sign`: by a colon, an equals sign, an arrow; `verb`: by "is"; `change`: by "to" behind
 * a verb of changing; `none`: by nothing, or by a word that usually goes on otherwise. The weaker the introduction, the
 * more the value must look like a password.
 */
type Introduction = "sign" | "verb" | "change" | "none";

const DRESS = /["'`*_~|)\]>’”]{0,4}/y;
const SIGN = /[ \t]*(?:(?:=>|-{1,2}>|→|⇒|:=|={1,2}|:{1,2}|：)|(?:[-–—]{1,2}(?=[ \t])))[ \t]*/y;
const VERB = new Set(
  "is was are were be equals ist sind war lautet lauten es era sea est était soit é são ser".split(" "),
);
const FILLER = new Set(
  (
    "for to of on in at with i we you he she they that which used from using should will would has had can currently " +
    "für zum zur vom von beim am im de del du da do das dos para pour au à pra that's (for my the our your user account und and"
  ).split(" "),
);
/** "the password for the mailbox info@example.org on the second server is": so many words may stand between. */
const MOST_FILLER = 14;
const CHANGE =
  /(?:chang|set|reset|updat|mak|made|put|switch|änder|setz|cambi|chang|mud|alter|rotat|modif)\p{L}{0,6}[^.!?\n]{0,60}$/iu;
const DENIED =
  /^(?:[ \t]*)(?:isn'?t|doesn'?t|didn'?t|won'?t|wouldn'?t|is not|does not|did not|was not|no longer|not work|never work|still not)\b/i;

const wordAt = ({ text, wordEnd, wordStart }: Reading, at: number): Span & { readonly word: string } => {
  const start = wordStart(at);
  const end = Math.min(wordEnd(start), start + 120);
  return { start, end, word: text.slice(start, end) };
};

/** Where the value begins, and how it was introduced. Looks at no more than a fixed number of words. */
const introduction = (reading: Reading, from: number): { readonly at: number; readonly by: Introduction } => {
  const { text } = reading;
  const after = endOf(DRESS, text, from) ?? from;
  for (let at = after, count = 0; count <= MOST_FILLER; count += 1) {
    const sign = endOf(SIGN, text, at);
    if (sign !== null) return { at: sign, by: "sign" };
    const { end, word } = wordAt(reading, at);
    const plain = bare(word);
    if (word === "") break;
    if (VERB.has(plain)) return { at: end, by: "verb" };
    if (count === 0 && plain === "to") {
      const changed = CHANGE.test(text.slice(Math.max(0, from - 100), from));
      if (changed) return { at: end, by: "change" };
    }
    if (
      plain === "to" &&
      count > 0 &&
      /\b(?:changed|set|updated|reset|been)\s+$/.test(text.slice(Math.max(0, end - 24), end - 2))
    ) {
      return { at: end, by: "verb" };
    }
    if (count === 0 && !FILLER.has(plain) && !word.startsWith("(")) break;
    if (/[:=]$/.test(word) && !/:\/\//.test(word)) return { at: end, by: "sign" };
    if (/[!?;]$|[^.]\.$/.test(word)) break;
    at = end;
  }
  return { at: after, by: "none" };
};

/** "is still", "is now:", "is the following -": the value stands behind. */
const pastAdverbs = (
  reading: Reading,
  from: number,
  by: Introduction,
): { readonly at: number; readonly by: Introduction } => {
  let at = from;
  for (let count = 0; count < 5; count += 1) {
    const sign = endOf(SIGN, reading.text, at);
    if (sign !== null) return { at: sign, by: "sign" };
    const { end, word } = wordAt(reading, at);
    if (word === "" || !BEFORE_THE_VALUE.has(bare(word)) || /["'`“„«!?.,;]/.test(word)) break;
    at = end;
    if (/[:=]$/.test(word)) return { at, by: "sign" };
  }
  return { at, by: at === from ? by : "none" };
};

const nextWord = (reading: Reading, value: Value): string => {
  const { word } = wordAt(reading, value.quoted ? value.end + 1 : value.end);
  return bare(word);
};

/** "correct horse battery staple": words without a sentence among them, to the end of the line. */
const phraseEnd = ({ text }: Reading, start: number): number | null => {
  const line = /^[^\n.!?;:,]{8,160}/.exec(text.slice(start, start + 160))?.[0].trimEnd() ?? "";
  const words = line.split(/[ \t]+/);
  const [, ...rest] = words;
  const fine =
    words.length >= 4 && words.length <= 12 && rest.every((word) => /^[\p{L}\p{N}'-]{2,}$/u.test(word));
  return fine && rest.every((word) => !SAID_OF_PASSWORDS.has(bare(word))) ? start + line.length : null;
};

/** Several words in quotes are a passphrase unless half of them are what one says of passwords. */
const isPassphrase = (core: string): boolean => {
  const words = core.split(/\s+/);
  return 2 * words.filter((one) => SAID_OF_PASSWORDS.has(bare(one))).length < words.length;
};

const isTold = (reading: Reading, value: Value, by: Introduction, near: boolean): boolean => {
  const { core } = value;
  const plain = bare(core);
  const next = nextWord(reading, value);
  if (isMask(core) || (UNITS.has(next) && /^\d+$/.test(core))) return false;
  if (value.quoted && core.includes(" ")) return by !== "none" && isPassphrase(core);
  if (SAID_OF_PASSWORDS.has(plain) && !/[\d@$#%^&=+]/.test(core)) return false;
  if (by === "none") {
    if (looksMade(core)) return core.length >= 5 && !isInnocent(core);
    if (!/^\p{L}{4,}$/u.test(core)) return false;
    return near || DENIED.test(reading.text.slice(value.end, value.end + 16));
  }
  if (/^<?[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}>?$/i.test(core) || /^[a-z]+:\/\//i.test(core))
    return false;
  if (/^\p{P}*$/u.test(core) || core.length < 3) return /\d/.test(core) && by === "sign" && core.length >= 3;
  if (looksMade(core) || /^\d{3,}$/.test(core) || /[^\p{L}'’-]/u.test(core)) return true;
  if (value.quoted) return true;
  if (by === "sign")
    return value.ends || AFTER_THE_VALUE.has(next) || new RegExp(`^${USER_LABEL}$`, "i").test(next);
  const spoken = /(?:ing|ed|ly|able|ible|less|ful)$/.test(plain);
  return !spoken && (value.ends || (AFTER_THE_VALUE.has(next) && by === "verb"));
};

const found = (start: number, end: number): Secret => ({ kind: "password", start, end });

/** "hunter2 or Hunter3", "hunter2 / Hunter3": whoever names one often names the next. */
const more = (reading: Reading, from: number): readonly Secret[] => {
  const secrets: Secret[] = [];
  for (let at = from; ; ) {
    const joined = endOf(
      /["'`*)]{0,3}[ \t]*(?:,?[ \t]*(?:or|and|oder|und|o|ou|y|e|then|now)(?:[ \t]+(?:maybe|also|then|now))?[ \t]+|[,/|][ \t]*)/iy,
      reading.text,
      at,
    );
    const value = joined === null ? null : valueAt(reading, joined);
    if (value === null || !looksMade(value.core) || isInnocent(value.core) || isMask(value.core))
      return secrets;
    secrets.push(found(value.start, value.end));
    at = value.end;
  }
};

const told = (reading: Reading, label: Span, near: boolean): readonly Secret[] => {
  const first = introduction(reading, label.end);
  const { at, by } = first.by === "none" ? first : pastAdverbs(reading, first.at, first.by);
  const value = valueAt(reading, at);
  if (value === null || isMask(value.core)) return [];
  if (isTold(reading, value, by, near)) return [found(value.start, value.end), ...more(reading, value.end)];
  const phrase = by === "none" || value.quoted ? null : phraseEnd(reading, value.start);
  if (phrase !== null) return [found(value.start, phrase)];
  // "is wrong: hunter2", "is incorrect (hunter2)".
  const again = endOf(/["'`]?[ \t]*(?::|\(|-[ \t]|["'`])[ \t]*/y, reading.text, value.end);
  const second = again === null || by === "none" ? null : valueAt(reading, again);
  if (second === null || !looksMade(second.core) || isInnocent(second.core) || isMask(second.core)) return [];
  return [found(second.start, second.end)];
};

const NEAR_USER = new RegExp(
  `(?<![\\p{L}\\p{N}])${USER_LABEL}[ \\t]*[:=]?[ \\t]+(\\S{2,64})[ \\t,;/&|]+(?:and )?$`,
  "iu",
);

const isNearUser = (text: string, start: number): boolean => {
  const [, name = ""] = NEAR_USER.exec(text.slice(Math.max(0, start - 100), start)) ?? [];
  return name !== "" && !SAID_OF_PASSWORDS.has(bare(name));
};

/** Passwords that are called so: "my password is …", "pw: …", "Passwort für info@example.org lautet …". */
export const toldPasswords = (reading: Reading): readonly Secret[] => {
  const { text } = reading;
  const labels = [PASSWORD_LABEL, JOINED_LABEL, WEAK_LABEL]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((label) => ({ start: label.index, end: label.index + label[0].length }))
    .sort((one, other) => one.start - other.start);
  const secrets: Secret[] = [];
  let past = 0;
  for (const label of labels) {
    if (label.start < past) continue;
    const here = told(reading, label, isNearUser(text, label.start));
    secrets.push(...here);
    past = here.at(-1)?.end ?? past;
  }
  return secrets;
};

/** Words that make a sentence one about signing in. */
const ABOUT_ACCESS =
  /(?<![\p{L}\p{N}])(?:pass[ -]?words?|passwort|contraseña|mot de passe|senha|pw|pwd|log(?:ged|ging)?[ -]?in|sign(?:ed|ing)?[ -]?in|credentials?|creds|zugangsdaten)(?![\p{L}\p{N}])/iu;

/** What nothing but a generator makes, in a text about signing in or alone in a message. */
export const generatedPasswords = ({ text, wordEnd, wordStart }: Reading): readonly Secret[] => {
  const secrets: Secret[] = [];
  const alone = wordEnd(wordStart(0)) >= text.trimEnd().length;
  if (!alone && !ABOUT_ACCESS.test(text)) return secrets;
  for (let start = wordStart(0); start < text.length; ) {
    const end = wordEnd(start);
    const word = text.slice(start, Math.min(end, start + 200));
    const core = word.replace(/^["'`(*]{1,4}/, "").replace(/["'`)*,.;:!?]{1,4}$/, "");
    if (end - start <= 100 && looksGenerated(core) && !/[:=]\/\/|^[\w-]{2,30}[:=]/.test(core)) {
      secrets.push(found(start + word.indexOf(core), start + word.indexOf(core) + core.length));
    }
    start = wordStart(end);
  }
  return secrets;
};

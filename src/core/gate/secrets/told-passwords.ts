import type { Secret } from "../secret.ts";
import { SAID_OF_PASSWORDS } from "./common-words.ts";
import { introductionAt, wordAt } from "./introduction.ts";
import { isPassword } from "./judgement.ts";
import {
  isPasswordLabel,
  JOINED_LABEL,
  KNOWN_USER,
  NEAR_LABEL,
  OPENING_LABEL,
  PASSWORD_LABEL,
  SERVICE_LABEL,
  USER_LABEL,
  WEAK_LABEL,
} from "./labels.ts";
import { bare, endOf, type Reading, type Span } from "./reading.ts";
import { isExpression, isInnocent, isMask, looksMade } from "./shapes.ts";
import { type Value, valueAt } from "./value.ts";

const found = ({ start, end }: Span): Secret => ({ kind: "password", start, end });

const isMade = (value: Value | null): value is Value =>
  value !== null && looksMade(value.core) && !isInnocent(value.core) && !isMask(value.core);

const JOINED =
  /["'`*)]{0,3}[ \t]*(?:,?[ \t]*(?:or|and|oder|und|o|ou|y|e|then|now)(?:[ \t]+(?:maybe|also|then|now))?[ \t]+|[,/|][ \t]*)/iy;
const THE_OTHER =
  /["'`*).]{0,3},?[ \t]*(?:(?:and|but|or|now)[ \t]+){0,2}(?:the|my|a)?[ \t]*(?:new|old|other|second|next|current|first|previous)[ \t]+(?:one[ \t]+)?(?:is|was|to|:)[ \t]+/iy;

/** "hunter2 or Hunter3", "hunter2 / Hunter3": whoever names one often names the next. */
const more = (reading: Reading, from: number): readonly Secret[] => {
  const secrets: Secret[] = [];
  for (let at = from; ; ) {
    const joined = endOf(THE_OTHER, reading.text, at) ?? endOf(JOINED, reading.text, at);
    const value = joined === null ? null : valueAt(reading, joined);
    if (!isMade(value)) return secrets;
    secrets.push(found(value));
    at = value.end;
  }
};

/** "correct horse battery staple": words without a sentence among them, to the end of the line. */
const phraseEnd = (text: string, start: number): number | null => {
  const line = /^[^\n.!?;:,]{8,160}/.exec(text.slice(start, start + 160))?.[0].trimEnd() ?? "";
  const words = line.split(/[ \t]+/);
  const [, ...rest] = words;
  const fine =
    words.length >= 4 && words.length <= 12 && rest.every((word) => /^[\p{L}\p{N}'-]{2,}$/u.test(word));
  return fine && rest.every((word) => !SAID_OF_PASSWORDS.has(bare(word))) ? start + line.length : null;
};

const USER_NAME = new RegExp(`^${USER_LABEL}$`, "iu");

/** Another label: "password for bob - senha: hunter2". Its own value is looked for from there. */
const isName = (text: string, { core, end, quoted }: Value): boolean =>
  !quoted &&
  (isPasswordLabel(core) || USER_NAME.test(core)) &&
  /^["'*_]{0,3}[ \t]?[:=]/.test(text.slice(end, end + 6));

const standsAlone = ({ text, wordEnd }: Reading, { end }: Value): boolean =>
  /^[ \t]*(?:\r?\n|$)/.test(text.slice(wordEnd(end), wordEnd(end) + 20));

const AGAIN = /["'`]?[ \t]*(?::|\(|-[ \t]|["'`])[ \t]*/y;

const told = (reading: Reading, label: Span, near: boolean): readonly Secret[] => {
  const introduction = introductionAt(reading, label.end);
  if (introduction === null) return [];
  const { at, by } = introduction;
  const value = valueAt(reading, at);
  if (value === null || isMask(value.core) || isExpression(wordAt(reading, at).word)) return [];
  if (isName(reading.text, value)) return [];
  // An empty setting: what stands on the next line is another one.
  if (/=\s*\n/.test(reading.text.slice(Math.max(0, at - 1), Math.min(value.start, at + 40)))) return [];
  // Without a sign, what stands on the next line counts only where it is all that stands there.
  const below = by === "none" && reading.text.slice(at, Math.min(value.start, at + 40)).includes("\n");
  if (below && (!standsAlone(reading, value) || /^[\w-]{1,40}[=:]/.test(value.core))) return [];
  if (isPassword(reading, value, by, near)) return [found(value), ...more(reading, value.end)];
  if (by === "none") return [];
  const phrase = value.quoted ? null : phraseEnd(reading.text, value.start);
  if (phrase !== null) return [found({ start: value.start, end: phrase })];
  // "is wrong: hunter2", "is incorrect (hunter2)".
  const again = endOf(AGAIN, reading.text, value.end);
  const second = again === null ? null : valueAt(reading, again);
  return isMade(second) ? [found(second)] : [];
};

const NEAR_USER = new RegExp(
  `(?<![\\p{L}\\p{N}])${USER_LABEL}[ \\t]*[:=]?[ \\t]+(\\S{1,63}[^\\s.?!])[ \\t\\n,;/&|]+(?:and )?$`,
  "iu",
);

/** "user bob pass …": a user's name stands just before. */
const isNearUser = (text: string, start: number): boolean => {
  const [, name = ""] = NEAR_USER.exec(text.slice(Math.max(0, start - 100), start)) ?? [];
  return (
    name !== "" &&
    !isPasswordLabel(bare(name)) &&
    (KNOWN_USER.test(name) || !SAID_OF_PASSWORDS.has(bare(name)))
  );
};

const labelsIn = (text: string): readonly (Span & { readonly near: boolean })[] => {
  const strong = [PASSWORD_LABEL, JOINED_LABEL, WEAK_LABEL, SERVICE_LABEL, OPENING_LABEL].flatMap(
    (pattern) => [...text.matchAll(pattern)],
  );
  const spans = [...strong, ...text.matchAll(NEAR_LABEL)].map((label, index) => ({
    start: label.index,
    end: label.index + label[0].length,
    near: isNearUser(text, label.index),
    weak: index >= strong.length,
  }));
  return spans.filter(({ near, weak }) => near || !weak).sort((one, other) => one.start - other.start);
};

/** Passwords that are called so: "my password is …", "pw: …", "Passwort für info@example.org lautet …". */
export const toldPasswords = (reading: Reading): readonly Secret[] => {
  const secrets: Secret[] = [];
  let past = 0;
  for (const label of labelsIn(reading.text)) {
    if (label.start < past) continue;
    const here = told(reading, label, label.near);
    secrets.push(...here);
    past = here.at(-1)?.end ?? past;
  }
  return secrets;
};

import type { Secret } from "./secret.ts";
import { asidePasswords } from "./secrets/aside-passwords.ts";
import { cardCodes, cardNumbers } from "./secrets/cards.ts";
import { loginCodes, transferCodes } from "./secrets/codes.ts";
import { commandPasswords } from "./secrets/command-lines.ts";
import { generatedPasswords } from "./secrets/generated-passwords.ts";
import { loginPairs } from "./secrets/logins.ts";
import { namedPasswords } from "./secrets/named-passwords.ts";
import { privateKeys } from "./secrets/private-keys.ts";
import { readingOf } from "./secrets/reading.ts";
import { REMOVED, withoutMarks } from "./secrets/removed.ts";
import { accessTokens } from "./secrets/tokens.ts";
import { toldPasswords } from "./secrets/told-passwords.ts";
import { urlPasswords } from "./secrets/url-passwords.ts";

/** Which kind a secret is called by when several overlap: the one that says most. */
const WEIGHT: Readonly<Record<Secret["kind"], number>> = {
  key: 5,
  card: 4,
  token: 3,
  url: 2,
  password: 1,
  code: 0,
};

/** One list of findings that do not overlap, sorted; of those that do, the hull, called by the weightier kind. */
export const mergedSecrets = (secrets: readonly Secret[]): readonly Secret[] => {
  const sorted = secrets
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const merged: Secret[] = [];
  for (const secret of sorted) {
    const last = merged.at(-1);
    if (last === undefined || secret.start >= last.end) merged.push(secret);
    else {
      const kind = WEIGHT[secret.kind] > WEIGHT[last.kind] ? secret.kind : last.kind;
      merged[merged.length - 1] = { kind, start: last.start, end: Math.max(last.end, secret.end) };
    }
  }
  return merged;
};

/** Those that touch none of `known`. Both sorted. */
const outside = (known: readonly Secret[], others: readonly Secret[]): readonly Secret[] => {
  let next = 0;
  return others.filter(({ start, end }) => {
    while ((known[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    return (known[next]?.start ?? Number.POSITIVE_INFINITY) >= end;
  });
};

/** One look at a text in which earlier marks are unreadable. */
const look = (text: string): readonly Secret[] => {
  const reading = readingOf(text);
  const told = mergedSecrets([
    ...toldPasswords(reading),
    ...namedPasswords(reading),
    ...asidePasswords(text),
    ...commandPasswords(text),
    ...loginPairs(reading),
    ...cardNumbers(text),
    ...cardCodes(text),
    ...loginCodes(text),
    ...transferCodes(text),
    ...accessTokens(text),
    ...privateKeys(text),
    ...urlPasswords(text),
  ]);
  return mergedSecrets([...told, ...outside(told, generatedPasswords(reading))]);
};

/** Where an offset of the redacted text lies in the text before; inside of a mark, at the secret's edge. */
const backTo = (secrets: readonly Secret[]) => {
  let index = 0;
  let shift = 0;
  return (offset: number, edge: "start" | "end"): number => {
    for (let secret = secrets[index]; secret !== undefined; secret = secrets[index]) {
      const markStart = secret.start - shift;
      const markEnd = markStart + REMOVED[secret.kind].length;
      if (offset <= markStart) break;
      if (offset < markEnd) return secret[edge];
      shift = secret.end - markEnd;
      index += 1;
    }
    return offset + shift;
  };
};

/** A redaction may lay bare what the secret beside it hid; more than a few rounds no text has needed. */
const MOST_ROUNDS = 6;

/**
 * Every secret that stands in a text: passwords that are called so, login pairs, cards, codes, tokens, private keys,
 * passwords in addresses. Sorted, not overlapping, UTF-16 offsets; in the redacted text there is none. Takes time in
 * proportion to the text's length.
 */
export const findSecrets = (text: string): readonly Secret[] => {
  let found = look(withoutMarks(text));
  for (let round = 1; round < MOST_ROUNDS && found.length > 0; round += 1) {
    const more = look(withoutMarks(redactSecrets(text, found)));
    if (more.length === 0) break;
    const back = backTo(found);
    found = mergedSecrets([
      ...found,
      ...more.map(({ kind, start, end }) => ({ kind, start: back(start, "start"), end: back(end, "end") })),
    ]);
  }
  return found;
};

/** The text with what was found replaced by what it was: "my password is [password removed]". */
export const redactSecrets = (text: string, secrets: readonly Secret[]): string => {
  let rest = 0;
  const parts: string[] = [];
  for (const { kind, start, end } of mergedSecrets(secrets)) {
    parts.push(text.slice(rest, start), REMOVED[kind]);
    rest = end;
  }
  return [...parts, text.slice(rest)].join("");
};

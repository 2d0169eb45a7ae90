import type { Secret } from "../secret.ts";
import type { Span } from "./reading.ts";

const BEGIN =
  /-{3,5}[ \t]?BEGIN[ \t][A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?[ \t]?-{0,5}|PuTTY-User-Key-File-\d:/g;
const END =
  /-{3,5}[ \t]?END[ \t][A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?[ \t]?-{0,5}|Private-MAC:[ \t]*[\da-f]+/g;
/** What a key's text is made of, its headers ("Proc-Type: 4,ENCRYPTED") and escaped line ends included. */
const BODY =
  /(?:\\[rn]|\s{1,4}|[A-Za-z0-9+/=]{16,}|(?<=[^\n]\r?\n(?:> ?)?|\\n)[A-Za-z0-9+/=]{1,15}(?=\\[rn]|[ \t]*(?:\r?\n|-{3}|`|$))|[A-Za-z-]{3,20}:[ \t][^\n]{0,100}|>[ \t])/y;
/** How private keys begin in base64: PKCS#8, PKCS#1 and SEC1 by size, OpenSSH ("openssh-key-v1"). */
const BARE =
  /(?<![A-Za-z0-9+/])(?:MII[CEJ][A-Za-z0-9+/]{2}[IQ]BA[A-Za-z0-9+/]{2}|MC4CAQAwBQYDK2Vw|MHcCAQEE|MIG[HT]AgEAMB|b3BlbnNzaC1rZXktdjE)[A-Za-z0-9+/=]{8,}/g;

/** From `at` on, as far as the text is a key's. */
const bodyEnd = (text: string, at: number): number => {
  let end = at;
  for (BODY.lastIndex = at; BODY.test(text); ) end = BODY.lastIndex;
  return at + text.slice(at, end).trimEnd().length;
};

/** Private keys, whole or cut: what has a beginning runs to its end or as far as it looks like a key's text. */
export const privateKeys = (text: string): readonly Secret[] => {
  const ends = [...text.matchAll(END)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }));
  const keys: Secret[] = [];
  let past = 0;
  let next = 0;
  const starts = [...text.matchAll(BEGIN), ...text.matchAll(BARE)].sort(
    (one, other) => one.index - other.index,
  );
  for (const start of starts) {
    if (start.index < past) continue;
    const from = start.index + start[0].length;
    while ((ends[next]?.start ?? Number.POSITIVE_INFINITY) < from) next += 1;
    const body = bodyEnd(text, from);
    const end = ends[next];
    // An end that belongs to it: nothing but this key's text is between, or at least no other key begins there.
    const closes =
      end !== undefined &&
      (end.start <= body + 8 ||
        !starts.some((one) => one.index > start.index && one.index < end.start && one[0].startsWith("-")));
    past = closes && end.start - from < 20_000 ? end.end : body;
    keys.push({ kind: "key", start: start.index, end: past });
  }
  return [...keys, ...headless(text, ends, keys)];
};

const KEY_LINE = /^[>\s]{0,4}[A-Za-z0-9+/=]{4,100}$/;

/** Where the lines of a key before `at` begin, no further back than `least`. */
const bodyStart = (text: string, at: number, least: number): number => {
  let start = at;
  while (start > least) {
    const line = text.lastIndexOf("\n", start - 2) + 1;
    const found = text.slice(Math.max(line, least, start - 110), start).trimEnd();
    // The first line may stand behind words: "here it is MIIE…".
    if (start - line > 110 || line < least || !KEY_LINE.test(found)) {
      return (
        start -
        (/[A-Za-z0-9+/=]{32,100}\s{0,3}$/.exec(text.slice(Math.max(least, start - 110), start))?.[0].length ??
          0)
      );
    }
    start = line;
  }
  return start;
};

/** Keys of which only the end was pasted. */
const headless = (text: string, ends: readonly Span[], keys: readonly Span[]): readonly Secret[] => {
  const starts = new Set(keys.map(({ end }) => end));
  let least = 0;
  return ends.flatMap((end): readonly Secret[] => {
    const from = least;
    least = end.end;
    if (starts.has(end.end)) return [];
    return [{ kind: "key", start: bodyStart(text, end.start, from), end: end.end }];
  });
};

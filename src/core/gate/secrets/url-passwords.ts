import type { Secret } from "../secret.ts";
import { isMask } from "./shapes.ts";

/**
 * scheme://user:password@ as RFC 3986 has it; where the password has an @ or / that is not escaped, up to the last @.
 * The parts are bounded, so that no text takes long.
 */
const USER_INFO =
  /(?<![\w+.-])[a-z][a-z\d+.-]{1,20}:\/\/[^\s:/@"'<>]{0,100}:(?!\d{1,5}\/)(?:([^\s/@"'<>`]{1,300})@(?=[\w[%-]{1,63}(?:\.|:\d)|(?![^\s"'<>`]{0,200}@))|([^\s"'<>`]{1,300})@)(?=[\w.[%-])/gi;
/** ?password=…, &token=…: in addresses that somebody copied. */
const IN_QUERY =
  /[?&](?:[\w-]{0,20}(?:password|passwd|pwd|pass|token|secret|api_?key|sig|signature))=([^\s&#"'<>`]{4,300})/gi;

const within = (kind: Secret["kind"], found: RegExpExecArray, fromEnd: number): readonly Secret[] => {
  const value = found[1] ?? found[2] ?? "";
  const end = found.index + found[0].length - fromEnd;
  return isMask(value) ? [] : [{ kind, start: end - value.length, end }];
};

/** Passwords within web and database addresses: the rest of the address stays readable. */
export const urlPasswords = (text: string): readonly Secret[] => [
  ...[...text.matchAll(USER_INFO)].flatMap((found) => within("url", found, 1)),
  ...[...text.matchAll(IN_QUERY)].flatMap((found) => within("url", found, 0)),
];

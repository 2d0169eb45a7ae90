import { redactText } from "../redact.ts";

/** What a lock screen shows of a message. */
export const PREVIEW_LENGTH = 80;

/** A preview has no formatting: marks go, words stay. */
const unmarked = (text: string): string =>
  text
    .replace(/\[([^\]\n]*)\]\([^)\s]*\)/g, "$1")
    .replace(/(\*\*|~~|__|`+)(?=\S)([^\n]*?\S)\1/g, "$2")
    .replace(/\\([\\*_~`[\]()#>.!-])/g, "$1");

const HIDDEN: readonly (readonly [RegExp, string])[] = [
  // "password: …", "my PIN is …": what follows the word and its sign.
  [
    /\b(pass(?:word|phrase|code)?|pwd|pin|token|secret|api[ -]?key)(\s*(?:is\b|[:=])\s*)\S+/giu,
    "$1$2[hidden]",
  ],
  // Cards have 13 to 19 digits, grouped as their owner likes.
  [/(?<![\d/])\d(?:[ -]?\d){12,18}(?!\d)/g, "[number]"],
];

/** A phone shows it to whoever stands beside: no secret and no address goes along. */
export const redactPreview = (text: string): string =>
  HIDDEN.reduce((all, [pattern, instead]) => all.replace(pattern, instead), redactText(text));

export const previewOf = (text: string, length: number): string => {
  const line = unmarked(text).replace(/\s+/g, " ").trim();
  return [...line].length <= length ? line : `${[...line].slice(0, length - 1).join("")}…`;
};

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Control characters and those that turn the direction of writing: a name must not rewrite the line around it. */
const UNRULY = /[\p{Cc}\p{Zl}\p{Zp}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{200E}\u{200F}]+/gu;

/** On one line, single spaces. */
export const oneLine = (text: string): string => text.replace(UNRULY, " ").replace(/\s+/g, " ").trim();

/** At most `max` characters, cut between whole characters as people see them, the cut shown by "…". */
export const shorten = (text: string, max: number): string => {
  if (text.length <= max) return text;
  let kept = "";
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
};

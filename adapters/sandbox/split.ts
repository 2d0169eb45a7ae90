import type { Body } from "../../src/core/views.ts";

/** The most characters that one message holds. */
export const LONGEST = 4000;

/** Where a text may be parted within its first `LONGEST` characters: after a line, else a word, else anywhere. */
const cutAt = (text: string): number => {
  const head = text.slice(0, LONGEST);
  const line = head.lastIndexOf("\n");
  if (line > LONGEST / 2) return line + 1;
  const word = head.lastIndexOf(" ");
  if (word > LONGEST / 2) return word + 1;
  // Never between the two halves of one character.
  return /[\uD800-\uDBFF]$/.test(head) ? LONGEST - 1 : LONGEST;
};

/** A long text in parts, whole and in order; everything else is one message. */
export const splitBody = (body: Body): readonly Body[] => {
  if (body.kind !== "text" || body.text.length <= LONGEST) return [body];
  const parts: Body[] = [];
  let rest = body.text;
  while (rest.length > LONGEST) {
    const end = cutAt(rest);
    parts.push({ ...body, text: rest.slice(0, end).trimEnd(), attachments: [] });
    rest = rest.slice(end).trimStart();
  }
  return [...parts, { ...body, text: rest }];
};

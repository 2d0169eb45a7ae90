import { LIMITS } from "./limits.ts";

const FENCE = "```";

/**
 * Splits mrkdwn into parts of at most `most` characters, at the kindest place there is, and loses nothing but the
 * blanks at a cut. A code block that is cut goes on as a code block.
 */
export const split = (text: string, most: number = LIMITS.text): readonly string[] => {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const cut = cutAt(rest, most - FENCE.length - 1);
    const head = rest.slice(0, cut).trimEnd();
    const tail = rest.slice(cut);
    const isOpen = (head.split(FENCE).length - 1) % 2 === 1;
    parts.push(isOpen ? `${head}\n${FENCE}` : head);
    rest = isOpen ? `${FENCE}\n${tail.replace(/^\n/, "")}` : tail.trimStart();
  }
  return rest === "" && parts.length > 0 ? parts : [...parts, rest];
};

/** Between paragraphs, else lines, else words; never within a word unless it is longer than a third of the room. */
const cutAt = (text: string, most: number): number => {
  const window = text.slice(0, most);
  for (const separator of ["\n\n", "\n", " "]) {
    const at = window.lastIndexOf(separator);
    if (at > most / 3 && !isInside(window, at)) return at + (separator === " " ? 1 : separator.length);
  }
  return hardCut(window);
};

/** Never within `<…>`, an entity or a pair of surrogates. */
const hardCut = (window: string): number => {
  const opened = window.lastIndexOf("<");
  if (opened > window.lastIndexOf(">") && opened > 0) return opened;
  const entity = /&[a-z]{0,4}$/.exec(window);
  if (entity && entity.index > 0) return entity.index;
  return /[\uD800-\uDBFF]$/.test(window) ? window.length - 1 : window.length;
};

const isInside = (window: string, at: number): boolean =>
  window.lastIndexOf("<", at) > window.lastIndexOf(">", at);

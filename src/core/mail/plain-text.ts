import type { Block } from "./letter.ts";

/** Columns of a line. Mail programs break longer ones of their own accord when they quote them (RFC 3676, 4.2). */
const WIDTH = 72;

/** A line's words on lines of at most `width`; a word that is longer stands alone and whole. */
const wrapLine = (line: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current === "") current = word;
    else if (current.length + 1 + word.length <= width) current += ` ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
};

const wrap = (text: string, first = "", rest = first): string =>
  text
    .split("\n")
    .flatMap((line) => wrapLine(line.trimEnd(), WIDTH - rest.length))
    .map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd())
    .join("\n");

const blockText = (block: Block): string => {
  switch (block.type) {
    case "paragraph":
      return wrap(block.text);
    case "notice":
      return wrap(block.text, "*** ", "    ");
    case "facts":
      return block.rows.map(({ name, value }) => wrap(`${name}: ${value}`, "", "  ")).join("\n");
    case "quote":
      return wrap(block.text, "| ");
    case "choices":
      return block.items.map((item) => wrap(item, "- ", "  ")).join("\n");
    case "foot":
      return `${"_".repeat(8)}\n${wrap(block.text)}`;
    default:
      return block satisfies never;
  }
};

/**
 * A letter as plain text. Kept beside the ticket: what of it comes back in a reply is ours, whatever mark the other mail
 * program puts before it.
 */
export const plainText = (blocks: readonly Block[]): string => `${blocks.map(blockText).join("\n\n")}\n`;

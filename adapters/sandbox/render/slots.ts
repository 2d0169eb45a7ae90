import type { Rich } from "./rich.ts";

// Private-use characters, taken out of everything that people type: a slot can only be ours.
const OPEN = "\uE000";
const CLOSE = "\uE001";
const SLOT = /\uE000(\d+)\uE001/;

export const withoutSlots = (text: string): string => text.replace(/[\uE000\uE001]/g, "");

/** Ready-made nodes that pass through a sentence and Markdown as marks, and stand in their place afterwards. */
export interface Slots {
  readonly put: (node: Rich) => string;
  /** A text with its slots filled. */
  readonly fill: (text: string) => readonly Rich[];
}

export const createSlots = (): Slots => {
  const nodes: Rich[] = [];
  return {
    put: (node) => `${OPEN}${nodes.push(node) - 1}${CLOSE}`,
    fill: (text) =>
      text
        .split(SLOT)
        .map((part, index) => (index % 2 === 0 ? part : (nodes[Number(part)] ?? "")))
        .filter((part) => part !== ""),
  };
};

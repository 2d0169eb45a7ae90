import { MAX_CONTENT } from "./limits.ts";

/** A longer row of backticks is somebody's ornament, and would not fit around a break. */
const FENCE = /^((?:> )?)\s*(`{3,10})(?!`)\s*([\w+#.-]*)/;
/** What a line that is broken goes on with: a quote stays a quote. */
const QUOTE = /^> /;

interface Fence {
  /** "> " within a quote. */
  readonly prefix: string;
  readonly marks: string;
  readonly language: string;
}

/** The fence that is open after `line`, given the one before it. */
const fenceAfter = (line: string, before: Fence | null): Fence | null => {
  const match = FENCE.exec(line);
  const [, prefix = "", marks] = match ?? [];
  if (match === null || marks === undefined) return before;
  const closes = before !== null && marks.length >= before.marks.length;
  if (closes) return null;
  if (before !== null) return before;
  // "```code```" on one line opens nothing.
  if (line.slice(match[0].length).includes(marks)) return null;
  return { prefix, marks, language: match[3] ?? "" };
};

/** Where to break a line that is longer than the room: at a space where there is one, never within a character. */
const breakAt = (line: string, room: number): number => {
  const space = line.lastIndexOf(" ", room);
  if (space > room / 2) return space;
  const code = line.charCodeAt(room - 1);
  return code >= 0xd800 && code <= 0xdbff ? room - 1 : room;
};

/** Lines of at most `room` characters; the second of each pair says whether a line break stood before it. */
const linesWithin = (text: string, room: number): readonly string[] =>
  text.split("\n").flatMap((whole) => {
    const pieces: string[] = [];
    let rest = whole;
    while (rest.length > room) {
      const at = breakAt(rest, room);
      pieces.push(rest.slice(0, at));
      rest = `${QUOTE.exec(whole)?.[0] ?? ""}${rest.slice(at).replace(/^ /, "")}`;
    }
    return [...pieces, rest];
  });

/**
 * A text as messages of at most `max` characters: broken between lines, else between words, nothing lost. A code
 * block that goes over a break is closed before it and opened again after it.
 */
export const splitText = (text: string, max: number = MAX_CONTENT): readonly string[] => {
  if (text.length <= max) return [text];
  // Room for the fence that is closed and opened around a break: "```language\n" and "\n```".
  const lines = linesWithin(text, max - 60);
  const parts: string[] = [];
  let part = "";
  let fence: Fence | null = null;
  for (const line of lines) {
    const closing: string = fence === null ? "" : `\n${fence.prefix}${fence.marks}`;
    if (part !== "" && part.length + 1 + line.length + closing.length > max) {
      parts.push(`${part}${closing}`);
      part = fence === null ? "" : `${fence.prefix}${fence.marks}${fence.language.slice(0, 20)}`;
      part = part === "" ? line : `${part}\n${line}`;
    } else {
      part = part === "" ? line : `${part}\n${line}`;
    }
    fence = fenceAfter(line, fence);
  }
  parts.push(part);
  return parts.filter((one) => one.trim() !== "");
};

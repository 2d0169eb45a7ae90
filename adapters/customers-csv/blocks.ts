import { LIMITS } from "./limits.ts";

/** Whole lines of the file. */
export interface Block {
  /** The number of the first one, from 1. */
  readonly line: number;
  readonly bytes: Buffer;
  /** How many. */
  readonly lines: number;
  /** One line that is longer than any row may be; its bytes are its beginning. */
  readonly tooLong: boolean;
}

const NEWLINE = 0x0a;

const countLines = (bytes: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return bytes.length > 0 && bytes.at(-1) !== NEWLINE ? count + 1 : count;
};

/** Cuts what comes at ends of lines. Holds one chunk and one line, however long the file or the line is. */
export const blocksOf = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Block> {
  let line = 1;
  let rest = Buffer.alloc(0);
  let skipping = false;
  for await (const chunk of source) {
    let bytes = Buffer.concat([rest, chunk]);
    rest = Buffer.alloc(0);
    if (skipping) {
      const end = bytes.indexOf(NEWLINE);
      if (end === -1) continue;
      bytes = bytes.subarray(end + 1);
      skipping = false;
      line += 1;
    }
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const whole = bytes.subarray(0, end);
      const lines = countLines(whole);
      yield { line, bytes: whole, lines, tooLong: false };
      line += lines;
    }
    rest = Buffer.from(bytes.subarray(end));
    if (rest.length > LIMITS.rowBytes) {
      yield { line, bytes: rest.subarray(0, LIMITS.rowBytes), lines: 1, tooLong: true };
      rest = Buffer.alloc(0);
      skipping = true;
    }
  }
  if (rest.length > 0) yield { line, bytes: rest, lines: 1, tooLong: false };
};

/** The lines of a block without what ends them. */
export const linesOf = (bytes: Buffer): readonly Buffer[] => {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, from);
    const to = end === -1 ? bytes.length : end;
    lines.push(bytes.subarray(from, to > from && bytes[to - 1] === 0x0d ? to - 1 : to));
    from = end === -1 ? bytes.length : end + 1;
  }
  return lines;
};

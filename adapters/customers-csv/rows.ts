import { isUtf8 } from "node:buffer";
import type { Fault } from "../../src/core/customers/fault.ts";
import type { Cells } from "../../src/core/customers/row.ts";
import { type Block, linesOf } from "./blocks.ts";
import { openFault, parseMany, parseOne } from "./cells.ts";
import { LIMITS } from "./limits.ts";
import { utf8Fault } from "./utf-8.ts";

/** A row as the file has it, or why it is none. */
export type RawRow = { readonly line: number } & ({ readonly cells: Cells } | { readonly fault: Fault });

/** Lines of a row that is not yet complete. */
interface Pending {
  readonly line: number;
  readonly lines: readonly Buffer[];
  readonly bytes: number;
}

const quotesIn = (line: Buffer): number => {
  let count = 0;
  for (let at = line.indexOf(0x22); at !== -1; at = line.indexOf(0x22, at + 1)) count += 1;
  return count;
};

/** A row of nothing but delimiters, as spreadsheets leave behind. */
const isBlank = (cells: Cells): boolean => cells.every((cell) => cell.trim() === "");

const textOf = (lines: readonly Buffer[]): string => lines.map((line) => line.toString("utf8")).join("\n");

const tooLong = (line: number): RawRow => ({
  line,
  fault: {
    at: "the row",
    expected: `at most ${LIMITS.rowBytes / 1024} kB on one line`,
    came: "more",
    todo: "Remove what does not belong to it.",
  },
});

export interface RowReader {
  /** The rows that a block completes. */
  readonly read: (block: Block) => readonly RawRow[];
  /** What was still open when the file ended. */
  readonly end: () => readonly RawRow[];
}

/**
 * Reads blocks fast as long as every line is a row, and line by line where one is not: a quotation mark that is
 * missing spoils its own row and none that follows.
 */
export const createRowReader = (delimiter: string): RowReader => {
  let pending: Pending | null = null;

  const one = (line: number, bytes: Buffer): RawRow | "open" | null => {
    const fault = utf8Fault(bytes);
    if (fault !== null) return { line, fault };
    const parsed = parseOne(bytes.toString("utf8"), delimiter);
    if (parsed.type === "open") return "open";
    if (parsed.type === "fault") return { line, fault: parsed.fault };
    return isBlank(parsed.cells) ? null : { line, cells: parsed.cells };
  };

  /** The first line of what waited is told and the lines behind it are read as rows of their own. */
  const giveUp = ({ line, lines }: Pending): RawRow[] => {
    const [first = Buffer.alloc(0), ...others] = lines;
    pending = null;
    const told: RawRow = { line, fault: openFault(first.toString("utf8"), LIMITS.rowLines) };
    return [told, ...others.flatMap((other, index) => take(line + 1 + index, other))];
  };

  const goOn = (open: Pending, bytes: Buffer): RawRow[] => {
    const lines = [...open.lines, bytes];
    const next: Pending = { line: open.line, lines, bytes: open.bytes + bytes.length };
    pending = next;
    const isBad = !isUtf8(bytes) || lines.length > LIMITS.rowLines || next.bytes > LIMITS.rowBytes;
    if (isBad) return giveUp(next);
    // An even number leaves the cell as open as it was.
    if (quotesIn(bytes) % 2 === 0) return [];
    const parsed = parseOne(textOf(lines), delimiter);
    if (parsed.type === "open") return [];
    if (parsed.type === "fault") return giveUp(next);
    pending = null;
    return [{ line: open.line, cells: parsed.cells }];
  };

  const take = (line: number, bytes: Buffer): RawRow[] => {
    if (pending !== null) return goOn(pending, bytes);
    const row = one(line, bytes);
    if (row === "open") pending = { line, lines: [bytes], bytes: bytes.length };
    return row === "open" || row === null ? [] : [row];
  };

  const end = (): readonly RawRow[] => {
    const rows: RawRow[] = [];
    while (pending !== null) rows.push(...giveUp(pending));
    return rows;
  };

  return {
    read: (block) => {
      if (block.tooLong) return [...end(), tooLong(block.line)];
      const all =
        pending === null && isUtf8(block.bytes) ? parseMany(block.bytes, block.lines, delimiter) : null;
      if (all !== null) {
        return all
          .map((cells, index) => ({ line: block.line + index, cells }))
          .filter((row) => !isBlank(row.cells));
      }
      return linesOf(block.bytes).flatMap((bytes, index) => take(block.line + index, bytes));
    },
    end,
  };
};

import { domainToASCII } from "node:url";
import type { Fault } from "../../src/core/customers/fault.ts";
import { type Header, readHeader } from "../../src/core/customers/header.ts";
import { type ReadRow, readRow } from "../../src/core/customers/row.ts";
import { type Block, blocksOf, linesOf } from "./blocks.ts";
import { delimiterOf, parseOne } from "./cells.ts";
import { createRowReader, type RawRow } from "./rows.ts";
import { utf8Fault, wholeFileFault, withoutBom } from "./utf-8.ts";

export { LIMITS } from "./limits.ts";

export interface CsvOptions {
  /** Columns that mean nothing to the desk; said once, before the first row. */
  readonly onIgnored?: (columns: readonly string[]) => void;
}

const cellsFault = (width: number, count: number): Fault => ({
  at: "the row",
  expected: `${width} cells, as the header has`,
  came: String(count),
  todo: "Put cells that hold the delimiter into quotation marks, and write the delimiter for an empty cell.",
});

const rowOf = (raw: RawRow, { width, pick }: Header): ReadRow => {
  if ("fault" in raw) return { faults: [raw] };
  const { line, cells } = raw;
  if (cells.length !== width) return { faults: [{ line, fault: cellsFault(width, cells.length) }] };
  return readRow(line, pick(cells), domainToASCII);
};

interface Begun {
  readonly header: Header;
  readonly delimiter: string;
  /** What of the first block stands behind the header. */
  readonly rest: Block;
}

const refuse = (line: number, fault: Fault): ReadRow => ({ faults: [{ line, fault }] });

const isBlank = (bytes: Buffer): boolean => bytes.toString("latin1").trim() === "";

/** Skips blocks until one has a header to read; a byte order mark ends with the first. */
const firstWritten = async (blocks: AsyncGenerator<Block>): Promise<Block> => {
  let isFirst = true;
  for (;;) {
    const next = await blocks.next();
    if (next.done) return { line: 1, bytes: Buffer.alloc(0), lines: 0, tooLong: false };
    const bytes = isFirst ? withoutBom(next.value.bytes) : next.value.bytes;
    if (!isBlank(bytes)) return { ...next.value, bytes };
    isFirst = false;
  }
};

/** Reads the header from the first block; blank lines before it do not count. */
const begin = (block: Block): Begun | ReadRow => {
  const { bytes } = block;
  const strange = wholeFileFault(bytes);
  if (strange !== null) return refuse(1, strange);
  const lines = linesOf(bytes);
  const at = Math.max(
    0,
    lines.findIndex((line) => !isBlank(line)),
  );
  const line = lines[at] ?? Buffer.alloc(0);
  const bad = utf8Fault(line);
  if (bad !== null) return refuse(block.line + at, bad);
  const text = line.toString("utf8");
  const delimiter = delimiterOf(text);
  const parsed = parseOne(text, delimiter);
  if (parsed.type === "fault") return refuse(block.line + at, parsed.fault);
  const header = readHeader(parsed.type === "open" ? [text] : parsed.cells);
  if (!header.ok) return refuse(block.line + at, header.fault);
  const before = lines.slice(0, at + 1);
  let from = 0;
  for (const _ of before) from = bytes.indexOf(0x0a, from) + 1 || bytes.length;
  const rest = {
    ...block,
    line: block.line + at + 1,
    bytes: bytes.subarray(from),
    lines: block.lines - at - 1,
  };
  return { header: header.value, delimiter, rest };
};

/**
 * A file of customers → its rows, block by block, each with what it says or every fault in it. A header that cannot
 * be used is the only thing told.
 */
export const readCustomersCsv = async function* (
  source: AsyncIterable<Buffer>,
  { onIgnored = () => undefined }: CsvOptions = {},
): AsyncGenerator<readonly ReadRow[]> {
  const blocks = blocksOf(source);
  const begun = begin(await firstWritten(blocks));
  if (!("header" in begun)) {
    yield [begun];
    return;
  }
  const { header, delimiter, rest } = begun;
  if (header.ignored.length > 0) onIgnored(header.ignored);
  const reader = createRowReader(delimiter);
  const finished = (raws: readonly RawRow[]): readonly ReadRow[] => raws.map((raw) => rowOf(raw, header));
  if (rest.lines > 0) yield finished(reader.read(rest));
  for await (const block of blocks) yield finished(reader.read(block));
  yield finished(reader.end());
};

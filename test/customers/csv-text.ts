import { readCustomersCsv } from "../../adapters/customers-csv/index.ts";
import { inWords } from "../../src/core/customers/fault.ts";
import { COLUMNS, type CustomerRow, type ReadRow } from "../../src/core/customers/row.ts";

export const HEADER = COLUMNS.join(",");

/** A file of these lines behind the usual header. */
export const csv = (...lines: readonly string[]): string => `${[HEADER, ...lines].join("\n")}\n`;

/** As a file's stream gives it, in chunks of so many bytes. */
export const chunksOf = async function* (text: string | Buffer, size = 1 << 16): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
};

export interface Read {
  readonly rows: readonly CustomerRow[];
  /** `line 3, email: expected …` */
  readonly faults: readonly string[];
  readonly ignored: readonly string[];
}

/** Reads a whole file. */
export const readAll = async (text: string | Buffer, size?: number): Promise<Read> => {
  const all: ReadRow[] = [];
  const ignored: string[] = [];
  const options = { onIgnored: (columns: readonly string[]) => void ignored.push(...columns) };
  for await (const batch of readCustomersCsv(chunksOf(text, size), options)) all.push(...batch);
  return {
    rows: all.flatMap((one) => ("row" in one ? [one.row] : [])),
    faults: all.flatMap((one) =>
      "faults" in one ? one.faults.map(({ line, fault }) => `line ${line}, ${inWords(fault)}`) : [],
    ),
    ignored,
  };
};

import { CsvError, parse } from "csv-parse/sync";
import { type Fault, shown } from "../../src/core/customers/fault.ts";
import type { Cells } from "../../src/core/customers/row.ts";

/** - `open`: a quotation mark waits for its partner; the row may go on in the next line. */
export type ParsedLine =
  | { readonly type: "cells"; readonly cells: Cells }
  | { readonly type: "open" }
  | { readonly type: "fault"; readonly fault: Fault };

const optionsOf = (delimiter: string) => ({
  delimiter,
  // A line break within quotation marks is kept as it is.
  record_delimiter: ["\n", "\r\n"],
  relax_column_count: true,
});

/** Many rows at once; null when they are not one row a line, or not well-formed: then each line must be looked at. */
export const parseMany = (bytes: Buffer, lines: number, delimiter: string): readonly Cells[] | null => {
  try {
    const rows: readonly Cells[] = parse(bytes, optionsOf(delimiter));
    return rows.length === lines ? rows : null;
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
};

const quoteFault = (text: string): Fault => ({
  at: "the row",
  expected: "quotation marks around whole cells, and doubled within them",
  came: shown(text.slice(Math.max(0, text.indexOf('"') - 20))),
  todo: 'Write "Fix ""it"" Ltd" for Fix "it" Ltd.',
});

const OPEN = "CSV_QUOTE_NOT_CLOSED";

/** One line, or several that hang together by quotation marks. */
export const parseOne = (text: string, delimiter: string): ParsedLine => {
  try {
    const rows: readonly Cells[] = parse(text, optionsOf(delimiter));
    return { type: "cells", cells: rows[0] ?? [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === OPEN ? { type: "open" } : { type: "fault", fault: quoteFault(text) };
  }
};

/** What never found its partner. */
export const openFault = (text: string, lines: number): Fault => ({
  ...quoteFault(text),
  expected: `a quotation mark that is closed within ${lines} lines`,
  todo: "Close it where the cell ends, or double it if it belongs to the text.",
});

const DELIMITERS = [",", ";", "\t"] as const;

/** The delimiter that gives the header most cells; a comma when none gives more. */
export const delimiterOf = (header: string): string => {
  const cells = (delimiter: string): number => {
    const parsed = parseOne(header, delimiter);
    return parsed.type === "cells" ? parsed.cells.length : 0;
  };
  return DELIMITERS.reduce((best, one) => (cells(one) > cells(best) ? one : best), ",");
};

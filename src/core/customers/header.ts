import { type Checked, refused, shown, taken } from "./fault.ts";
import { type Cells, COLUMNS } from "./row.ts";

/** Finds the columns in a row of the file. */
export interface Header {
  /** How many cells a row has. */
  readonly width: number;
  /** Columns that mean nothing to the desk, as they are written. */
  readonly ignored: readonly string[];
  /** A row's cells in the order of COLUMNS. */
  readonly pick: (cells: Cells) => Cells;
}

const plain = (name: string): string => name.trim().toLowerCase();

/** The file's first row → where each column stands. */
export const readHeader = (cells: Cells): Checked<Header> => {
  const names = cells.map(plain);
  const refuse = (came: string, todo: string): Checked<never> =>
    refused("the header", `the columns ${COLUMNS.join(", ")}, in any order`, came, todo);
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    const came = cells.length === 0 ? "nothing" : cells.map((cell) => shown(cell.trim())).join(", ");
    return refuse(
      came,
      `Add ${missing.join(", ")} to the first row; a column may be empty, but it must be there.`,
    );
  }
  const doubled = COLUMNS.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (doubled !== undefined) return refuse(`"${doubled}" twice`, "Remove one of both.");
  const places = COLUMNS.map((column) => names.indexOf(column));
  return taken({
    width: cells.length,
    ignored: cells.filter((_, index) => !places.includes(index)).map((cell) => cell.trim()),
    pick: (row) => places.map((place) => row[place] ?? ""),
  });
};

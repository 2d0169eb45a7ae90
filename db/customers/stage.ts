import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import type { CustomerRow, ReadRow, RowFault } from "../../src/core/customers/row.ts";
import type { Ids } from "../../src/ports.ts";

const NOTHING = "\\N";
/** COPY's text form (postgresql.org/docs/current/sql-copy.html); rows hold no control characters, so this is all. */
const text = (value: string): string => (value.includes("\\") ? value.replaceAll("\\", "\\\\") : value);
const list = (values: readonly string[]): string => `{${values.join(",")}}`;

const lineOf = (row: CustomerRow, id: string): string =>
  [
    row.line,
    id,
    text(row.reference),
    text(row.referenceKey),
    text(row.name),
    text(row.plan),
    list(row.domains),
    ...(row.contact === null
      ? [NOTHING, NOTHING, NOTHING, NOTHING]
      : [
          text(row.contact.address.written),
          text(row.contact.address.key),
          text(row.contact.name),
          list(row.contact.permissions),
        ]),
  ].join("\t");

export interface StageOptions {
  readonly ids: Ids;
  readonly onFaults: (faults: readonly RowFault[]) => void;
  readonly onRows: (count: number) => void;
}

/** Streams the good rows of a file into a table of this transaction; what is faulty is handed to `onFaults`. */
export const stage = async (
  tx: postgres.TransactionSql,
  rows: AsyncIterable<readonly ReadRow[]>,
  { ids, onFaults, onRows }: StageOptions,
): Promise<void> => {
  await tx`
    create temp table staged (
      line int not null, id text not null, reference text not null, reference_key text not null, name text not null,
      plan text not null, domains text[] not null, address text, address_key text, contact text, permissions text[]
    ) on commit drop`;
  const copied = async function* (): AsyncGenerator<string> {
    for await (const batch of rows) {
      // Chance is dear: one name a batch, and the rows of it are counted.
      const name = ids.next();
      const good = batch.flatMap((read, index) =>
        "row" in read ? [lineOf(read.row, `${name}${index.toString(36)}`)] : [],
      );
      const bad = batch.flatMap((read) => ("faults" in read ? read.faults : []));
      if (bad.length > 0) onFaults(bad);
      onRows(batch.length);
      if (good.length > 0) yield `${good.join("\n")}\n`;
    }
  };
  const copy = await tx`copy staged from stdin`.writable();
  await pipeline(Readable.from(copied(), { objectMode: false }), copy);
  await tx`analyze staged (reference, address_key)`;
};

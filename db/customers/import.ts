import postgres from "postgres";
import type { ReadRow, RowFault } from "../../src/core/customers/row.ts";
import type { Timestamp } from "../../src/core/time.ts";
import type { Ids } from "../../src/ports.ts";
import { takeOutDisagreements } from "./agree.ts";
import { CUSTOMERS_LOCK } from "./lock.ts";
import { compareStaged, type Merged, removeMissing, settle, writeStaged } from "./merge.ts";
import { stage } from "./stage.ts";

export interface ImportOptions {
  readonly ids: Ids;
  readonly now: Timestamp;
  /** The moment of which the file is the truth: accounts of which something newer is known are left as they are. */
  readonly asOf: Timestamp;
  /** Good rows count although others are faulty. */
  readonly keepGood: boolean;
  /** The file is everything there is: what it does not have is removed. */
  readonly sync: boolean;
  /** Remove more than MOST_REMOVED. */
  readonly force: boolean;
  /** Nothing is changed. */
  readonly dryRun: boolean;
  /** Rows read so far, after every batch. */
  readonly progress?: (rows: number) => void;
}

/** A larger share of what is on file is not removed by one file: it is rather half a file. */
export const MOST_REMOVED = 0.2;
/** So many faults are kept to be told; the others are counted. */
export const MOST_FAULTS = 100;

/**
 * - `imported`: on file now (or would be, in a dry run)
 * - `faulty`: nothing was changed, because of faults
 * - `too_many_missing`: nothing was changed, because too much would have been removed
 */
export interface Imported {
  readonly outcome: "imported" | "faulty" | "too_many_missing";
  readonly rows: number;
  readonly merged: Merged;
  readonly faults: { readonly count: number; readonly first: readonly RowFault[] };
}

/** Rolls the transaction back and carries its answer out. */
class Undone extends Error {
  override readonly name = "Undone";
  readonly imported: Imported;

  constructor(imported: Imported) {
    super(
      "expected to be caught where the transaction was begun; it is how a transaction without effect ends",
    );
    this.imported = imported;
  }
}

const isTooMuch = ({ accounts, contacts, before }: Merged): boolean =>
  accounts.missing > before.accounts * MOST_REMOVED || contacts.missing > before.contacts * MOST_REMOVED;

const byLine = (a: RowFault, b: RowFault): number => a.line - b.line;

const work = async (
  tx: postgres.TransactionSql,
  rows: AsyncIterable<readonly ReadRow[]>,
  { ids, now, asOf, keepGood, sync, force, dryRun, progress = () => undefined }: ImportOptions,
): Promise<Imported> => {
  let read = 0;
  let faulty = 0;
  const told: RowFault[] = [];
  await stage(tx, rows, {
    ids,
    onFaults: (faults) => {
      faulty += faults.length;
      told.push(...faults.slice(0, MOST_FAULTS - told.length));
    },
    onRows: (count) => {
      read += count;
      progress(read);
    },
  });
  // From here on nobody else changes customers; while the file was read they could.
  await tx`select pg_advisory_xact_lock(${CUSTOMERS_LOCK})`;
  await tx`set local work_mem = '64MB'`;
  const disagreements = await takeOutDisagreements(tx, MOST_FAULTS);
  const merged = await compareStaged(tx, asOf);
  const faults = {
    count: faulty + disagreements.count,
    first: [...told, ...disagreements.first].sort(byLine).slice(0, MOST_FAULTS),
  };
  const answer = (outcome: Imported["outcome"]): Imported => ({ outcome, rows: read, merged, faults });
  if (faults.count > 0 && !keepGood) throw new Undone(answer("faulty"));
  if (sync && !force && isTooMuch(merged)) throw new Undone(answer("too_many_missing"));
  if (dryRun) throw new Undone(answer("imported"));
  await writeStaged(tx, asOf);
  if (sync) await removeMissing(tx, asOf, now);
  await settle(tx);
  return answer("imported");
};

/**
 * Brings the customers on file in step with a file's rows, in one transaction: all of it or nothing. The process's
 * memory does not grow with the file. Rejects as the source or the driver does.
 */
export const importCustomers = async (
  url: string,
  rows: AsyncIterable<readonly ReadRow[]>,
  options: ImportOptions,
): Promise<Imported> => {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connection: { temp_buffers: "64MB" } });
  try {
    return await sql.begin((tx) => work(tx, rows, options));
  } catch (error) {
    if (error instanceof Undone) return error.imported;
    throw error;
  } finally {
    await sql.end({ timeout: 5 });
  }
};

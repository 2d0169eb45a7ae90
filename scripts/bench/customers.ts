import { createReadStream, createWriteStream, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createCustomers } from "../../db/customers.ts";
import { COLUMNS } from "../../src/core/customers/row.ts";
import { createIds } from "../../src/ids.ts";
import { repoRoot } from "../../src/root.ts";
import { startChild } from "./children.ts";
import { perSecond, ratio, type Spread, spreadOf } from "./figures.ts";
import type { BenchDatabase, Servers } from "./servers.ts";

export interface ImportRun {
  readonly rows: number;
  readonly fileMb: number;
  readonly tookMs: number;
  readonly perSecond: number;
  /** Peak resident memory of the importing process, MB. */
  readonly peakMb: number;
}

export interface CustomersFigures {
  /** Nothing on file before. */
  readonly few: ImportRun;
  readonly many: ImportRun;
  /** The larger file again: everything is on file already. */
  readonly again: ImportRun;
  /** A bare COPY of the larger file's bytes into a table without indexes. */
  readonly floorMs: number;
  readonly ratio: number;
  /** The look-up that a claim leads to, ms, with the larger file on file. */
  readonly claim: { readonly known: Spread; readonly unknown: Spread };
}

const CONTACTS = 4;
const BATCH = 1_000;

/** Four contacts an account, some with umlauts, quotation marks and domains beyond ASCII. */
const rowOf = (index: number): string => {
  const account = Math.floor(index / CONTACTS);
  const name = account % 7 === 0 ? `"Müller & Söhne, ""${account}"" GmbH"` : `Customer ${account} Ltd`;
  const domain = account % 11 === 0 ? `bücher-${account}.example` : `customer-${account}.example`;
  const may = index % CONTACTS === 0 ? "all" : "dns website";
  return `K-${account},${name},Plan ${account % 5},${domain},person.${index}@${domain},Person ${index},${may}`;
};

const writeFile = async (file: string, rows: number): Promise<void> => {
  const lines = function* (): Generator<string> {
    yield `${COLUMNS.join(",")}\n`;
    for (let from = 0; from < rows; from += BATCH) {
      const count = Math.min(BATCH, rows - from);
      yield `${Array.from({ length: count }, (_, index) => rowOf(from + index)).join("\n")}\n`;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
};

const PATIENCE_MS = 600_000;

const imported = async (servers: Servers, database: BenchDatabase, file: string): Promise<ImportRun> => {
  const script = join(repoRoot, "scripts/bench/import-customers.ts");
  const child = startChild(
    ["--import", "tsx", script, file, database.url],
    {},
    join(servers.dir, "import.log"),
  );
  const [rows = 0, tookMs = 0, peakMb = 0] = await child.tells(PATIENCE_MS);
  await child.stop();
  return {
    rows,
    fileMb: Math.round(statSync(file).size / 1024 / 1024),
    tookMs: Math.round(tookMs),
    perSecond: Math.round(perSecond(rows, tookMs)),
    peakMb,
  };
};

const bareCopy = async ({ sql }: BenchDatabase, file: string): Promise<number> => {
  await sql.unsafe(`create table bare (${COLUMNS.map((column) => `${column} text`).join(", ")})`);
  const startedAt = performance.now();
  await sql.begin(async (tx) => {
    const copy = await tx`copy bare from stdin with (format csv, header)`.writable();
    await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), copy);
  });
  return Math.round(performance.now() - startedAt);
};

const LOOK_UPS = 500;

/** In turns, so that both see the same machine. */
const lookUps = async ({ sql }: BenchDatabase, rows: number): Promise<CustomersFigures["claim"]> => {
  const { contactsFor } = createCustomers(sql, createIds(Date.now));
  const times = { known: [] as number[], unknown: [] as number[] };
  const accounts = Math.floor(rows / CONTACTS);
  const timed = async (claim: string): Promise<number> => {
    const startedAt = performance.now();
    await contactsFor(claim, "dns");
    return performance.now() - startedAt;
  };
  for (let turn = -20; turn < LOOK_UPS; turn++) {
    const account = (Math.abs(turn) * 7_919) % accounts;
    const known = await timed(`K-${account}`);
    const unknown = await timed(`X-${account}`);
    if (turn < 0) continue;
    times.known.push(known);
    times.unknown.push(unknown);
  }
  return { known: spreadOf(times.known), unknown: spreadOf(times.unknown) };
};

/** Imports of customers: how fast, and whether the process's memory grows with the file. */
export const measureCustomers = async (servers: Servers, quick: boolean): Promise<CustomersFigures> => {
  const counts = quick ? { few: 10_000, many: 100_000 } : { few: 100_000, many: 1_000_000 };
  const files = { few: join(servers.dir, "few.csv"), many: join(servers.dir, "many.csv") };
  await writeFile(files.few, counts.few);
  await writeFile(files.many, counts.many);
  const [one, other] = [await servers.database(), await servers.database()];
  try {
    const few = await imported(servers, one, files.few);
    const floorMs = await bareCopy(one, files.many);
    const many = await imported(servers, other, files.many);
    const again = await imported(servers, other, files.many);
    const claim = await lookUps(other, counts.many);
    return { few, many, again, floorMs, ratio: ratio(many.tookMs, floorMs), claim };
  } finally {
    await one.close();
    await other.close();
  }
};

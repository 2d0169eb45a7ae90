import { readCustomersCsv } from "../adapters/customers-csv/index.ts";
import { DataDirInUseError, EmbeddedPostgresError } from "../adapters/postgres-embedded/index.ts";
import { type Imported, importCustomers } from "../db/customers.ts";
import { ConfigError, readConfig } from "../src/config.ts";
import { createIds } from "../src/ids.ts";
import { NoDatabaseError, withDatabase } from "../src/main/reach-database.ts";
import { type Arguments, readImportArguments, USAGE, UsageError } from "./customers/arguments.ts";
import { inWords } from "./customers/in-words.ts";
import { openFile } from "./customers/open-file.ts";

const load = async ({ file, ...options }: Arguments): Promise<Imported> => {
  const config = readConfig([]);
  const rows = readCustomersCsv(await openFile(file), {
    onIgnored: (columns) => console.log(`Columns that mean nothing here: ${columns.join(", ")}.`),
  });
  const progress = (count: number): void => {
    if (process.stdout.isTTY) process.stdout.write(`\r${count} rows…\r`);
  };
  const now = Date.now();
  return withDatabase(config, (url) =>
    importCustomers(url, rows, { ...options, ids: createIds(Date.now), now, progress }),
  );
};

/** `npm run customers -- import FILE.csv`: ends with 1 when nothing was imported, or not all of it. */
const main = async (): Promise<void> => {
  const asked = readImportArguments(process.argv.slice(2), Date.now());
  if (asked === null) {
    console.log(USAGE);
    return;
  }
  const imported = await load(asked);
  const words = inWords(imported, asked);
  if (imported.outcome === "imported" && imported.faults.count === 0) {
    console.log(words);
    return;
  }
  console.error(words);
  process.exitCode = 1;
};

const isTheirs = (error: unknown): error is Error =>
  [UsageError, ConfigError, NoDatabaseError, DataDirInUseError, EmbeddedPostgresError].some(
    (kind) => error instanceof kind,
  ) ||
  (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

try {
  await main();
} catch (error) {
  if (!isTheirs(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

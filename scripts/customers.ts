import { readCustomersCsv } from "../adapters/customers-csv/index.ts";
import { type Imported, importCustomers } from "../db/customers.ts";
import { readConfig } from "../src/config.ts";
import { createIds } from "../src/ids.ts";
import { withDatabase } from "../src/main/reach-database.ts";
import { runCommand } from "./command.ts";
import { type Arguments, readImportArguments, USAGE } from "./customers/arguments.ts";
import { inWords } from "./customers/in-words.ts";
import { openFile } from "./customers/open-file.ts";
import { DATABASE_FAULTS } from "./database-faults.ts";

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

await runCommand(main, DATABASE_FAULTS);

import { parseArgs } from "node:util";
import { type Rebuilt, rebuildClocks } from "../db/rebuild.ts";
import { readConfig } from "../src/config.ts";
import { withDatabase } from "../src/main/reach-database.ts";
import { runCommand } from "./command.ts";
import { DATABASE_FAULTS } from "./database-faults.ts";

const inWords = ({ clocks, conversations, differed }: Rebuilt, check: boolean): string => {
  const count = `${clocks} clocks of ${conversations} conversations`;
  if (differed === 0) return `${count}; none differed from the journal.`;
  return `${count}; ${differed} differed from the journal${check ? "" : " and are as it says now"}.`;
};

/** `npm run rebuild`: computes the reports' table of clocks again from the journal. `-- --check` only compares. */
const main = async (): Promise<void> => {
  const { check = false } = parseArgs({ options: { check: { type: "boolean" } } }).values;
  const progress = (soFar: Rebuilt): void => {
    if (process.stdout.isTTY) process.stdout.write(`\r${soFar.conversations} conversations…\r`);
  };
  const rebuilt = await withDatabase(readConfig([]), (url) => rebuildClocks(url, { check, progress }));
  console.log(inWords(rebuilt, check));
  if (check && rebuilt.differed > 0) process.exitCode = 1;
};

await runCommand(main, DATABASE_FAULTS);

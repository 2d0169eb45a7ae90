import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCalendars } from "../adapters/ical/index.ts";
import { rosterOf } from "../src/calendar/roster-of.ts";
import { calendarSources } from "../src/calendar/sources.ts";
import { ConfigError, readConfig } from "../src/config.ts";
import type { Desk } from "../src/core/policy/policy.ts";
import { NEXT_ON_WITHIN_MS } from "../src/core/policy/roster.ts";
import { DAY } from "../src/core/time.ts";
import type { Cover } from "../src/policy-file/in-words/cover.ts";
import { inWords } from "../src/policy-file/in-words.ts";
import { policyJsonSchema } from "../src/policy-file/json-schema.ts";
import { policyNotices } from "../src/policy-file/notices.ts";
import { PolicyError, readPolicyFile } from "../src/policy-file.ts";
import type { Log } from "../src/ports.ts";
import { repoRoot } from "../src/root.ts";

/** What is wrong with a calendar is said in the words themselves. */
const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent };

/** Reads the desks' calendars as they are now. */
const coverOf = async (desks: readonly Desk[]): Promise<Cover> => {
  const now = Date.now();
  const calendars = createCalendars({
    sources: () => calendarSources(desks),
    clock: { now: () => now },
    log,
    store: { load: async () => null, save: async () => undefined },
  });
  await calendars.refresh();
  await calendars.stop();
  const [from, to] = [now - DAY, now + NEXT_ON_WITHIN_MS + DAY];
  const shifts = calendars.current(from, to);
  return {
    now,
    rosters: new Map(desks.map((desk) => [desk.id, rosterOf(desk, shifts, from, to)])),
    troubles: calendars.troubles(),
  };
};

/** `npm run policy`: checks the policy file and says it in words. `-- --schema`: writes the schema that editors read. */
const main = async (): Promise<void> => {
  if (process.argv.includes("--schema")) {
    const file = join(repoRoot, "docs/policy.schema.json");
    writeFileSync(file, policyJsonSchema());
    console.log(`Wrote ${file}.`);
    return;
  }
  try {
    const { policyFile, mail } = readConfig([]);
    const file = readPolicyFile(policyFile);
    console.log(inWords(file, await coverOf(file.desks)));
    for (const notice of policyNotices(file.desks, { mail: mail !== null })) console.log(`\nNote: ${notice}`);
  } catch (error) {
    if (!(error instanceof PolicyError || error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
};

await main();

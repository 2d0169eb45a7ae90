/** A process of its own: imports the file named first into the database named second, and sends [rows, ms, peak MB]. */
import { createReadStream } from "node:fs";
import { LIMITS, readCustomersCsv } from "../../adapters/customers-csv/index.ts";
import { importCustomers } from "../../db/customers.ts";
import { createIds } from "../../src/ids.ts";

const [file = "", url = ""] = process.argv.slice(2);
const startedAt = performance.now();
const now = Date.now();
const { rows, faults } = await importCustomers(
  url,
  readCustomersCsv(createReadStream(file, { highWaterMark: LIMITS.chunkBytes })),
  {
    ids: createIds(Date.now),
    now,
    asOf: now,
    keepGood: false,
    sync: false,
    force: false,
    dryRun: false,
  },
);
const tookMs = performance.now() - startedAt;
if (faults.count > 0) throw new Error(`expected rows without faults; got ${faults.count}`);
// In kilobytes (nodejs.org/docs/latest-v20.x/api/process.html#processresourceusage).
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
await new Promise((resolve) => process.send?.([rows, tookMs, peakMb], resolve));
process.exit(0);

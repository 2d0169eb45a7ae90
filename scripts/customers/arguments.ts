import { parseArgs } from "node:util";
import type { Timestamp } from "../../src/core/time.ts";
import { UsageError } from "../command.ts";

export const USAGE = `Usage: npm run customers -- import FILE.csv [--dry-run] [--keep-good] [--sync [--force]] [--as-of TIME]

Brings the customers on file in step with a CSV file (docs/customers.md has its columns). All of it counts, or nothing.

  --dry-run     say what would be done, and change nothing
  --keep-good   import the good rows although others are faulty
  --sync        the file is everything there is: remove what it does not have
  --force       with --sync: even if that is more than a fifth of what is on file
  --as-of TIME  when the file was made, such as 2026-11-25T10:00:00Z: accounts of which something newer is known are
                left as they are. Without it the file counts as made now.`;

export interface Arguments {
  readonly file: string;
  readonly dryRun: boolean;
  readonly keepGood: boolean;
  readonly sync: boolean;
  readonly force: boolean;
  readonly asOf: Timestamp;
}

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

const momentOf = (text: string | undefined, now: Timestamp): Timestamp => {
  if (text === undefined) return now;
  const at = WITH_ZONE.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new UsageError(
      `Expected --as-of with a time and its zone, such as 2026-11-25T10:00:00Z; got "${text}". Write both.`,
    );
  }
  if (at > now) {
    throw new UsageError(`Expected --as-of in the past; got "${text}". Write when the file was made.`);
  }
  return at;
};

/** Throws UsageError, or the TypeError of parseArgs with its code. Null: only how it is used was asked for. */
export const readImportArguments = (args: readonly string[], now: Timestamp): Arguments | null => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      "dry-run": { type: "boolean", default: false },
      "keep-good": { type: "boolean", default: false },
      sync: { type: "boolean", default: false },
      force: { type: "boolean", default: false },
      "as-of": { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const [verb, file, ...more] = positionals;
  if (verb !== "import" || file === undefined || more.length > 0) throw new UsageError(USAGE);
  const { sync, force } = values;
  if (sync && values["keep-good"]) {
    throw new UsageError(
      "Expected --sync or --keep-good; got both. A row that is faulty would count as a customer who is gone: mend the " +
        "rows, then use --sync.",
    );
  }
  if (force && !sync) {
    throw new UsageError("Expected --force beside --sync; got it alone. Leave it out, or add --sync.");
  }
  const asOf = momentOf(values["as-of"], now);
  return { file, dryRun: values["dry-run"], keepGood: values["keep-good"], sync, force, asOf };
};

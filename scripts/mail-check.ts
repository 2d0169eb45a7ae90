/** `npm run mail:check`: judges one mail as the desk would, and says why. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { judgeMail } from "../adapters/mail/read/judge.ts";
import { createWrittenDns } from "../adapters/mail/read/written-dns.ts";
import type { Verdict } from "../src/core/confirmation/outcome.ts";
import { CaseError, readCase } from "./mail-check/case-file.ts";

const USAGE = `Usage:
  npm run -s mail:check -- --eml FILE --case CASE.json
      what the mail in FILE means for the ticket in CASE.json, as one JSON line {"outcome", "because"};
      time and DNS are the case's, nothing is asked over the network`;

/** Something that whoever typed the command can mend. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

const read = (file: string, what: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new UsageError(`${what}: expected a file that can be read; got ${file} (${code}).`, { cause });
  }
};

const judgeCase = (eml: string, file: string): Promise<Verdict> => {
  const { dns, envelope, now, ticket } = readCase(read(file, "--case").toString("utf8"), file);
  return judgeMail({ raw: read(eml, "--eml"), envelope, now, resolver: createWrittenDns(dns) }, ticket);
};

const main = async (): Promise<string> => {
  const { values } = parseArgs({
    options: { eml: { type: "string" }, case: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help === true) return USAGE;
  if (values.eml === undefined || values.case === undefined) throw new UsageError(USAGE);
  const { outcome, because } = await judgeCase(values.eml, values.case);
  return JSON.stringify({ outcome, because });
};

const isTheirs = (error: unknown): error is Error =>
  [UsageError, CaseError].some((kind) => error instanceof kind) ||
  (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

try {
  console.log(await main());
} catch (error) {
  if (!isTheirs(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

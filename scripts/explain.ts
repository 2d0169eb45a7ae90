import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { judgeHistory } from "../src/core/history/judge-history.ts";
import { DEFAULT_POLICY, type Policy } from "../src/core/policy/policy.ts";
import { HistoryError, readHistory, readMoment } from "../src/explain/history-file.ts";
import { inJson } from "../src/explain/json.ts";
import { PolicyError, parsePolicy } from "../src/policy-file.ts";

const USAGE = `Usage:
  npm run explain -- <conversation>                       what happened in one conversation, in words
  npm run explain -- --history FILE [--until T] [--policy FILE] [--desk ID] [--json]
                                                          what the clocks would say of a history`;

/** Something that whoever typed the command can mend. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

const read = (file: string, what: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new UsageError(`${what}: expected a file that can be read; got ${file} (${code}).`);
  }
};

/** The one desk's, the named desk's, else what the desks have in common. */
const policyOf = (file: string | undefined, desk: string | undefined): Policy => {
  if (file === undefined) return DEFAULT_POLICY;
  const { policy, desks } = parsePolicy(read(file, "--policy"), file);
  if (desk === undefined) return desks.length === 1 ? (desks[0]?.policy ?? policy) : policy;
  const found = desks.find((one) => one.id === desk);
  if (found !== undefined) return found.policy;
  const known = desks.map((one) => one.id).join(", ") || "none";
  throw new UsageError(`--desk: expected a desk of ${file} (${known}); got "${desk}".`);
};

const untilOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const at = readMoment(text);
  if (at !== null) return at;
  throw new UsageError(`--until: expected a moment, ISO 8601 with a zone or ms since 1970; got "${text}".`);
};

const main = (): void => {
  const { values } = parseArgs({
    allowPositionals: true,
    options: {
      history: { type: "string" },
      until: { type: "string" },
      policy: { type: "string" },
      desk: { type: "string" },
      json: { type: "boolean" },
    },
  });
  if (values.history === undefined) throw new UsageError(USAGE);
  const policy = policyOf(values.policy, values.desk);
  const lines = readHistory(read(values.history, "--history"));
  const judged = judgeHistory(lines, policy, untilOf(values.until));
  console.log(JSON.stringify(inJson(judged), null, 2));
};

const isTheirs = (error: unknown): error is Error =>
  [UsageError, HistoryError, PolicyError].some((kind) => error instanceof kind) ||
  (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

try {
  main();
} catch (error) {
  if (!isTheirs(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

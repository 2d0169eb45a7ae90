import { readFileSync } from "node:fs";
import { inZone } from "../src/explain/times.ts";

/** Something that whoever typed the command can mend. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The bytes of a file that an option names. */
export const readNamed = (file: string, option: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new UsageError(`${option}: expected a file that can be read; got ${file} (${code}).`, { cause });
  }
};

/** `--zone`; null: it was not given. */
export const zoneOf = (zone: string | undefined): string | null => {
  if (zone === undefined) return null;
  try {
    inZone(zone);
    return zone;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(`--zone: expected an IANA time zone, such as Europe/Berlin; got "${zone}".`, {
      cause,
    });
  }
};

type Kind = abstract new (...args: never[]) => Error;

/** What somebody can mend is told in its one sentence, and the exit code is 1; all else is a fault of ours, told whole. */
export const runCommand = async (main: () => Promise<void>, theirs: readonly Kind[]): Promise<void> => {
  const isTheirs = (error: unknown): error is Error =>
    [UsageError, ...theirs].some((kind) => error instanceof kind) ||
    (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));
  try {
    await main();
  } catch (error) {
    if (!isTheirs(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
};

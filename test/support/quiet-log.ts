import { format } from "node:util";
import type { Log } from "../../src/ports.ts";

const LOUD = process.env["TEST_LOG"] === "1";

const say =
  (level: string) =>
  (fields: Readonly<Record<string, unknown>>, message: string): void => {
    if (LOUD) process.stderr.write(`${level} ${message} ${format(fields)}\n`);
  };

/** Says nothing unless TEST_LOG=1: then a failing test tells what the desk was doing. */
export const quietLog: Log = {
  debug: say("debug"),
  info: say("info"),
  warn: say("warn"),
  error: say("error"),
};

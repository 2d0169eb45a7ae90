import { pino } from "pino";
import type { Log } from "../ports.ts";
import { redact, redactText } from "./redact.ts";

export interface LogOptions {
  /** pino's level: trace, debug, info, warn, error, fatal or silent. */
  readonly level: string;
  /** A person reads it: short lines instead of JSON. */
  readonly pretty: boolean;
  /** Takes one line, its end included. */
  readonly write: (line: string) => void;
}

const LABELS: Readonly<Record<number, string>> = {
  10: "trace",
  20: "debug",
  30: "info ",
  40: "WARN ",
  50: "ERROR",
  60: "FATAL",
};

const shown = (value: unknown): string => {
  if (typeof value === "object" && value !== null && "stack" in value) return `\n    ${String(value.stack)}`;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /^[\w./:@-]+$/.test(text) ? text : JSON.stringify(value);
};

/** `12:03:04.567 WARN  sending failed  outboxId=… code=50007` */
const prettyLine = (json: string): string => {
  const { level, time, msg, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const at = new Date(Number(time)).toISOString().slice(11, 23);
  const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${shown(value)}`);
  return `${at} ${LABELS[Number(level)] ?? level} ${msg}${rest.length === 0 ? "" : ` ${rest.join("")}`}\n`;
};

/** One line an event. Whatever it is given, tokens, e-mail addresses and message texts do not reach a line. */
export const createLog = (options: LogOptions): Log => {
  const write = options.pretty ? (line: string) => options.write(prettyLine(line)) : options.write;
  const logger = pino(
    {
      level: options.level,
      base: null,
      // pino's own would fold the cause into the message; redact has told the error already.
      serializers: { err: (error: unknown) => error },
      ...(options.pretty
        ? {}
        : {
            timestamp: pino.stdTimeFunctions.isoTime,
            formatters: { level: (label: string) => ({ level: label }) },
          }),
    },
    { write },
  );
  const at =
    (level: "debug" | "info" | "warn" | "error"): Log["info"] =>
    (fields, message) => {
      if (logger.isLevelEnabled(level)) logger[level](redact(fields), redactText(message));
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
};

/** To stdout: JSON, or for a person at a terminal short lines. */
export const createStdoutLog = (level: string): Log =>
  createLog({
    level,
    pretty: process.stdout.isTTY === true,
    write: (line) => void process.stdout.write(line),
  });

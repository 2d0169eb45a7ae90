import { MailError } from "../../src/ports-mail.ts";

/** The code of an error of Node's or of a library's. What it says besides may hold an address. */
export const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "unknown";
  if ("originalCode" in error && typeof error.originalCode === "string") return error.originalCode;
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
};

const numberOf = (error: unknown, field: string): number | null => {
  if (!(error instanceof Error) || !(field in error)) return null;
  const value = (error as unknown as Readonly<Record<string, unknown>>)[field];
  return typeof value === "number" ? value : null;
};

/** Found wrong before a word was said to any server, or by whoever set it up: the same will be found again. */
const FINAL = new Set(["EENVELOPE", "EMESSAGE", "ECONFIG", "EFILEACCESS", "EURLACCESS"]);

/** The connection ended after it had been made: before the letter was given, or after. */
const MAYBE = new Set([
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "SOCKET_TIMEOUT",
  "ECONNECTION",
  "EPROTOCOL",
  "ESOCKET",
]);

/** What the relay's word, or its silence, means for the letter. */
export const mailFailure = (error: unknown): MailError => {
  const code = codeOf(error);
  const isLogin = error instanceof Error && "code" in error && error.code === "EAUTH";
  const reply = numberOf(error, "responseCode");
  // A login is refused for all letters alike: they wait until somebody puts it right.
  if (isLogin) return new MailError("retry", reply === null ? code : `smtp-${reply}`, error);
  // 4yz is "not now", 5yz is "never like this" (RFC 5321, 4.2.1).
  if (reply !== null) return new MailError(reply >= 500 ? "refused" : "retry", `smtp-${reply}`, error);
  if (FINAL.has(code)) return new MailError("refused", code, error);
  return new MailError(MAYBE.has(code) ? "unknown" : "retry", code, error);
};

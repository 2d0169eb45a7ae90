import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import type { FailureReason } from "../../src/core/inbound.ts";
import { ChatError } from "../../src/ports.ts";
import { OPENING_PAUSE_MS } from "./limits.ts";

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const REASONS: Readonly<Record<string, FailureReason>> = {
  10003: "place_gone", // Unknown Channel
  10004: "place_gone", // Unknown Guild
  10008: "place_gone", // Unknown Message
  10007: "customer_gone", // Unknown Member
  10013: "customer_gone", // Unknown User
  10015: "place_gone", // Unknown Webhook: the interaction's answer
  10062: "place_gone", // Unknown Interaction
  50027: "place_gone", // Invalid Webhook Token: older than 15 minutes
  50007: "customer_unreachable", // Cannot send messages to this user
  50278: "customer_unreachable", // … due to having no mutual guilds
  50033: "customer_gone", // Invalid Recipient(s)
  50083: "place_locked", // Tried to perform an operation on an archived thread
  160005: "place_locked", // Thread is locked
  50001: "forbidden", // Missing Access
  50013: "forbidden", // Missing Permissions
  40001: "forbidden", // Unauthorized
  200000: "blocked", // Blocked by automatic moderation
  240000: "blocked", // Contains a harmful link
  20009: "blocked", // Explicit content
  // Too many edits of a message older than an hour: the edit never comes, and asking again makes it worse.
  30046: "blocked",
};

/**
 * True for a while only: opening direct messages too fast (40003), and the most active threads that a server may
 * have (160006), of which some will be archived.
 */
const PASSING: ReadonlySet<string> = new Set(["40003", "160006"]);

/** The connection was never made, so nothing was sent. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
};

/** The library's errors hold the whole request: its text, and the token of an interaction. Neither may reach a log. */
const bare = (error: Error): Error => new Error(`${error.name}: ${error.message}`);

const ofApi = (error: DiscordAPIError): ChatError => {
  const code = String(error.code);
  if (PASSING.has(code)) {
    return new ChatError(
      "retry",
      { reason: "timeout", code },
      { retryAfterMs: OPENING_PAUSE_MS, cause: bare(error) },
    );
  }
  const reason = REASONS[code] ?? (error.status === 401 || error.status === 403 ? "forbidden" : "invalid");
  return new ChatError("refused", { reason, code }, { cause: bare(error) });
};

/**
 * What became of a request that did not succeed. A 5xx says nothing about its effect (a gateway's timeout comes
 * after it), and so does a connection that broke: both are looked at before they are tried again.
 */
export const chatErrorOf = (error: unknown): ChatError => {
  if (error instanceof ChatError) return error;
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(1, Math.ceil(error.retryAfter));
    return new ChatError("retry", { reason: "timeout", code: "429" }, { retryAfterMs, cause: bare(error) });
  }
  if (error instanceof DiscordAPIError) return ofApi(error);
  if (error instanceof HTTPError) {
    return new ChatError(
      "unknown",
      { reason: "timeout", code: String(error.status) },
      { cause: bare(error) },
    );
  }
  const code = codeOf(error);
  const kind = NEVER_SENT.has(code) ? "retry" : "unknown";
  return new ChatError(kind, { reason: "timeout", code }, { cause: error });
};

export const isRefused = (error: unknown, ...codes: readonly number[]): error is ChatError =>
  error instanceof ChatError &&
  error.kind === "refused" &&
  (codes.length === 0 || codes.map(String).includes(error.failure.code));

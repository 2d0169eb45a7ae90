import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import type { FailureReason } from "../../src/core/inbound.ts";
import { SECOND } from "../../src/core/time.ts";
import { ChatError } from "../../src/ports.ts";

/** Slack's words for what it refuses for good. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const REFUSALS: Readonly<Record<string, FailureReason>> = {
  channel_not_found: "place_gone",
  message_not_found: "place_gone",
  thread_not_found: "place_gone",
  cannot_reply_to_message: "place_gone",
  is_inactive: "place_gone",
  is_archived: "place_locked",
  restricted_action_thread_locked: "place_locked",
  restricted_action_read_only_channel: "place_locked",
  restricted_action_non_threadable_channel: "place_locked",
  restricted_action_thread_only_channel: "place_locked",
  not_in_channel: "forbidden",
  missing_scope: "forbidden",
  restricted_action: "forbidden",
  ekm_access_denied: "forbidden",
  not_allowed_token_type: "forbidden",
  no_permission: "forbidden",
  access_denied: "forbidden",
  cant_update_message: "forbidden",
  cant_delete_message: "forbidden",
  edit_window_closed: "forbidden",
  user_not_in_channel: "forbidden",
  user_not_found: "customer_gone",
  messages_tab_disabled: "customer_unreachable",
  too_many_reactions: "forbidden",
};

/** The token is no good any more: nothing works until somebody puts in another. */
const TOKEN_TROUBLES: ReadonlySet<string> = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "org_login_required",
  "team_access_not_granted",
]);

/** What waits for a new token is not given up meanwhile, and not asked for at every turn either. */
const NEW_TOKEN_MS = 10 * SECOND;

/** Nothing happened, and later it may. */
const LATER: ReadonlySet<string> = new Set([
  "ratelimited",
  "rate_limited",
  "message_limit_exceeded",
  "service_unavailable",
]);

/** "It's possible some aspect of the operation succeeded": https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const UNCLEAR: ReadonlySet<string> = new Set([
  "internal_error",
  "fatal_error",
  "request_timeout",
  "team_added_to_org",
]);

/** The connection never came about, so the request never arrived. */
const NOT_SENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
]);

export const isTokenTrouble = (error: ChatError): boolean => TOKEN_TROUBLES.has(error.failure.code);

/** Slack's own code of a refusal, null for anything else. */
export const platformCode = (error: unknown): string | null =>
  error instanceof WebAPIPlatformError ? error.data.error : null;

export const refusal = (reason: FailureReason, code: string): ChatError =>
  new ChatError("refused", { reason, code });

/** What came of a Web API call, in the port's words. */
export const chatErrorOf = (error: unknown): ChatError => {
  if (error instanceof ChatError) return error;
  if (error instanceof WebAPIRateLimitedError) return retry("ratelimited", error.retryAfter * SECOND, error);
  if (error instanceof WebAPIPlatformError) return platformError(String(error.data.error), error);
  if (error instanceof WebAPIHTTPError) {
    const code = `http_${error.statusCode}`;
    // 503 comes from the edge, before the work; after other server errors it may have been done.
    if (error.statusCode === 503) return retry(code, SECOND, error);
    return error.statusCode >= 500 ? unclear(code, error) : refused("invalid", code, error);
  }
  if (error instanceof WebAPIRequestError) {
    const code = networkCode(error.original) ?? "connection_failed";
    return NOT_SENT.has(code) ? retry(code, SECOND, error) : unclear(code, error);
  }
  return unclear("unexpected", error);
};

const platformError = (code: string, cause: unknown): ChatError => {
  // What is no JSON arrives as the error itself: a proxy's page, of whose doings we know nothing.
  if (!/^[a-z0-9_]{1,80}$/.test(code)) return unclear("not_slack", cause);
  if (LATER.has(code)) return retry(code, SECOND, cause);
  if (UNCLEAR.has(code)) return unclear(code, cause);
  if (TOKEN_TROUBLES.has(code)) return retry(code, NEW_TOKEN_MS, cause);
  return refused(REFUSALS[code] ?? "invalid", code, cause);
};

const retry = (code: string, retryAfterMs: number, cause: unknown): ChatError =>
  new ChatError("retry", { reason: "timeout", code }, { retryAfterMs, cause });

const unclear = (code: string, cause: unknown): ChatError =>
  new ChatError("unknown", { reason: "timeout", code }, { cause });

const refused = (reason: FailureReason, code: string, cause: unknown): ChatError =>
  new ChatError("refused", { reason, code }, { cause });

/** fetch wraps the socket's error, at times more than once. */
const networkCode = (error: unknown, depth = 0): string | null => {
  if (!(error instanceof Error) || depth > 4) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  return networkCode(error.cause, depth + 1);
};

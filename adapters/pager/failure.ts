import type { FailureReason } from "../../src/core/inbound.ts";
import { ChatError } from "../../src/ports.ts";

/** Nobody waits longer than this for whatever a pager leads to, ms. */
export const PATIENCE_MS = 10_000;

export const again = (code: string, retryAfterMs = 0): ChatError =>
  new ChatError("retry", { reason: "timeout", code }, { retryAfterMs });

/** It will never be taken like this; somebody must change the policy file, or what stands behind the pager. */
export const refused = (reason: FailureReason, code: string): ChatError =>
  new ChatError("refused", { reason, code });

/** The code of an error of Node's, which `fetch` wraps; what it says besides may hold the address, and so a secret. */
export const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
};

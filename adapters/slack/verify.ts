import { createHmac, timingSafeEqual } from "node:crypto";
import type { Timestamp } from "../../src/core/time.ts";
import { LIMITS } from "./limits.ts";

export type Verdict = "genuine" | "unsigned" | "malformed" | "stale";

export interface SignedRequest {
  readonly timestamp: string | null;
  readonly signature: string | null;
  /** The body as it came, before any parsing. */
  readonly body: string;
}

/** Signature v0 over the raw body. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;

export const verifyRequest = (request: SignedRequest, secret: string, now: Timestamp): Verdict => {
  const { timestamp, signature, body } = request;
  if (timestamp === null || signature === null || signature === "") return "unsigned";
  if (!/^\d{1,12}$/.test(timestamp)) return "malformed";
  if (!/^v0=[0-9a-f]{64}$/.test(signature)) return "malformed";
  if (Math.abs(now - Number(timestamp) * 1000) > LIMITS.requestAgeMs) return "stale";
  const expected = signatureOf(secret, timestamp, body);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature)) ? "genuine" : "unsigned";
};

/**
 * Signatures of requests that were taken, for as long as they would still verify. Only taken ones: Slack repeats a
 * request that failed, in the same second with the very same signature.
 */
export const createReplayGuard = (): {
  readonly seen: (signature: string) => boolean;
  readonly taken: (signature: string, now: Timestamp) => void;
} => {
  const takenAt = new Map<string, Timestamp>();
  return {
    seen: (signature) => takenAt.has(signature),
    taken(signature, now) {
      takenAt.set(signature, now);
      for (const [old, at] of takenAt) {
        // A timestamp may lie as far in the future as in the past.
        if (now - at <= 2 * LIMITS.requestAgeMs) break;
        takenAt.delete(old);
      }
    },
  };
};

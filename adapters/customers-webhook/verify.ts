import { createHmac, timingSafeEqual } from "node:crypto";
import type { Timestamp } from "../../src/core/time.ts";
import { LIMITS } from "./limits.ts";

export const SIGNATURE_HEADER = "deskclock-signature";

/**
 * - `unsigned`: no signature, or one by another secret or over another body
 * - `malformed`: the header is not as documented
 * - `stale`: its time is too far from ours
 */
export type Verdict = "genuine" | "unsigned" | "malformed" | "stale";

const hmacOf = (secret: string, seconds: string, body: Buffer): Buffer =>
  createHmac("sha256", secret).update(`${seconds}.`).update(body).digest();

/** What a billing system writes into the header. */
export const signatureOf = (secret: string, seconds: number, body: string | Buffer): string =>
  `t=${seconds},v1=${hmacOf(secret, String(seconds), Buffer.from(body)).toString("hex")}`;

const TIME = /^t=(\d{1,12})$/;
const VERSION_1 = /^v1=([0-9a-f]{64})$/;

/**
 * HMAC-SHA256 over "<t>.<body>", the body as it came. Several `v1` may stand in the header, so that a secret can be
 * changed without a gap; parts of other versions are skipped.
 */
export const verify = (body: Buffer, header: string | null, secret: string, now: Timestamp): Verdict => {
  if (header === null || header.trim() === "") return "unsigned";
  const parts = header.split(",").map((part) => part.trim());
  const times = parts.flatMap((part) => TIME.exec(part)?.[1] ?? []);
  const signatures = parts.flatMap((part) => VERSION_1.exec(part)?.[1] ?? []);
  const [seconds] = times;
  if (seconds === undefined || times.length > 1 || signatures.length === 0) return "malformed";
  const expected = hmacOf(secret, seconds, body);
  // Each is compared, so that the time taken says nothing about which one is right.
  const right = signatures.filter((one) => timingSafeEqual(expected, Buffer.from(one, "hex")));
  if (right.length === 0) return "unsigned";
  return Math.abs(now - Number(seconds) * 1000) > LIMITS.requestAgeMs ? "stale" : "genuine";
};

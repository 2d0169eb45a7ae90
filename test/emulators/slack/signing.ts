import { createHmac } from "node:crypto";

export type SignedHeaders = {
  readonly "x-slack-request-timestamp": string;
  readonly "x-slack-signature": string;
};

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function sign(signingSecret: string, body: string, nowMs: number): SignedHeaders {
  const timestamp = String(Math.floor(nowMs / 1000));
  const digest = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${digest}` };
}

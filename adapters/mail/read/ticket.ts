import { createHash } from "node:crypto";
import { foldAscii } from "../../../src/core/ascii.ts";
import type { Matches } from "../../../src/core/confirmation/facts.ts";

/** What ties mails to a ticket: in clear, or the SHA-256 of each, hexadecimal; null: none lives. */
export interface Secrets {
  readonly token: string | null;
  readonly messageId: string | null;
  readonly bounceId: string | null;
}

/** A Message-ID without its brackets, as it is hashed and compared. */
export const bareMessageId = (id: string): string => id.trim().replace(/^<|>$/g, "");

/** As it is hashed and compared: mail servers may change the case of what stands before an @. */
export const bareToken = (token: string): string => foldAscii(token.trim());

const same = (secret: string | null, form: (text: string) => string) => (candidate: string) =>
  secret !== null && secret !== "" && form(candidate) === form(secret);

/** Compares with secrets in clear. */
export const matchSecrets = ({ bounceId, messageId, token }: Secrets): Matches => ({
  token: same(token, bareToken),
  messageId: same(messageId, bareMessageId),
  bounceId: same(bounceId, bareToken),
});

export const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

const hashed = (hash: string | null, form: (text: string) => string) => (candidate: string) =>
  hash !== null && sha256(form(candidate)) === hash;

/** Compares with the hashes of `bareToken` and `bareMessageId`. */
export const matchHashes = ({ bounceId, messageId, token }: Secrets): Matches => ({
  token: hashed(token, bareToken),
  messageId: hashed(messageId, bareMessageId),
  bounceId: hashed(bounceId, bareToken),
});

/**
 * Kinds of secrets that must not be in a chat. A kind is all that is kept of one: never the text.
 * - `password`: a pasted password or login pair; `card`: a payment card's number; `code`: a one-time or PIN code
 * - `token`: an API key or access token; `key`: a private key; `url`: an address with a password in it
 */
export const SECRET_KINDS = ["password", "card", "code", "token", "key", "url"] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

/** Where a secret stands in a text: UTF-16 offsets, `end` exclusive. */
export interface Secret {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
}

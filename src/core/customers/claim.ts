import { foldAscii } from "../ascii.ts";
import { addressKeyOf, foldDomain, type ToAscii } from "./address.ts";

/** The ways in which what a chat user typed may name an account. Always all of them, so that a look-up is one shape. */
export interface NamedAccount {
  readonly reference: string;
  readonly referenceKeys: readonly [string, string];
  readonly domains: readonly [string, string];
  /** Empty: it is no address. */
  readonly addressKey: string;
}

/** Longest claim that is looked at, characters: nothing on file is longer. */
const MOST = 320;

// Nothing on file has them, and Postgres would refuse to look for them.
const UNSTORABLE = /[\p{Cc}\p{Cs}]/gu;

const hostOf = (text: string): string => text.replace(/^https?:\/\//i, "").replace(/[/?#:].*$/s, "");

/** What was typed → what it may mean. A hash before a number and an address of a web page are taken off. */
export const readClaim = (text: string, toAscii: ToAscii): NamedAccount => {
  const claim = text.slice(0, MOST).replace(UNSTORABLE, " ").trim();
  const key = foldAscii(claim);
  const domain = foldDomain(hostOf(claim), toAscii);
  const bare = domain === null ? null : domain.replace(/^www\./, "");
  return {
    reference: claim,
    referenceKeys: [key, key.replace(/^#\s*/, "")],
    domains: [domain ?? "", bare ?? ""],
    addressKey: addressKeyOf(claim.replace(/^mailto:/i, ""), toAscii) ?? "",
  };
};

import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import type { MailEnvelope } from "../../src/ports-mail.ts";
import { plainAddress } from "./relays.ts";

/** What is known of one mail's way to us when it has been handed over. */
export interface HandOver {
  readonly protocol: "smtp" | "lmtp";
  /** A listed relay speaks, which may say whom it had the mail from. */
  readonly byRelay: boolean;
  readonly remoteAddress: string;
  readonly helo: string;
  /** What XFORWARD said: ADDR and HELO; `false`: the relay does not know. */
  readonly forwarded: ReadonlyMap<string, string | number | false>;
  /** Empty: the null sender. */
  readonly from: string;
  readonly to: readonly string[];
}

const known = (value: string | number | false | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;

/**
 * Whose server the sender's was. A relay's own address is never it, and LMTP is spoken by relays only: without a word of
 * theirs nobody can tell, and SPF is not asked.
 */
const clientOf = ({ protocol, byRelay, remoteAddress, helo, forwarded }: HandOver) => {
  if (byRelay) {
    const ip = plainAddress(known(forwarded.get("ADDR")) ?? "");
    return isIP(ip) === 0 ? { ip: null, helo: null } : { ip, helo: known(forwarded.get("HELO")) };
  }
  if (protocol === "lmtp") return { ip: null, helo: null };
  const ip = plainAddress(remoteAddress);
  return isIP(ip) === 0 ? { ip: null, helo: null } : { ip, helo: helo === "" ? null : helo };
};

/** An address with its domain as mail servers write it: whoever reads the dialogue may have made Unicode of it. */
export const withAsciiDomain = (address: string): string => {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  return at < 0 || domain.startsWith("[")
    ? address
    : `${address.slice(0, at)}@${domainToASCII(domain) || domain}`;
};

export const envelopeOf = (handOver: HandOver): MailEnvelope => ({
  ...clientOf(handOver),
  from: withAsciiDomain(handOver.from),
  to: handOver.to.map(withAsciiDomain),
});

import { MINUTE, type Timestamp } from "../time.ts";
import type { Address, Host, Sender, Signature } from "./facts.ts";
import { type Verdict, verdict } from "./outcome.ts";

/** How far a sender's clock may be ahead of ours, ms; further ahead is a time that cannot be. */
const AHEAD_MS = MINUTE;

/** What a signature must reach back to, and what must be under it. */
export interface Demands {
  /** A signature may not be older than this: the moment our mail went. */
  readonly sentAt: Timestamp;
  /** Fields of which at least one must be signed, since they tie the mail to what it is meant for. */
  readonly binding: readonly string[];
  readonly date: Timestamp | null;
  readonly now: Timestamp;
}

const isAligned = (host: Host | null, from: Host, strict: boolean): boolean =>
  host !== null && (host.name === from.name || (!strict && host.organisation === from.organisation));

/** When a signature was made: t=, else the Date that it covers; null: it does not say. */
const madeAt = (signature: Signature, date: Timestamp | null): Timestamp | null => {
  if (signature.signedAt !== null) return signature.signedAt;
  return signature.covers.includes("date") ? date : null;
};

/** What is wrong with a passing signature's times, in words; null: nothing. Mail counts in whole seconds. */
const timeFault = (signature: Signature, { date, now, sentAt }: Demands): string | null => {
  const made = madeAt(signature, date);
  if (made === null || Number.isNaN(made)) return "says neither by t= nor by a signed Date when it was made";
  if (made > now + AHEAD_MS) return "was made in the future";
  if (made < Math.floor(sentAt / 1000) * 1000) return "is older than what it answers";
  const { expiresAt } = signature;
  if (expiresAt !== null && !(expiresAt >= now)) return "has expired";
  return null;
};

/** What keeps a passing signature from proving the sender, in words; null: nothing. */
const signatureFault = (
  signature: Signature,
  from: Host,
  dmarc: Sender["dmarc"],
  demands: Demands,
): string | null => {
  // Whether a relative of the domain may sign for it stands in a record that could not be read.
  const strict = dmarc.strictDkim || dmarc.status === "temperror";
  if (!isAligned(signature.host, from, strict)) return "is not by the domain in From";
  if (signature.limited) return "covers only the beginning of the body (l=)";
  if (!signature.covers.includes("from")) return "does not cover From";
  if (!demands.binding.some((name) => signature.covers.includes(name)))
    return "covers no field that ties the mail to what it is meant for";
  return timeFault(signature, demands);
};

/** C4, and the DNS trouble before it: null when the sender is certain, else what follows. */
export const judgeSender = (sender: Sender, from: Address, demands: Demands): Verdict | null => {
  const { dmarc, signatures, spf } = sender;
  const { host } = from;
  if (host === null) return verdict("unverified", "C4: From's domain is not the name of a host.");
  const passing = signatures.filter(({ result }) => result === "pass");
  const faults = passing.map((signature) => signatureFault(signature, host, dmarc, demands));
  if (faults.includes(null)) return null;
  if (signatures.some(({ result }) => result === "temperror"))
    return verdict("retry", "C4: DNS gave no answer for the key of a DKIM signature.");
  const strict = dmarc.strictDkim || dmarc.status === "temperror";
  if (dmarc.status === "temperror" && !passing.some((one) => isAligned(one.host, host, strict)))
    return verdict(
      "retry",
      "C4: DNS gave no answer for the DMARC record, and no aligned DKIM signature passes.",
    );
  const [fault] = faults;
  if (fault != null) return verdict("unverified", `C4: the DKIM signature ${fault}.`);
  const why =
    signatures[0] === undefined
      ? "the mail is not signed"
      : `no DKIM signature passes (${signatures[0].comment})`;
  if (spf.result === "pass" && isAligned(spf.host, host, dmarc.strictSpf))
    return verdict(
      "staff_review",
      `C4: ${why}; SPF alone names the sender's server, which others at the same host may share.`,
    );
  return verdict("unverified", `C4: ${why}, and SPF does not speak for From's domain (${spf.result}).`);
};

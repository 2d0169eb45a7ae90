import { dmarc } from "mailauth/lib/dmarc/index.js";
import { spf } from "mailauth/lib/spf/index.js";
import type { Address, Host, Sender } from "../../../src/core/confirmation/facts.ts";
import type { SplitMail } from "./header.ts";
import { forMailauth, type Resolver } from "./resolver.ts";
import { verifySignatures } from "./signatures.ts";

/** How the mail reached us. */
export interface Envelope {
  /** The client that handed it over; null: not known (IMAP), and SPF says nothing. */
  readonly ip: string | null;
  readonly helo: string | null;
  /** MAIL FROM; "" or `<>`: the null sender; null: not known. */
  readonly from: string | null;
  /** RCPT TO; empty: not known, the header names them. */
  readonly to: readonly string[];
}

const NO_SPF: Sender["spf"] = { result: "none", host: null };

/** A record's tag: `adkim= S ` is strict too, and of several one is enough. */
const isStrict = (record: string, tag: "adkim" | "aspf"): boolean =>
  record.split(";").some((part) => new RegExp(`^\\s*${tag}\\s*=\\s*s\\s*$`, "i").test(part));

const askDmarc = async (from: Host, resolver: Resolver): Promise<Sender["dmarc"]> => {
  const found = await dmarc({ headerFrom: from.name, resolver: forMailauth(resolver) });
  if (found !== false && found.status.result === "temperror")
    return { status: "temperror", strictDkim: false, strictSpf: false };
  if (found === false || found.rr === undefined)
    return { status: "none", strictDkim: false, strictSpf: false };
  return { status: "found", strictDkim: isStrict(found.rr, "adkim"), strictSpf: isStrict(found.rr, "aspf") };
};

const askSpf = async (
  envelope: Envelope,
  sender: Address | null,
  resolver: Resolver,
): Promise<Sender["spf"]> => {
  const { helo, ip } = envelope;
  if (ip === null || sender?.host == null) return NO_SPF;
  const { status } = await spf({
    ip,
    helo: helo ?? "",
    sender: `${sender.local}@${sender.host.name}`,
    mta: "mx",
    resolver: forMailauth(resolver),
  });
  return { result: status.result, host: sender.host };
};

/** What DNS says of a mail's sender. SPF is asked only where no signature passes: nothing else hangs on it. */
export const readSender = async (
  mail: SplitMail,
  from: Address,
  envelope: Envelope,
  envelopeFrom: Address | null,
  resolver: Resolver,
): Promise<Sender> => {
  const { host } = from;
  const [signatures, policy] = await Promise.all([
    verifySignatures(mail, resolver),
    host === null
      ? ({ status: "none", strictDkim: false, strictSpf: false } as const)
      : askDmarc(host, resolver),
  ]);
  const passes = signatures.some(({ result }) => result === "pass");
  return { signatures, dmarc: policy, spf: passes ? NO_SPF : await askSpf(envelope, envelopeFrom, resolver) };
};

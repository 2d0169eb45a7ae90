import { authenticate } from "mailauth";
import { isLoopback } from "../../adapters/mail/loopback.ts";
import { forMailauth } from "../../adapters/mail/read/resolver.ts";
import type { ReceivedMail } from "../../src/ports-mail.ts";
import { type Check, fine, wrong } from "./check.ts";
import { asResolver, type Dns } from "./mail-dns.ts";

/** SPF is no more than a help where a signature holds. */
const serverCheck = (name: string, ip: string | null, result: string, signed: boolean): Check => {
  if (ip === null) return fine(name, "Not known here, so SPF is not asked.");
  if (isLoopback(ip)) return fine(name, `It came from this machine (${ip}), of which SPF says nothing.`);
  const said = `SPF says ${result} of ${ip}.`;
  return result === "pass" || signed
    ? fine(name, said)
    : wrong(name, said, "Add your relay to the SPF record.");
};

/** What a receiver says of a mail of ours: whether its signature, its server and the domain's policy hold. */
export const verdictOn = async (
  { raw, envelope }: ReceivedMail,
  what: string,
  dns: Dns,
): Promise<readonly Check[]> => {
  const { dkim, spf, dmarc } = await authenticate(Buffer.from(raw), {
    resolver: forMailauth(asResolver(dns)),
    trustReceived: false,
    disableArc: true,
    disableBimi: true,
    ...(envelope.ip === null
      ? {}
      : { ip: envelope.ip, helo: envelope.helo ?? "", sender: envelope.from ?? "" }),
  });
  const aligned = dkim.results.find(({ status }) => status.result === "pass" && status.aligned);
  const signed = dkim.results
    .filter(({ status }) => status.result !== "none")
    .map(({ signingDomain, status }) => `${signingDomain}: ${status.result}`)
    .join(", ");
  const spfResult = spf === false ? "not asked" : spf.status.result;
  const dmarcResult = dmarc === false ? "not asked" : dmarc.status.result;
  return [
    aligned === undefined
      ? wrong(
          `${what}: signature`,
          signed === "" ? "It is not signed." : `No signature of the sender's domain holds (${signed}).`,
          "Without one it authenticates nobody. Set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE, or have the relay sign.",
        )
      : fine(`${what}: signature`, `DKIM of ${aligned.signingDomain} holds, and is aligned with the sender.`),
    serverCheck(`${what}: server`, envelope.ip, spfResult, aligned !== undefined),
    dmarcResult === "fail"
      ? wrong(`${what}: policy`, "DMARC says fail.", "See the signature and the server above.")
      : fine(`${what}: policy`, `DMARC says ${dmarcResult}.`),
  ];
};

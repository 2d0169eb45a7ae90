import { authenticate } from "mailauth";
import { forMailauth } from "../../adapters/mail/read/resolver.ts";
import type { ReceivedMail } from "../../src/ports-mail.ts";
import { type Check, fine, wrong } from "./check.ts";
import { asResolver, type Dns } from "./mail-dns.ts";

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
    spfResult === "pass" || spfResult === "not asked" || aligned !== undefined
      ? fine(
          `${what}: server`,
          envelope.ip === null
            ? "Not known here, so SPF is not asked."
            : `SPF says ${spfResult} of ${envelope.ip}.`,
        )
      : wrong(
          `${what}: server`,
          `SPF says ${spfResult} of ${envelope.ip}.`,
          "Add your relay to the SPF record.",
        ),
    dmarcResult === "fail"
      ? wrong(`${what}: policy`, "DMARC says fail.", "See the signature and the server above.")
      : fine(`${what}: policy`, `DMARC says ${dmarcResult}.`),
  ];
};

import { isIP } from "node:net";
import type { DkimKey } from "../../adapters/mail/dkim-key.ts";
import { isLoopback } from "../../adapters/mail/loopback.ts";
import { smtpServerOf } from "../../adapters/mail/smtp-url.ts";
import { domainOfMailbox } from "../../src/config/mail.ts";
import type { MailConfig } from "../../src/config.ts";

/** What mail needs of DNS, as far as the settings tell. */
export interface MailSetup {
  /** Of the addresses that carry tokens; bounces go there, so SPF is asked of it. */
  readonly domain: string;
  /** What a reader sees, and what DKIM and SPF must be aligned with. */
  readonly fromDomain: string;
  /** The server through which mail leaves. */
  readonly relay: string;
  /** Mail is handed over by a mail server of the operator's; false: a provider has the mailbox, and its own MX. */
  readonly ownServer: boolean;
  /** Null: the relay signs. */
  readonly dkim: {
    readonly domain: string;
    readonly selector: string;
    readonly publicKey: string;
    readonly bits: number;
  } | null;
}

export const setupOf = (mail: MailConfig, key: DkimKey | null): MailSetup => ({
  domain: mail.domain,
  fromDomain: domainOfMailbox(mail.from),
  relay: smtpServerOf(mail.smtpUrl).host,
  ownServer: mail.listen !== null,
  dkim:
    mail.dkim === null || key === null
      ? null
      : {
          domain: mail.dkim.domain,
          selector: mail.dkim.selector,
          publicKey: key.publicKey,
          bits: key.bits,
        },
});

export interface DnsRecord {
  readonly name: string;
  readonly type: "MX" | "TXT";
  readonly value: string;
}

/** Who may send: the relay, or, when it is this machine, the server that receives too. */
export const spfOf = (relay: string): string => {
  if (isLoopback(relay)) return "v=spf1 mx -all";
  const version = isIP(relay);
  return `v=spf1 ${version === 0 ? "a" : `ip${version}`}:${relay} -all`;
};

/** In angle brackets: what the settings do not tell. */
export const recordsToSet = ({
  domain,
  fromDomain,
  relay,
  ownServer,
  dkim,
}: MailSetup): readonly DnsRecord[] => [
  { name: domain, type: "MX", value: ownServer ? "10 <your mail server>" : "<as your mail provider says>" },
  { name: domain, type: "TXT", value: spfOf(relay) },
  ...(dkim === null
    ? [{ name: `<selector>._domainkey.${fromDomain}`, type: "TXT", value: "<as your relay says>" } as const]
    : [
        {
          name: `${dkim.selector}._domainkey.${dkim.domain}`,
          type: "TXT",
          value: `v=DKIM1; k=rsa; p=${dkim.publicKey}`,
        } as const,
      ]),
  {
    name: `_dmarc.${fromDomain}`,
    type: "TXT",
    value: `v=DMARC1; p=quarantine; rua=mailto:postmaster@${fromDomain}`,
  },
];

export const recordLines = (setup: MailSetup): readonly string[] => [
  "Records to set (your relay or provider may want an include: of its own in SPF):",
  ...recordsToSet(setup).flatMap(({ name, type, value }) => [`  ${name}  ${type}`, `      ${value}`]),
];

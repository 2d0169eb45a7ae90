import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { ACCOUNTS, domainOf, STRANGER } from "./cast.ts";

/** A domain's signature (RFC 6376). */
export interface DomainKey {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
  /** What the key's TXT record says. */
  readonly record: string;
}

const SELECTOR = "sandbox";
const BITS = 2048;

const keyOf = async (domain: string): Promise<DomainKey> => {
  const { privateKey, publicKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: BITS,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const bare = publicKey.replace(/-----[A-Z ]+-----|\s/g, "");
  return { domain, selector: SELECTOR, privateKey, record: `v=DKIM1; k=rsa; p=${bare}` };
};

const CAST_DOMAINS: readonly string[] = [
  domainOf(STRANGER.address),
  ...ACCOUNTS.flatMap(({ contacts }) => contacts.map(({ address }) => domainOf(address))),
];

/** One for each made-up domain, anew at each start: DNS is made up with them. */
export const createKeys = async (deskDomain: string) => {
  const [desk, ...cast] = await Promise.all([keyOf(deskDomain), ...[...new Set(CAST_DOMAINS)].map(keyOf)]);
  return { desk, cast };
};

/** A documentation address (RFC 5737): nothing of these domains is sent from this machine, as far as SPF knows. */
const MAIL_SERVERS = "192.0.2.0/24";

/** DNS as it would be: each domain says whose mail is its own. `name/TYPE` → answers, as Node's resolver gives them. */
export const dnsOf = (keys: readonly DomainKey[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    keys.flatMap(({ domain, selector, record }) => [
      [`${domain}/TXT`, [`v=spf1 ip4:${MAIL_SERVERS} -all`]],
      [`_dmarc.${domain}/TXT`, ["v=DMARC1; p=reject"]],
      [`${selector}._domainkey.${domain}/TXT`, [record]],
    ]),
  );

import { getDomain } from "tldts";
import { type Check, fine, messageOf, wrong } from "./check.ts";
import type { Dns } from "./mail-dns.ts";
import { type MailSetup, recordsToSet, spfOf } from "./mail-setup.ts";

const NO_DNS = "See whether this machine reaches a DNS server; the records may be right.";

/** `v=DMARC1; p=none` as names and values; a name that comes twice counts once, as first written. */
const tagsOf = (record: string): ReadonlyMap<string, string> =>
  new Map(
    record
      .split(";")
      .map((tag) => tag.split(/=(.*)/s))
      .map(([name = "", value = ""]): [string, string] => [name.trim().toLowerCase(), value.trim()])
      .reverse(),
  );

const organisation = (domain: string): string => getDomain(domain, { allowPrivateDomains: true }) ?? domain;

const wanted = (setup: MailSetup, name: string): string =>
  recordsToSet(setup)
    .filter((record) => record.name === name)
    .map(({ type, value }) => `Set ${name} ${type} ${value}`)
    .join("\n");

const mx = async ({ domain }: MailSetup, dns: Dns): Promise<Check> => {
  const name = "Mail: MX";
  const found = await dns.mx(domain);
  const servers = found.map(({ exchange }) => exchange);
  if (servers.length === 0) {
    return wrong(
      name,
      `${domain} has no MX record: no answer can arrive.`,
      `Set ${domain} MX 10 <your mail server>`,
    );
  }
  // A null MX says that the domain takes no mail (RFC 7505).
  if (servers.every((server) => server === "" || server === ".")) {
    return wrong(name, `${domain} says that it takes no mail (null MX).`, "Point it to your mail server.");
  }
  for (const server of servers) {
    if ((await dns.addresses(server)).length === 0) {
      return wrong(
        name,
        `${domain} names ${server}, which has no address.`,
        "Give it an A record, or name another.",
      );
    }
  }
  return fine(name, `${domain} → ${servers.join(", ")}.`);
};

const spf = async (setup: MailSetup, dns: Dns): Promise<Check> => {
  const name = "Mail: SPF";
  const { domain } = setup;
  const records = (await dns.txt(domain)).filter((text) => /^v=spf1(\s|$)/i.test(text));
  const [record] = records;
  const set = `Set ${domain} TXT ${spfOf(setup.relay)}, or the include: that your relay wants.`;
  if (record === undefined) return wrong(name, `${domain} has no SPF record; bounces come from there.`, set);
  // RFC 7208, 4.5
  if (records.length > 1)
    return wrong(name, `${domain} has ${records.length} SPF records, so none counts.`, "Leave one.");
  if (/\s\+?all\s*$/i.test(record)) return wrong(name, `${domain} lets everybody send (${record}).`, set);
  return /\s[-~]all\s*$|\sredirect=/i.test(record)
    ? fine(name, `${domain}: ${record}`)
    : wrong(name, `${domain} forbids nobody to send (${record}).`, "End it with -all or ~all.");
};

const dkim = async (setup: MailSetup, dns: Dns): Promise<Check> => {
  const name = "Mail: DKIM";
  if (setup.dkim === null) {
    return fine(name, "DKIM_KEY_FILE is not set: the relay has to sign. The probe shows whether it does.");
  }
  const { domain, selector, publicKey, bits } = setup.dkim;
  const at = `${selector}._domainkey.${domain}`;
  if (organisation(domain) !== organisation(setup.fromDomain)) {
    return wrong(
      name,
      `The signature is for ${domain}, and mail is from ${setup.fromDomain}: it proves nothing to the reader.`,
      "Set DKIM_DOMAIN to the domain of MAIL_FROM.",
    );
  }
  const [record] = await dns.txt(at);
  if (record === undefined)
    return wrong(name, `${at} does not exist: every signature fails.`, wanted(setup, at));
  const held = tagsOf(record).get("p")?.replace(/\s/g, "");
  if (held === "")
    return wrong(name, `${at} says that the key was withdrawn (p= is empty).`, wanted(setup, at));
  if (held !== publicKey)
    return wrong(name, `${at} holds another key than DKIM_KEY_FILE.`, wanted(setup, at));
  return bits < 2048
    ? fine(name, `${at} holds this key. It has ${bits} bits; new ones have 2048.`)
    : fine(name, `${at} holds this key (${bits} bits).`);
};

const dmarc = async (setup: MailSetup, dns: Dns): Promise<Check> => {
  const name = "Mail: DMARC";
  const { fromDomain } = setup;
  const asked = [...new Set([fromDomain, organisation(fromDomain)])].map((domain) => `_dmarc.${domain}`);
  for (const at of asked) {
    const records = (await dns.txt(at)).filter((text) => /^v=DMARC1\s*(;|$)/i.test(text));
    const [record] = records;
    if (record === undefined) continue;
    if (records.length > 1)
      return wrong(name, `${at} has ${records.length} records, so none counts.`, "Leave one.");
    const tags = tagsOf(record);
    const strict = (tag: string, domain: string): boolean => tags.get(tag) === "s" && domain !== fromDomain;
    if (setup.dkim !== null && strict("adkim", setup.dkim.domain)) {
      return wrong(
        name,
        `${at} wants signatures of ${fromDomain} itself (adkim=s); ours is of ${setup.dkim.domain}.`,
        "Set DKIM_DOMAIN to the domain of MAIL_FROM, or leave out adkim=s.",
      );
    }
    return fine(
      name,
      tags.get("p") === "none"
        ? `${at} only watches (p=none): anybody may write as you.`
        : `${at}: ${record}`,
    );
  }
  return wrong(
    name,
    `${asked.join(" and ")} do not exist: anybody may write as you.`,
    wanted(setup, `_dmarc.${fromDomain}`),
  );
};

const tried = async (name: string, looking: Promise<Check>): Promise<Check> =>
  looking.catch((error: unknown) => wrong(name, `DNS does not answer: ${messageOf(error)}`, NO_DNS));

/** What DNS says now of what it should say. */
export const checkRecords = (setup: MailSetup, dns: Dns): Promise<readonly Check[]> =>
  Promise.all([
    tried("Mail: MX", mx(setup, dns)),
    tried("Mail: SPF", spf(setup, dns)),
    tried("Mail: DKIM", dkim(setup, dns)),
    tried("Mail: DMARC", dmarc(setup, dns)),
  ]);

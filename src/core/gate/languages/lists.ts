import type { Category } from "../category.ts";
import type { Verb } from "../language.ts";

/** "a, b, c" as its parts. */
export const list = (text: string): readonly string[] => text.split(",").map((one) => one.trim());

/** Every beginning with every end: "can you", "could somebody". */
export const each = (beginnings: string, ends: string): readonly string[] =>
  list(beginnings).flatMap((first) => list(ends).map((last) => `${first} ${last}`));

type Things = Readonly<Record<Category, readonly string[]>>;

/** What is called so in every language here. */
const TECHNICAL: Things = {
  credentials: list(
    "password, login, logins, 2fa, pin, ssh key, api key, api token, epp, epp code, auth code, authcode, root, ftp, sftp, user, webmail, username, otp",
  ),
  network: list("vpn, firewall, ip, ips, trusted ip, port, ipv6, ddos, port 25, fail2ban, whitelist"),
  dns: list(
    "dns, mx, mx record, cname, txt, txt record, spf, dkim, dmarc, a record, aaaa, nameserver, nameservers, name server, ttl, dnssec, ptr, rdns, whois",
  ),
  server: list(
    "server, vps, ram, cpu, ssd, apache, nginx, mysql, mariadb, ubuntu, debian, docker, snapshot, hostname, ssh, root server, kernel",
  ),
  website: list(
    "website, wordpress, plugin, plugins, ssl, https, htaccess, joomla, blog, homepage, php, staging, backup, cache",
  ),
  subscription: list("upgrade, plan, premium, addon"),
  account: list("account, email, e mail, paypal, iban"),
};

/** A language's own names of things, and the technical ones. */
export const withTechnical = (own: Things): Things => ({
  account: [...own.account, ...TECHNICAL.account],
  subscription: [...own.subscription, ...TECHNICAL.subscription],
  server: [...own.server, ...TECHNICAL.server],
  network: [...own.network, ...TECHNICAL.network],
  website: [...own.website, ...TECHNICAL.website],
  dns: [...own.dns, ...TECHNICAL.dns],
  credentials: [...own.credentials, ...TECHNICAL.credentials],
});

/** Verbs by their base and done forms, each a list with `/`; these languages have no third form that counts. */
export const verbs = (
  written: readonly (readonly [base: string, done: string])[],
  category: Category | null,
  alone: Category | null = category,
): readonly Verb[] => written.map(([base, done]) => ({ base, done, doing: "", category, alone }));

import { Resolver } from "node:dns/promises";
import { createMailJudge } from "../../adapters/mail/read/index.ts";
import type { MailConfig } from "../config.ts";
import type { Desk } from "../core/policy/policy.ts";
import type { MailDesk } from "../shell/tickets/letters.ts";
import type { Post } from "./post.ts";

/** A name server that does not answer is asked again later, not waited for. */
const DNS = { timeout: 5_000, tries: 2 };

/** DNS as mail is judged by: the machine's own name servers. */
export const createDnsResolver = () => {
  const dns = new Resolver(DNS);
  return async (name: string, type: string): Promise<readonly unknown[]> => {
    const found = await dns.resolve(name, type);
    return Array.isArray(found) ? found : [found];
  };
};

/** Nobody's answer comes from these. */
export const ownAddressesOf = (
  config: Pick<MailConfig, "from"> | null,
  desks: readonly Desk[],
): readonly string[] => [
  ...(config === null ? [] : [config.from]),
  ...desks.flatMap(({ policy }) => policy.tickets.address ?? []),
];

/** Mail that goes out and comes back, so that tickets can be confirmed; null: there is no way in. */
export const mailDeskOf = (
  config: MailConfig | null,
  { mail, sources }: Post,
  desks: () => readonly Desk[],
): MailDesk | null => {
  if (config === null || mail === null || sources.length === 0) return null;
  const judge = createMailJudge({
    resolver: createDnsResolver(),
    ownAddresses: () => ownAddressesOf(config, desks()),
  });
  return { mail, domain: config.domain, judge, sources };
};

/** Who writes and reads mail in the sandbox: made up, as their domains are (RFC 2606). */

export interface CastContact {
  readonly address: string;
  readonly name: string;
  /** What they may order: categories of tickets, or `all`. */
  readonly permissions: readonly string[];
}

export interface CastAccount {
  readonly reference: string;
  readonly name: string;
  readonly plan: string;
  readonly domains: readonly string[];
  readonly contacts: readonly CastContact[];
}

/** The customers on file. */
export const ACCOUNTS: readonly CastAccount[] = [
  {
    reference: "4711",
    name: "Example GmbH",
    plan: "Business",
    domains: ["example.org"],
    contacts: [
      { address: "owner@example.org", name: "Olivia Example", permissions: ["all"] },
      { address: "billing@example.org", name: "Bill Example", permissions: ["subscription"] },
    ],
  },
  {
    reference: "4712",
    name: "Rivers Bakery",
    plan: "Starter",
    domains: ["example.net"],
    contacts: [{ address: "sam@example.net", name: "Sam Rivers", permissions: ["all"] }],
  },
];

/** Has a mail server and a signature of their own, and is on nobody's file. */
export const STRANGER = { address: "mallory@elsewhere.example", name: "Mallory" } as const;

export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

export const nameOf = (address: string): string => {
  const known = [...ACCOUNTS.flatMap((account) => account.contacts), STRANGER];
  return known.find((one) => one.address === address)?.name ?? address;
};

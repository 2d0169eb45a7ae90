import { Resolver } from "node:dns/promises";

/** What DNS holds. An empty list: there is nothing of the kind; DNS that does not answer throws. */
export interface Dns {
  readonly txt: (name: string) => Promise<readonly string[]>;
  readonly mx: (name: string) => Promise<readonly { readonly exchange: string; readonly priority: number }[]>;
  readonly addresses: (name: string) => Promise<readonly string[]>;
}

const NOTHING = new Set(["ENOTFOUND", "ENODATA"]);

const orNothing = async <T>(asked: Promise<readonly T[]>): Promise<readonly T[]> =>
  asked.catch((cause: unknown) => {
    if (cause instanceof Error && "code" in cause && NOTHING.has(String(cause.code))) return [];
    throw cause;
  });

/** This machine's resolver, with little patience. */
export const createDns = (): Dns => {
  const resolver = new Resolver({ timeout: 3000, tries: 2 });
  return {
    txt: async (name) => (await orNothing(resolver.resolveTxt(name))).map((parts) => parts.join("")),
    mx: (name) => orNothing(resolver.resolveMx(name)),
    addresses: async (name) => [
      ...(await orNothing(resolver.resolve4(name))),
      ...(await orNothing(resolver.resolve6(name))),
    ],
  };
};

/** The same, as whoever judges mail asks it. */
export const asResolver =
  (dns: Dns) =>
  async (name: string, type: string): Promise<readonly unknown[]> => {
    const found: readonly unknown[] = await (type === "TXT"
      ? dns.txt(name).then((records) => records.map((record) => [record]))
      : type === "MX"
        ? dns.mx(name)
        : dns.addresses(name).then((all) => all.filter((one) => one.includes(":") === (type === "AAAA"))));
    if (found.length === 0) throw Object.assign(new Error("there is nothing"), { code: "ENOTFOUND" });
    return found;
  };

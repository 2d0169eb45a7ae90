import { domainToASCII } from "node:url";
import { DnsError, type Resolver } from "./resolver.ts";

/** `name/TYPE` → what Node's resolver gives for it, or that it fails. */
export type WrittenDns = Readonly<Record<string, readonly unknown[] | "SERVFAIL">>;

const keyOf = (name: string, type: string): string => {
  const bare = name.trim().replace(/\.$/, "");
  const ascii = /^[\x20-\x7e]*$/.test(bare) ? bare : domainToASCII(bare) || bare;
  return `${ascii.toLowerCase()}/${type.trim().toUpperCase()}`;
};

/** A TXT record may be written as one string where Node gives its pieces. */
const asNodeGives = (type: string, answer: readonly unknown[]): readonly unknown[] =>
  type.toUpperCase() === "TXT"
    ? answer.map((record) => (typeof record === "string" ? [record] : record))
    : answer;

/** DNS as somebody wrote it down: whatever is not written does not exist. Nothing goes over the network. */
export const createWrittenDns = (written: WrittenDns): Resolver => {
  const answers = new Map(
    Object.entries(written).map(([key, answer]) => {
      const slash = key.lastIndexOf("/");
      return [keyOf(key.slice(0, slash), key.slice(slash + 1)), answer] as const;
    }),
  );
  return async (name, type) => {
    const answer = answers.get(keyOf(name, type));
    if (answer === undefined) throw new DnsError("ENOTFOUND", `${type} of ${name}`);
    if (answer === "SERVFAIL") throw new DnsError("ESERVFAIL", `${type} of ${name}`);
    return asNodeGives(type, answer);
  };
};

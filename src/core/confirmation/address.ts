import { foldAscii } from "../ascii.ts";
import type { Address } from "./facts.ts";

/** The same mailbox: local parts but for ASCII case, hosts as DNS knows them. No dots, no plus parts are taken away. */
export const isSameAddress = (one: Address | null, other: Address | null): boolean =>
  one?.host != null &&
  other?.host != null &&
  foldAscii(one.local) === foldAscii(other.local) &&
  one.host.name === other.host.name;

/** The secret of `support+c.SECRET@…` (mark `c`) or `bounces+b.SECRET@…` (mark `b`), lower case; null: it has none. */
export const secretOf = ({ local }: Address, mark: "b" | "c"): string | null => {
  const at = local.search(mark === "b" ? /\+b\./i : /\+c\./i);
  return at < 0 || at + 3 === local.length ? null : foldAscii(local.slice(at + 3));
};

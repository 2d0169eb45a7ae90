import { DAY, type Timestamp } from "../time.ts";
import { isSameAddress } from "./address.ts";
import type { Address, Facts, Outside } from "./facts.ts";
import { ignoredBecause, type Need } from "./judge.ts";
import { type Verdict, verdict } from "./outcome.ts";
import { judgeSender } from "./sender.ts";

/** How old a signature may be when no mail of ours bounds it, ms: the longest that mail servers keep trying, and some. */
const OLDEST_MS = 7 * DAY;

/** Where the customer wrote to, and from where they may. */
export interface Door {
  /** The address on file that From was looked up by; null: none. */
  readonly contact: Address | null;
  /** The tickets' address. A signed To or Cc must name it, else a mail of theirs to anybody could be passed on to us. */
  readonly tickets: Address | null;
}

/** The fields in which the mail names the tickets' address. */
const bindingOf = (outside: Outside, tickets: Address | null): readonly string[] => [
  ...(outside.to.some((address) => isSameAddress(address, tickets)) ? ["to"] : []),
  ...(outside.cc.some((address) => isSameAddress(address, tickets)) ? ["cc"] : []),
];

/**
 * A customer's own mail to the tickets' address: C0, C1, C3 and C4, with the address in the token's place.
 * `authenticated` counts for this mail's text alone.
 */
export const judgeOwn = (
  facts: Pick<Facts, "outside" | "sender">,
  { contact, tickets }: Door,
  now: Timestamp,
  own: readonly Address[],
): Verdict | Need => {
  const { outside, sender } = facts;
  const ignored = ignoredBecause(outside, own);
  if (ignored !== null) return verdict("ignored", ignored);
  const { date, from } = outside;
  if (from === null) return verdict("ignored", "C0: From has no address.");
  if (!isSameAddress(from, contact)) return verdict("unverified", "C3: From is not an address on file.");
  if (sender === null) return { need: "sender" };
  const demands = { sentAt: now - OLDEST_MS, binding: bindingOf(outside, tickets), date, now };
  const doubt = judgeSender(sender, from, demands);
  return doubt ?? verdict("authenticated", "C0, C1, C3, C4: the sender is the address on file.");
};

import type { Timestamp } from "../time.ts";
import { bindingOf, impostorBecause, strangerBecause } from "./claim.ts";
import type { Address, Facts, TicketFacts } from "./facts.ts";
import { ignoredBecause, type Need } from "./judge.ts";
import { type Verdict, verdict } from "./outcome.ts";
import { judgeSender } from "./sender.ts";

/**
 * A mail in a ticket's thread, whatever state the ticket is in and whatever the mail says: C0–C4 alone.
 * `authenticated`: the sender is certain. It confirms nothing; the comment is marked verified.
 */
export const judgeComment = (
  facts: Pick<Facts, "outside" | "sender">,
  ticket: TicketFacts,
  now: Timestamp,
  own: readonly Address[],
): Verdict | Need => {
  const { outside, sender } = facts;
  const ignored = ignoredBecause(outside, own);
  if (ignored !== null) return verdict("ignored", ignored);
  const { date, from } = outside;
  if (from === null) return verdict("ignored", "C0: From has no address.");
  const fault = strangerBecause(outside, ticket) ?? impostorBecause(outside, ticket);
  if (fault !== null) return verdict("unverified", fault);
  if (ticket.sentAt === null) return verdict("unverified", "C4: no mail of ours is known to be answered.");
  if (sender === null) return { need: "sender" };
  const demands = { sentAt: ticket.sentAt, binding: bindingOf(outside, ticket), date, now };
  return (
    judgeSender(sender, from, demands) ??
    verdict("authenticated", "C0–C4: the sender is the address on file.")
  );
};

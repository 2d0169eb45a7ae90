import type { Timestamp } from "../time.ts";
import { foldAscii, isSameAddress, secretOf } from "./address.ts";
import { automaticBecause } from "./automatic.ts";
import type { Address, Facts, Outside, TicketFacts } from "./facts.ts";
import { countFault } from "./form.ts";
import { intentOf } from "./intent.ts";
import { type Verdict, verdict } from "./outcome.ts";
import { isUndeliverable } from "./report.ts";
import { judgeSender } from "./sender.ts";

/** What must be read before the judgement can go on. */
export interface Need {
  readonly need: "sender" | "lines";
}

/** C0 and C1: why a mail is not judged at all; null: it is. */
export const ignoredBecause = (outside: Outside, own: readonly Address[]): string | null => {
  const fault = outside.fault ?? countFault(outside.fields);
  if (fault !== null) return `C0: ${fault}.`;
  const automatic = automaticBecause(outside, own);
  return automatic === null ? null : `C1: ${automatic}.`;
};

const hasToken = (recipients: readonly Address[], { matches }: TicketFacts): boolean =>
  recipients.some((recipient) => {
    const secret = secretOf(recipient, "c");
    return secret !== null && matches.token(secret);
  });

/** The fields that tie this mail to the ticket, of which C4 wants one to be signed. */
const bindingOf = (outside: Outside, ticket: TicketFacts): readonly string[] => [
  ...(hasToken(outside.to, ticket) ? ["to"] : []),
  ...(outside.inReplyTo.some(ticket.matches.messageId) ? ["in-reply-to"] : []),
  ...(outside.references.some(ticket.matches.messageId) ? ["references"] : []),
  ...(foldAscii(outside.subject).includes(`[${foldAscii(ticket.id)}]`) ? ["subject"] : []),
];

/** C2, C3 and what the ticket itself says; null: go on. */
const judgeClaim = (outside: Outside, ticket: TicketFacts, now: Timestamp): Verdict | null => {
  const known = [...outside.inReplyTo, ...outside.references].some(ticket.matches.messageId);
  if (!hasToken(outside.recipients, ticket) && !known)
    return verdict("unverified", "C2: it holds neither the reply address of our mail nor its id.");
  // A no may still stop an authenticated request before anybody works on it, however late it comes.
  const mayDeny = ticket.state === "authenticated" && !ticket.workStarted;
  if (ticket.state !== "awaiting" && !mayDeny)
    return verdict("unverified", `The ticket does not wait for an answer: it is ${ticket.state}.`);
  if (!mayDeny && (ticket.expiresAt === null || now > ticket.expiresAt))
    return verdict("expired", "The time for an answer is over.");
  const { from } = outside;
  if (!isSameAddress(from, ticket.addressWhenSent))
    return verdict("unverified", "C3: From is not the address on file to which our mail went.");
  if (!isSameAddress(from, ticket.addressOnFile))
    return verdict("unverified", "C3: From is not the address on file any more.");
  return null;
};

const CERTAIN = "C0–C4: the sender is the address on file.";

/** C5: what the words of a certain sender are worth. */
const judgeWords = (lines: readonly string[], ticket: TicketFacts): Verdict => {
  const { intent, because, wrongNumber } = intentOf(lines, ticket.code);
  const outcome = intent === "yes" ? "authenticated" : intent === "no" ? "denied" : "unclear";
  return {
    ...verdict(outcome, CERTAIN, `C5: ${because}.`),
    ...(wrongNumber === true ? { wrongNumber } : {}),
  };
};

/** Of an authenticated ticket: nothing that a mail says changes it but a no that is certain. */
const judgeLateWords = (lines: readonly string[], ticket: TicketFacts): Verdict | null =>
  intentOf(lines, ticket.code).intent === "no"
    ? null
    : verdict("unverified", "The ticket is authenticated already; only a no would change that.");

/**
 * The order of judgement: the first sentence that holds decides. Says what it needs read before it can go on, so that
 * DNS is asked and a body is read only for mails to which it matters.
 */
export const judge = (
  facts: Facts,
  ticket: TicketFacts,
  now: Timestamp,
  own: readonly Address[],
): Verdict | Need => {
  const { lines, outside, sender } = facts;
  if (isUndeliverable(outside, ticket))
    return verdict(
      "undeliverable",
      "A delivery report to the bounce address says that our mail did not arrive.",
    );
  const ignored = ignoredBecause(outside, own);
  if (ignored !== null) return verdict("ignored", ignored);
  const { from } = outside;
  if (from === null) return verdict("ignored", "C0: From has no address.");
  const claim = judgeClaim(outside, ticket, now);
  if (claim !== null) return claim;
  if (ticket.sentAt === null) return verdict("unverified", "C4: no mail of ours is known to be answered.");
  const late = ticket.state === "authenticated";
  if (late) {
    if (lines === null) return { need: "lines" };
    const idle = judgeLateWords(lines, ticket);
    if (idle !== null) return idle;
  }
  if (sender === null) return { need: "sender" };
  const doubt = judgeSender(sender, from, {
    sentAt: ticket.sentAt,
    binding: bindingOf(outside, ticket),
    date: outside.date,
    now,
  });
  if (doubt !== null)
    return late && doubt.outcome !== "retry" ? verdict("unverified", ...doubt.because) : doubt;
  return lines === null ? { need: "lines" } : judgeWords(lines, ticket);
};

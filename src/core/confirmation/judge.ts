import type { Timestamp } from "../time.ts";
import { automaticBecause } from "./automatic.ts";
import { bindingOf, impostorBecause, strangerBecause } from "./claim.ts";
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

/** C2, what the ticket itself says, and C3; null: go on. */
const judgeClaim = (outside: Outside, ticket: TicketFacts, now: Timestamp): Verdict | null => {
  const stranger = strangerBecause(outside, ticket);
  if (stranger !== null) return verdict("unverified", stranger);
  // A no may still stop an authenticated request before anybody works on it, however late it comes.
  const mayDeny = ticket.state === "authenticated" && !ticket.workStarted;
  if (ticket.state !== "awaiting" && !mayDeny)
    return verdict("unverified", `The ticket does not wait for an answer: it is ${ticket.state}.`);
  if (!mayDeny && (ticket.expiresAt === null || now > ticket.expiresAt))
    return verdict("expired", "The time for an answer is over.");
  const impostor = impostorBecause(outside, ticket);
  return impostor === null ? null : verdict("unverified", impostor);
};

const CERTAIN = "C0–C4: the sender is the address on file.";

/** A reflex answers YES to any mail; only whoever asked in chat can name the number (mail-and-gate.md §1.6). */
const namesNumber = (lines: readonly string[], code: string | null): boolean =>
  code === null || lines.some((line) => line.split(/[^\p{L}\p{N}]+/u).includes(code));

/** C5: what the words of a certain sender are worth. */
const judgeWords = (lines: readonly string[], ticket: TicketFacts): Verdict => {
  const { intent, because, wrongNumber } = intentOf(lines, ticket.code);
  const outcome = intent === "yes" ? "authenticated" : intent === "no" ? "denied" : "unclear";
  const confirmable = outcome === "unclear" && wrongNumber !== true && namesNumber(lines, ticket.code);
  return {
    ...verdict(outcome, CERTAIN, `C5: ${because}.`),
    ...(wrongNumber === true ? { wrongNumber } : {}),
    ...(confirmable ? { confirmable } : {}),
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

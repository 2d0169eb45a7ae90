/** C2 and C3 over a mail's outside: what ties it to a ticket, and whose it says it is. */

import { foldAscii } from "../ascii.ts";
import { isSameAddress, secretOf } from "./address.ts";
import type { Address, Outside, TicketFacts } from "./facts.ts";

const hasToken = (recipients: readonly Address[], { matches }: TicketFacts): boolean =>
  recipients.some((recipient) => {
    const secret = secretOf(recipient, "c");
    return secret !== null && matches.token(secret);
  });

/** The fields that tie this mail to the ticket, of which C4 wants one to be signed. */
export const bindingOf = (outside: Outside, ticket: TicketFacts): readonly string[] => [
  ...(hasToken(outside.to, ticket) ? ["to"] : []),
  ...(outside.inReplyTo.some(ticket.matches.messageId) ? ["in-reply-to"] : []),
  ...(outside.references.some(ticket.matches.messageId) ? ["references"] : []),
  ...(foldAscii(outside.subject).includes(`[${foldAscii(ticket.id)}]`) ? ["subject"] : []),
];

/** C2: why the mail is not taken for an answer to ours; null: it is one. */
export const strangerBecause = (outside: Outside, ticket: TicketFacts): string | null =>
  hasToken(outside.recipients, ticket) ||
  [...outside.inReplyTo, ...outside.references].some(ticket.matches.messageId)
    ? null
    : "C2: it holds neither the reply address of our mail nor its id.";

/** C3: why From is not whom our mail went to, then and now; null: it is. */
export const impostorBecause = ({ from }: Outside, ticket: TicketFacts): string | null => {
  if (!isSameAddress(from, ticket.addressWhenSent))
    return "C3: From is not the address on file to which our mail went.";
  return isSameAddress(from, ticket.addressOnFile) ? null : "C3: From is not the address on file any more.";
};

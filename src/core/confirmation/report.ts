import { isSameAddress, secretOf } from "./address.ts";
import type { Outside, ReportedRecipient, TicketFacts } from "./facts.ts";

/** Our mail is on its way, or has arrived somewhere. */
const NOT_LOST = ["delayed", "relayed", "delivered", "expanded"];

const lost = ({ action }: ReportedRecipient): boolean => action === null || !NOT_LOST.includes(action);

/** A delivery report to this ticket's bounce address that says neither delayed, relayed, delivered nor expanded. */
export const isUndeliverable = (outside: Outside, ticket: TicketFacts): boolean => {
  const { recipients, report } = outside;
  if (report === null) return false;
  const named = recipients.some((recipient) => {
    const id = secretOf(recipient, "b");
    return id !== null && ticket.matches.bounceId(id);
  });
  if (!named) return false;
  // Behind a forwarded mailbox stand several recipients; the one that we wrote to decides where it is named.
  const ours = report.recipients.filter(({ addresses }) =>
    addresses.some(
      (address) =>
        isSameAddress(address, ticket.addressWhenSent) || isSameAddress(address, ticket.addressOnFile),
    ),
  );
  return (ours.length > 0 ? ours : report.recipients).every(lost);
};

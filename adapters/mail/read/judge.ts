import type { Address, Facts, TicketFacts } from "../../../src/core/confirmation/facts.ts";
import { judge, type Need } from "../../../src/core/confirmation/judge.ts";
import { judgeComment as decideComment } from "../../../src/core/confirmation/judge-comment.ts";
import { judgeOwn as decideOwn } from "../../../src/core/confirmation/judge-own.ts";
import type { Verdict } from "../../../src/core/confirmation/outcome.ts";
import type { Timestamp } from "../../../src/core/time.ts";
import { readText } from "./body.ts";
import { splitMail } from "./header.ts";
import { readAddress } from "./host.ts";
import { LIMITS } from "./limits.ts";
import { readOutside } from "./outside.ts";
import { ownLines } from "./own-lines.ts";
import type { Resolver } from "./resolver.ts";
import { type Envelope, readSender } from "./sender.ts";

/** A mail as it came in. */
export interface Arrived {
  readonly raw: Uint8Array;
  readonly envelope: Envelope;
  readonly now: Timestamp;
  readonly resolver: Resolver;
  /** The desk's own addresses: what comes from them is automatic. */
  readonly ownAddresses?: readonly string[];
}

/** A ticket, and the text of the mail that asked for its confirmation. */
export interface AskedTicket extends Omit<TicketFacts, "addressOnFile" | "addressWhenSent"> {
  readonly addressOnFile: string | null;
  readonly addressWhenSent: string | null;
  readonly mailText: string;
}

const addressOf = (text: string | null): Address | null => (text === null ? null : readAddress(text));

/** Reads what the judgement asks for, piece by piece, until it is made. */
const judgeArrived = async (
  { envelope, raw, resolver }: Arrived,
  sentText: string,
  decide: (facts: Facts) => Verdict | Need,
): Promise<Verdict> => {
  // Of a mail that is too long only a delivery report's beginning matters.
  const mail = splitMail(raw.subarray(0, LIMITS.mail));
  const outside = await readOutside(raw, mail, envelope);
  let facts: Facts = { outside, sender: null, lines: null };
  for (;;) {
    const step = decide(facts);
    if (!("need" in step)) return step;
    if (step.need === "lines") facts = { ...facts, lines: ownLines(await readText(mail), sentText) };
    else if (outside.from !== null) {
      const sender = await readSender(mail, outside.from, envelope, outside.envelopeFrom, resolver);
      facts = { ...facts, sender };
    }
  }
};

const readOwn = ({ ownAddresses = [] }: Arrived): readonly Address[] =>
  ownAddresses.map(readAddress).filter((address) => address !== null);

const factsOf = (ticket: AskedTicket): TicketFacts => ({
  ...ticket,
  addressOnFile: addressOf(ticket.addressOnFile),
  addressWhenSent: addressOf(ticket.addressWhenSent),
});

/** What a mail means for a ticket. Never fails for what the mail holds. */
export const judgeMail = (arrived: Arrived, ticket: AskedTicket): Promise<Verdict> => {
  const [facts, own] = [factsOf(ticket), readOwn(arrived)];
  return judgeArrived(arrived, ticket.mailText, (read) => judge(read, facts, arrived.now, own));
};

/** Whether a mail in a ticket's thread is by the address on file: `authenticated`, and it confirms nothing. */
export const judgeComment = (arrived: Arrived, ticket: AskedTicket): Promise<Verdict> => {
  const [facts, own] = [factsOf(ticket), readOwn(arrived)];
  return judgeArrived(arrived, "", (read) => decideComment(read, facts, arrived.now, own));
};

/** A mail that a customer sent to `ticketsAddress` of their own; `contactAddress`: the one on file that it may be from. */
export const judgeOwn = (
  arrived: Arrived,
  {
    contactAddress,
    ticketsAddress,
  }: { readonly contactAddress: string | null; readonly ticketsAddress: string },
): Promise<Verdict> => {
  const door = { contact: addressOf(contactAddress), tickets: addressOf(ticketsAddress) };
  const own = readOwn(arrived);
  return judgeArrived(arrived, "", (read) => decideOwn(read, door, arrived.now, own));
};

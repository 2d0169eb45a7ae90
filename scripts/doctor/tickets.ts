import { domainOfMailbox } from "../../src/config/mail.ts";
import type { Config } from "../../src/config.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { type Check, fine, wrong } from "./check.ts";

const POLICY = "(tickets.address of the policy file)";

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const doorOf = (desk: Desk, { mail, helpdesk }: Pick<Config, "mail" | "helpdesk">): Check => {
  const name = `Tickets of ${desk.name}: the customers' own door`;
  const { address, formUrl } = desk.policy.tickets;
  if (address === null) {
    return formUrl === null
      ? fine(
          name,
          "None: customers open tickets in chat alone. tickets.address or tickets.form_url makes one.",
        )
      : fine(name, `The form ${formUrl}.`);
  }
  if (helpdesk.type === "mail" && same(helpdesk.address, address)) {
    return wrong(
      name,
      `${address} ${POLICY} is where HELPDESK sends tickets on to: they would come in again.`,
      "Give HELPDESK the helpdesk's own mailbox, and tickets.address one that this desk reads.",
    );
  }
  if (mail === null || (mail.listen === null && mail.imapUrl === null)) {
    return wrong(
      name,
      `Customers are told to write to ${address} ${POLICY}, and no mail comes in here.`,
      "Set MAIL_LISTEN or IMAP_URL (beside SMTP_URL and MAIL_FROM), or leave the address out of the policy file.",
    );
  }
  const domain = domainOfMailbox(address);
  if (domain === mail.domain) return fine(name, `Mail to ${address} opens a ticket.`);
  const how = mail.listen === null ? "the mailbox of IMAP_URL gets" : "your mail server hands over";
  return fine(
    name,
    `Mail to ${address} opens a ticket, if ${how} what is sent to ${domain} too: the addresses that replies go to are of ${mail.domain}.`,
  );
};

const shared = (desks: readonly Desk[]): readonly Check[] =>
  desks.flatMap((desk, index) => {
    const { address } = desk.policy.tickets;
    const first = desks
      .slice(0, index)
      .find(
        (one) =>
          address !== null &&
          one.policy.tickets.address !== null &&
          same(one.policy.tickets.address, address),
      );
    return first === undefined
      ? []
      : [
          wrong(
            `Tickets of ${desk.name}: address`,
            `${address} is the address of ${first.name} too, which gets all of its mail.`,
            "Give each desk an address of its own: under policy.tickets of the desk.",
          ),
        ];
  });

/** Whether what the policy file tells customers of tickets, and what the settings of mail can do, fit together. */
export const checkTickets = (
  config: Pick<Config, "mode" | "mail" | "helpdesk">,
  desks: readonly Desk[],
): readonly Check[] =>
  // The sandbox's mail goes round on this machine, whatever is set.
  config.mode === "sandbox" ? [] : [...desks.map((desk) => doorOf(desk, config)), ...shared(desks)];

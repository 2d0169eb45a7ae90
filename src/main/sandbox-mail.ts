import { domainToASCII } from "node:url";
import { createListener, createMail } from "../../adapters/mail/index.ts";
import { createMailJudge } from "../../adapters/mail/read/index.ts";
import { createWrittenDns } from "../../adapters/mail/read/written-dns.ts";
import { ACCOUNTS, type Mailboxes, startMailboxes } from "../../adapters/sandbox/index.ts";
import { importCustomers } from "../../db/customers.ts";
import { judgementsIn } from "../../db/judgements.ts";
import type { OpenStore } from "../../db/store.ts";
import { readRow } from "../core/customers/row.ts";
import { SANDBOX_MAIL_DOMAIN, SANDBOX_TICKETS_ADDRESS } from "../policy-file/sandbox-desk.ts";
import type { Clock, Ids, Log } from "../ports.ts";
import type { MailDesk } from "../shell/tickets/letters.ts";

export interface SandboxMail {
  readonly mailboxes: Mailboxes;
  readonly desk: MailDesk;
  /** Puts the made-up customers on file; changes nothing when they are. */
  readonly seed: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const cells = ACCOUNTS.flatMap(({ reference, name, plan, domains, contacts }) =>
  contacts.map((contact) => [
    reference,
    name,
    plan,
    domains.join(" "),
    contact.address,
    contact.name,
    contact.permissions.join(" "),
  ]),
);

const rows = async function* () {
  yield cells.map((row, index) => readRow(index + 1, row, domainToASCII));
};

/**
 * Mail in the sandbox: the desk sends by SMTP to the customers' mailboxes and takes their mail by SMTP, both on
 * loopback, and judges it by DNS that is made up with their signatures. Nothing leaves the machine.
 */
export const startSandboxMail = async ({
  store,
  databaseUrl,
  clock,
  ids,
  log,
}: {
  readonly store: OpenStore;
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): Promise<SandboxMail> => {
  const listener = createListener({
    protocol: "smtp",
    host: "127.0.0.1",
    port: 0,
    relays: [],
    name: SANDBOX_MAIL_DOMAIN,
    log,
    now: clock.now,
  });
  const mailboxes = await startMailboxes({
    sql: store.sql,
    clock,
    log,
    deskPort: listener.port,
    ticketsAddress: SANDBOX_TICKETS_ADDRESS,
    judged: (sha256) => judgementsIn(store.sql, sha256),
  });
  const { deskKey } = mailboxes;
  const mail = createMail({
    smtpUrl: mailboxes.smtpUrl,
    from: `Example Hosting <${SANDBOX_TICKETS_ADDRESS}>`,
    dkim: { domain: deskKey.domain, selector: deskKey.selector, key: deskKey.privateKey },
  });
  const judge = createMailJudge({
    resolver: createWrittenDns(mailboxes.dns),
    ownAddresses: () => [SANDBOX_TICKETS_ADDRESS],
  });
  const seed = async (): Promise<void> => {
    const now = clock.now();
    const options = { ids, now, asOf: now, keepGood: false, sync: false, force: false, dryRun: false };
    await importCustomers(databaseUrl, rows(), options);
  };
  return {
    mailboxes,
    desk: { mail, domain: SANDBOX_MAIL_DOMAIN, judge, sources: [listener] },
    seed,
    stop: mailboxes.stop,
  };
};

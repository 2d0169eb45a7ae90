import { domainToASCII } from "node:url";
import { readAddress } from "../../../core/customers/address.ts";
import { redactSecrets } from "../../../core/gate/secrets.ts";
import type { Desk } from "../../../core/policy/policy.ts";
import { permissionFor } from "../../../core/ticket/ticket-policy.ts";
import type { ReadMail } from "../../../ports-mail.ts";
import type { StoredMail, TicketText } from "../../../ports-tickets.ts";
import { freshTicket, ticketTask } from "../apply.ts";
import { keptOf } from "../quarantine.ts";
import { again, type IntakeOptions, mayWait } from "./options.ts";

const SENT_AGAIN = "The same signed mail opened a ticket before.";

/** The customer's own door: a mail to the tickets' address opens a ticket, whoever sent it, and says nothing to them. */
export const own = async (
  stored: StoredMail,
  read: ReadMail,
  { desk, address }: { readonly desk: Desk; readonly address: string },
  options: IntakeOptions,
): Promise<void> => {
  const { store, judge, find, carryOut, nextOn, clock, ids } = options;
  const now = clock.now();
  const text = `${read.subject}\n${read.text}`;
  const category = options.category(text, desk);
  const from = read.fromAddress === null ? null : readAddress("from", read.fromAddress, domainToASCII);
  const onFile = from === null || !from.ok ? [] : await store.customers.contactsByAddress(from.value.key);
  const may = onFile.find(
    ({ permissions }) =>
      permissions.includes("all") ||
      (category === null ? permissions.length > 0 : permissions.includes(category)),
  );
  const contact = may ?? onFile[0] ?? null;
  const verdict = await judge.judgeOwn(
    stored,
    { contactAddress: contact?.address ?? null, ticketsAddress: address },
    now,
  );
  if (verdict.outcome === "retry" && mayWait(stored, clock)) return again(stored, options);
  const outcome = verdict.outcome === "retry" ? "unverified" : verdict.outcome;
  const authenticated = outcome === "authenticated" && may !== undefined;
  const because =
    outcome === "authenticated" && may === undefined
      ? [...verdict.because, "This contact may not order changes of this kind."]
      : verdict.because;
  const kept = await keptOf(stored, outcome, find);
  if (outcome === "ignored") {
    await store.transaction((tx) => tx.mailJudged(stored.id, { ticketId: null, outcome, because, kept }));
    return;
  }
  const ticketId = ids.next();
  const clean = async (said: string): Promise<string> => redactSecrets(said, await find(said));
  const texts = { subject: ids.next(), request: ids.next() };
  const rows: readonly TicketText[] = [
    {
      id: texts.subject,
      ticketId,
      kind: "subject",
      text: await clean(read.subject || "(no subject)"),
      at: now,
    },
    { id: texts.request, ticketId, kind: "request", text: await clean(read.text || "(no text)"), at: now },
  ];
  const permission = permissionFor(desk.policy.tickets, category, text);
  await carryOut(async (tx) => {
    await tx.savePolicy(desk.policy);
    if (!(await tx.claimSignatures(stored.id, read.signatures))) {
      await tx.mailJudged(stored.id, { ticketId: null, outcome: "ignored", because: [SENT_AGAIN], kept });
      return [];
    }
    if (!(await tx.mailJudged(stored.id, { ticketId, outcome, because, kept }))) return [];
    await tx.insertTicketTexts(rows);
    return [
      ticketTask(freshTicket(ticketId, desk.id, desk.policy.version), {
        type: "ReceiveOwnMail",
        at: now,
        ticketId,
        number: await tx.nextTicketNumber(),
        mailId: stored.id,
        contactId: authenticated ? (contact?.id ?? null) : null,
        category,
        permission,
        texts,
        authenticated,
        because,
        next: await nextOn(tx, desk, permission),
      }),
    ];
  });
};

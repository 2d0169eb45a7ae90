import { createHash } from "node:crypto";
import { domainToASCII } from "node:url";
import { readAddress } from "../../core/customers/address.ts";
import { redactSecrets } from "../../core/gate/secrets.ts";
import { recipientOf } from "../../core/mail/address.ts";
import type { Desk } from "../../core/policy/policy.ts";
import type { ReplyOutcome } from "../../core/ticket/event.ts";
import { permissionFor } from "../../core/ticket/ticket-policy.ts";
import { DAY, MINUTE } from "../../core/time.ts";
import type { Clock, Ids, Log, SecretFinder } from "../../ports.ts";
import type { MailJudge, ReadMail, ReceivedMail } from "../../ports-mail.ts";
import type { Store, Tx } from "../../ports-store.ts";
import type { StoredConfirmation, StoredMail, StoredTicket, TicketText } from "../../ports-tickets.ts";
import type { Desks } from "../desks.ts";
import { freshTicket, type TicketTask, ticketTask } from "./apply.ts";
import type { TicketDesk } from "./desk.ts";
import { hashOf } from "./letters.ts";
import { keptOf } from "./quarantine.ts";
import { codeId } from "./route.ts";

export interface IntakeOptions {
  readonly store: Store;
  readonly desks: Desks;
  readonly judge: MailJudge;
  readonly find: SecretFinder;
  readonly domain: string;
  readonly carryOut: (tasks: (tx: Tx) => Promise<readonly TicketTask[]>) => Promise<void>;
  readonly nextOn: TicketDesk["nextOn"];
  readonly category: (text: string, desk: Desk) => Parameters<typeof permissionFor>[1];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** A judgement that DNS kept from being made is tried again for so long. */
const TRY_FOR_MS = DAY;
const FIRST_AGAIN_MS = MINUTE;
const AT_ONCE = 50;

/** The ticket that a mail is about, and the mail of ours that it answers. */
interface Target {
  readonly ticket: StoredTicket;
  readonly answers: StoredConfirmation | null;
}

const SUBJECT_NUMBER = /\[T-(\d{1,12})\]/i;

/**
 * Takes mail for good, finds its ticket, has it judged and files it. Nothing of it is ever shown in chat, and nobody
 * learns from its fate whether an account or a ticket exists.
 */
export const createIntake = (options: IntakeOptions) => {
  const { store, desks, judge, find, domain, carryOut, nextOn, clock, ids, log } = options;

  const targetOf = async (mail: ReadMail): Promise<Target | null> => {
    const found = async (kind: "token" | "messageId" | "bounce", secret: string): Promise<Target | null> => {
      const answers = await store.tickets.confirmationBy(kind, hashOf(secret));
      const ticket = answers === null ? null : await store.tickets.ticket(answers.ticketId);
      return ticket === null ? null : { ticket, answers };
    };
    for (const address of mail.recipients) {
      const recipient = recipientOf(address, domain, []);
      const target =
        recipient.type === "reply"
          ? await found("token", recipient.token)
          : recipient.type === "bounce"
            ? await found("bounce", recipient.bounceId)
            : null;
      if (target !== null) return target;
    }
    for (const reference of mail.references) {
      const target = await found("messageId", reference);
      if (target !== null) return target;
    }
    const number = SUBJECT_NUMBER.exec(mail.subject)?.[1];
    const ticket = number === undefined ? null : await store.tickets.ticketByNumber(Number(number));
    return ticket === null ? null : { ticket, answers: null };
  };

  const filed = async (text: string, ticketId: string): Promise<TicketText | null> => {
    if (text.trim() === "") return null;
    const clean = redactSecrets(text, await find(text));
    return { id: ids.next(), ticketId, kind: "reply", text: clean, at: clock.now() };
  };

  const again = async (stored: StoredMail): Promise<void> => {
    const waitMs = Math.min(FIRST_AGAIN_MS * 2 ** stored.attempts, 30 * MINUTE);
    await store.transaction((tx) => tx.mailAgainAt(stored.id, clock.now() + waitMs));
  };

  const mayWait = ({ receivedAt }: StoredMail): boolean => clock.now() - receivedAt < TRY_FOR_MS;

  const reply = async (stored: StoredMail, read: ReadMail, { ticket, answers }: Target): Promise<void> => {
    const { state } = ticket;
    const now = clock.now();
    const contact = state.contactId === null ? null : await store.customers.addressNow(state.contactId);
    const code = state.numberMatching
      ? ((await store.tickets.texts([codeId(ticket.id)])).get(codeId(ticket.id)) ?? null)
      : null;
    const request = `${state.texts.subject} ${state.texts.request}`;
    // Only a mail that asked for these very words can have them confirmed.
    const counts = answers?.confirms === true && answers.request === request;
    const hashes = {
      token: answers?.tokenHash ?? null,
      messageId: answers?.messageIdHash ?? null,
      bounceId: answers?.bounceHash ?? null,
    };
    const id = `T-${state.number}`;
    const verdict = await judge.judge(
      stored,
      {
        id,
        state: state.confirmation,
        workStarted: state.startedBy !== null,
        hashes: counts ? hashes : { ...hashes, token: null, messageId: null },
        code,
        sentAt: answers?.sentAt ?? null,
        expiresAt: answers?.expiresAt ?? null,
        addressOnFile: contact?.address ?? null,
        addressWhenSent: answers?.address ?? null,
        mailText: answers?.mailText ?? "",
      },
      now,
    );
    const { because } = verdict;
    const known = ["authenticated", "denied", "unclear"].includes(verdict.outcome);
    const sure =
      known ||
      (verdict.outcome === "unverified" && answers !== null && contact !== null
        ? await judge.isFromContact(
            stored,
            { id, hashes, addressOnFile: contact.address, sentAt: answers.createdAt },
            now,
          )
        : false);
    if ((verdict.outcome === "retry" || sure === "retry") && mayWait(stored)) return again(stored);
    const outcome: ReplyOutcome = verdict.outcome === "retry" ? "unverified" : verdict.outcome;
    const text =
      outcome === "ignored" || outcome === "undeliverable" ? null : await filed(read.text, ticket.id);
    const kept = await keptOf(stored, outcome, find);
    await carryOut(async (tx) => {
      const locked = await tx.ticket(ticket.id);
      await tx.mailJudged(stored.id, { ticketId: ticket.id, outcome, because, kept });
      if (locked === null) return [];
      await tx.insertTicketTexts(text === null ? [] : [text]);
      const desk = desks.byId(locked.desk);
      return [
        ticketTask(locked, {
          type: "RecordReply",
          at: now,
          mailId: stored.id,
          outcome,
          because,
          textId: text?.id ?? null,
          verified: sure === true,
          wrongNumber: verdict.wrongNumber === true,
          confirmable: verdict.confirmable === true,
          next: await nextOn(tx, desk, locked.state.permission),
        }),
      ];
    });
  };

  const own = async (stored: StoredMail, read: ReadMail, desk: Desk, address: string): Promise<void> => {
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
    if (verdict.outcome === "retry" && mayWait(stored)) return again(stored);
    const outcome = verdict.outcome === "retry" ? "unverified" : verdict.outcome;
    const authenticated = outcome === "authenticated" && may !== undefined;
    const because =
      outcome === "authenticated" && may === undefined
        ? [...verdict.because, "This contact may not order changes of this kind."]
        : verdict.because;
    const kept = await keptOf(stored, outcome, find);
    if (outcome === "ignored") {
      return store.transaction((tx) => tx.mailJudged(stored.id, { ticketId: null, outcome, because, kept }));
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
      await tx.insertTicketTexts(rows);
      await tx.mailJudged(stored.id, { ticketId, outcome, because, kept });
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

  const ticketAddresses = (): readonly { readonly desk: Desk; readonly address: string }[] =>
    desks.current().flatMap((desk) => {
      const { address } = desk.policy.tickets;
      return address === null ? [] : [{ desk, address }];
    });

  const process = async (stored: StoredMail): Promise<void> => {
    const read = await judge.read(stored);
    const target = await targetOf(read);
    if (target !== null) return reply(stored, read, target);
    for (const { desk, address } of ticketAddresses()) {
      const isTheirs = read.recipients.some((one) => recipientOf(one, domain, [address]).type === "tickets");
      if (isTheirs) return own(stored, read, desk, address);
    }
    const because = ["It answers no mail of ours and was written to no address of tickets."];
    const kept = await keptOf(stored, "ignored", find);
    await store.transaction((tx) =>
      tx.mailJudged(stored.id, { ticketId: null, outcome: "ignored", because, kept }),
    );
  };

  return {
    /** By its form alone: an address that could be a ticket's says nothing of which there are. */
    isKnown: async (recipient: string): Promise<boolean> =>
      recipientOf(
        recipient,
        domain,
        ticketAddresses().map(({ address }) => address),
      ).type !== "unknown",
    /** Durable when it returns; what cannot be judged now is judged later. */
    receive: async ({ raw, envelope, receivedAt }: ReceivedMail): Promise<"taken" | "retry"> => {
      const sha256 = createHash("sha256").update(raw).digest("hex");
      const stored: StoredMail = { id: ids.next(), sha256, raw, envelope, receivedAt, attempts: 0 };
      const isNew = await store.transaction((tx) => tx.insertMail(stored));
      if (!isNew) return "taken";
      await process(stored).catch((cause: unknown) =>
        log.error({ err: cause, mailId: stored.id }, "a mail could not be judged; it is tried again"),
      );
      return "taken";
    },
    /** Those whose judgement had to wait. */
    go: async (): Promise<void> => {
      for (const stored of await store.tickets.waitingMails(clock.now(), AT_ONCE)) {
        await process(stored).catch(async (cause: unknown) => {
          log.error({ err: cause, mailId: stored.id }, "a mail could not be judged; it is tried again");
          await again(stored);
        });
      }
    },
  };
};

export type Intake = ReturnType<typeof createIntake>;

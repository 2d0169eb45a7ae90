import { createTimers } from "../../adapters/bullmq/index.ts";
import { readCustomersCsv } from "../../adapters/customers-csv/index.ts";
import { createMailJudge } from "../../adapters/mail/read/index.ts";
import { createWrittenDns, type WrittenDns } from "../../adapters/mail/read/written-dns.ts";
import { importCustomers } from "../../db/customers.ts";
import { type OpenStore, openStore } from "../../db/store.ts";
import type { ActionName } from "../../src/core/actions.ts";
import type { Category } from "../../src/core/gate/category.ts";
import type { LetterKind } from "../../src/core/mail/letter.ts";
import type { Confirmation } from "../../src/core/ticket/state.ts";
import { SECOND } from "../../src/core/time.ts";
import { createIds } from "../../src/ids.ts";
import type { SteppableClock } from "../../src/main/clock.ts";
import { SANDBOX_MAIL_DOMAIN, SANDBOX_TICKETS_ADDRESS } from "../../src/policy-file/sandbox-desk.ts";
import { readPolicyFile, sandboxDesk } from "../../src/policy-file.ts";
import type { Order } from "../../src/ports.ts";
import type { Helpdesk } from "../../src/ports-helpdesk.ts";
import type { Letter, ReceiveMail } from "../../src/ports-mail.ts";
import type { StoredTicket } from "../../src/ports-tickets.ts";
import { createHouse, type House } from "../../src/shell/house.ts";
import { chunksOf, csv } from "../customers/csv-text.ts";
import { aRequest } from "./a-request.ts";
import { aPerson, createAcceptingChat } from "./accepting-chat.ts";
import { DNS, dateField, type Header, IP, mail, OTHER_IP, OWNER, signed } from "./mails.ts";
import { quietLog } from "./quiet-log.ts";

export interface MailedDesk {
  readonly house: House;
  readonly store: OpenStore;
  /** What the desk has ordered in chat. */
  readonly orders: readonly Order[];
  /** What it has sent by mail. */
  readonly letters: readonly Letter[];
  /** Everything that is due now is done. */
  readonly settle: () => Promise<void>;
  /** Anna asks for this in chat, names good.example as her account, and opens the ticket; its state when it is open. */
  readonly opens: (request: string, options?: Asked) => Promise<StoredTicket>;
  readonly presses: (userId: string, action: ActionName, about: string) => Promise<void>;
  /** A rep writes in the ticket's thread. */
  readonly writes: (userId: string, ticket: StoredTicket, text: string) => Promise<void>;
  /** The owner of good.example answers a mail of the desk's. */
  readonly answers: (letter: Letter, text: string, from?: "owner" | "stranger") => Promise<string>;
  /** The owner writes to the tickets' address. */
  readonly mails: (subject: string, text: string) => Promise<void>;
  readonly ticket: (number: number) => Promise<StoredTicket>;
  /** As soon as it is that. */
  readonly becomes: (ticket: StoredTicket, confirmation: Confirmation) => Promise<StoredTicket>;
  /** Nothing waits any more to be said or sent, and what became of it is on record. */
  readonly rests: () => Promise<void>;
  /** The newest mail of a kind, as soon as the desk has sent one. */
  readonly letter: (kind: LetterKind) => Promise<Letter>;
  readonly stop: () => Promise<void>;
}

interface Asked {
  readonly subject?: string;
  readonly account?: string;
}

export interface MailedDeskOptions {
  readonly databaseUrl: string;
  readonly clock: SteppableClock;
  readonly helpdesk?: Helpdesk;
  /** What the mail server says of a mail that it has read. Default: it takes every one. */
  readonly onMail?: (letter: Letter) => Promise<void>;
  /** What DNS says besides the mails' own. */
  readonly dns?: WrittenDns;
  /** Of these the answer must name a number. Default: of none. */
  readonly numberMatching?: readonly Category[];
}

const WITHIN_MS = 15 * SECOND;

/** What is seen soon; the sweeps between keep the desk going. */
const until = async <T>(what: string, look: () => Promise<T | null | undefined>): Promise<T> => {
  const late = Date.now() + WITHIN_MS;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    if (Date.now() > late) throw new Error(`expected ${what} within ${WITHIN_MS / SECOND} s`);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** A desk on a real Postgres, with good.example on file, a chat that takes all, and mail that goes nowhere. */
export const startMailedDesk = async ({
  databaseUrl,
  clock,
  helpdesk,
  onMail = async () => {},
  dns = {},
  numberMatching = [],
}: MailedDeskOptions): Promise<MailedDesk> => {
  const ids = createIds(clock.now);
  const store = openStore(databaseUrl, ids);
  const { policy } = readPolicyFile(null);
  const desk = sandboxDesk({ ...policy, tickets: { ...policy.tickets, numberMatching } });
  const now = clock.now();
  await importCustomers(
    databaseUrl,
    readCustomersCsv(chunksOf(csv(`K-1,Good Ltd,Pro,good.example,${OWNER},Olga,all`))),
    { ids, now, asOf: now, keepGood: false, sync: false, force: false, dryRun: false },
  );
  const { chat, orders } = createAcceptingChat(clock);
  const letters: Letter[] = [];
  const late: { receive?: ReceiveMail } = {};
  const house = createHouse({
    store,
    chats: [chat],
    timers: createTimers({ redisUrl: null, databaseUrl, namespace: "tickets", clock, log: quietLog }),
    desks: () => [desk],
    clock,
    ids,
    log: quietLog,
    observer: { lag: () => {}, sent: () => {} },
    mail: {
      domain: SANDBOX_MAIL_DOMAIN,
      mail: {
        send: async (letter) => {
          letters.push(letter);
          await onMail(letter);
        },
        stop: async () => {},
      },
      judge: createMailJudge({
        resolver: createWrittenDns({ ...DNS, ...dns }),
        ownAddresses: () => [SANDBOX_TICKETS_ADDRESS],
      }),
      sources: [
        {
          start: async (receive) => {
            late.receive = receive;
          },
          stop: async () => {},
          health: () => ({ ready: true, trouble: "" }),
        },
      ],
    },
    ...(helpdesk === undefined ? {} : { helpdesk }),
  });
  await house.start();

  let pressed = 0;
  const key = (): string => `${ids.next()}-${++pressed}`;
  const staffPlace = { platform: "sandbox" as const, channel: desk.staff.channel, thread: null };
  const customerPlace = { platform: "sandbox" as const, channel: desk.customers.channel, thread: null };
  const anna = aPerson("anna", "Anna");

  const comes = async (text: string, from: "owner" | "stranger", to: string): Promise<string> => {
    const raw = Buffer.from(text);
    const envelope =
      from === "owner"
        ? { ip: IP, helo: "mx.good.example", from: OWNER, to: [to] }
        : { ip: OTHER_IP, helo: "evil.example", from: "bad@evil.example", to: [to] };
    await late.receive?.({ raw, envelope, receivedAt: clock.now() });
    return text;
  };

  const written = (text: string, changed: Header): string => {
    // An answer is younger than the mail that it answers, by the whole seconds of its Date.
    clock.step(2 * SECOND);
    return signed(
      mail(text, { Date: dateField(clock.now()), "Message-ID": `<${key()}@good.example>`, ...changed }),
    );
  };

  const ticketWhere = (column: "number" | "status", value: string): Promise<StoredTicket> =>
    until(`a ticket whose ${column} is ${value}`, async () => {
      const [row] = await store.sql`
        select id from tickets where ${store.sql(column)} = ${value} order by id desc limit 1`;
      return row === undefined ? null : store.tickets.ticket(String(row["id"]));
    });

  const settle = async (): Promise<void> => {
    await house.sweeper.sweep();
  };

  return {
    house,
    store,
    orders,
    letters,
    settle,
    ticket: (number) => ticketWhere("number", String(number)),
    becomes: ({ id }, confirmation) =>
      until(`a ticket that is ${confirmation}`, async () => {
        const ticket = await store.tickets.ticket(id);
        return ticket?.state.confirmation === confirmation ? ticket : null;
      }),
    rests: async () => {
      await until("an empty outbox", async () => {
        const [row] =
          await store.sql`select count(*)::int as n from outbox where status in ('pending', 'sending')`;
        return row?.["n"] === 0 ? true : null;
      });
    },
    letter: (kind) =>
      until(`a mail of the kind ${kind}`, async () => letters.findLast((one) => one.kind === kind)),
    opens: async (
      request,
      { subject = "Add an MX record for good.example", account = "good.example" } = {},
    ) => {
      await house.receive(aRequest(desk, { at: clock.now(), key: key(), description: request }));
      const conversationId = await until("a conversation", async () => {
        const [row] = await store.sql`select id from conversations order by number desc limit 1`;
        return row === undefined ? null : String(row["id"]);
      });
      await house.receive({
        type: "FormSubmitted",
        key: key(),
        at: clock.now(),
        action: "gate_ticket",
        conversationId,
        subject: null,
        fields: { subject, request, account },
        place: customerPlace,
        author: anna,
        reply: null,
      });
      const draft = await ticketWhere("status", "draft");
      await house.receive({
        type: "ActionPressed",
        key: key(),
        at: clock.now(),
        action: "ticket_open",
        conversationId: draft.id,
        subject: null,
        place: customerPlace,
        author: anna,
        reply: null,
      });
      await settle();
      return until("its card", async () => {
        const ticket = await store.tickets.ticket(draft.id);
        return ticket?.place == null ? null : ticket;
      });
    },
    presses: async (userId, action, about) => {
      await house.receive({
        type: "ActionPressed",
        key: key(),
        at: clock.now(),
        action,
        conversationId: about,
        subject: null,
        place: { ...staffPlace, channel: desk.tickets.channel },
        author: aPerson(userId),
        reply: null,
      });
    },
    writes: async (userId, ticket, text) => {
      if (ticket.place === null) throw new Error("expected a ticket that has its thread");
      await house.receive({
        type: "MessagePosted",
        key: key(),
        at: clock.now(),
        message: { place: ticket.place, id: key() },
        author: aPerson(userId),
        text,
        attachments: [],
        direct: false,
        mentionsDesk: false,
        addressedTo: null,
      });
    },
    answers: async (letter, text, from = "owner") => {
      const to = letter.replyTo ?? "";
      const forged = from === "stranger" ? { From: "Bad <bad@evil.example>" } : {};
      const answer = written(text, {
        To: to,
        Subject: `Re: ${letter.subject}`,
        "In-Reply-To": letter.messageId,
        ...forged,
      });
      return comes(answer, from, to);
    },
    mails: async (subject, text) => {
      const own = written(text, { To: SANDBOX_TICKETS_ADDRESS, Subject: subject, "In-Reply-To": null });
      await comes(own, "owner", SANDBOX_TICKETS_ADDRESS);
    },
    stop: async () => {
      await house.stop();
      await store.close();
    },
  };
};

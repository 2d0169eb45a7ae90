import { domainToASCII } from "node:url";
import { createTransport } from "nodemailer";
import postgres from "postgres";
import { vi } from "vitest";
import { createListener, createMail, type MailListener } from "../../adapters/mail/index.ts";
import { createMailJudge } from "../../adapters/mail/read/index.ts";
import { createWrittenDns, type WrittenDns } from "../../adapters/mail/read/written-dns.ts";
import { ACCOUNTS } from "../../adapters/sandbox/index.ts";
import { plainText, type Rich } from "../../adapters/sandbox/render/rich.ts";
import type { MessageView } from "../../adapters/sandbox/render/view.ts";
import { importCustomers } from "../../db/customers.ts";
import type { ActionName } from "../../src/core/actions.ts";
import { readRow } from "../../src/core/customers/row.ts";
import type { Form, FormValues } from "../../src/core/form.ts";
import type { Place } from "../../src/core/platform.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { createIds } from "../../src/ids.ts";
import { SANDBOX_MAIL_DOMAIN, SANDBOX_TICKETS_ADDRESS } from "../../src/policy-file/sandbox-desk.ts";
import { createLog } from "../../src/shell/log.ts";
import { type Relayed, startRelay } from "../mail-post/relay.ts";
import { createTestDatabase } from "./database.ts";
import { dateField, evilKey, goodKey, type Header, mail, signed } from "./mails.ts";
import { type SandboxHouse, startSandboxHouse } from "./sandbox-house.ts";

/** On file for account 4711 and its domain example.org; `example.net` is Sam Rivers's. */
export const OWNER = "owner@example.org";
const STRANGER = "mallory@elsewhere.example";

const DNS: WrittenDns = {
  "_dmarc.example.org/TXT": [["v=DMARC1; p=reject"]],
  "s1._domainkey.example.org/TXT": [[goodKey.record]],
  "_dmarc.elsewhere.example/TXT": [["v=DMARC1; p=reject"]],
  "s1._domainkey.elsewhere.example/TXT": [[evilKey.record]],
};

/** Longest that anything in these tests may take, ms. */
const PATIENCE_MS = 15_000;

export const wordsIn = ({ content }: { readonly content: readonly Rich[] }): string => plainText(content);

/** A mail of the desk's, as its reader has it. */
export interface Got {
  readonly raw: string;
  readonly subject: string;
  readonly to: string;
  readonly replyTo: string;
  readonly messageId: string;
  readonly envelopeFrom: string;
}

const field = (one: Relayed, name: string): string =>
  one.head.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))?.slice(name.length + 2) ??
  "";

const addressIn = (value: string): string => /[^\s<>]+@[^\s<>]+/.exec(value)?.[0] ?? "";

const got = (one: Relayed): Got => ({
  raw: one.raw.toString("latin1").replace(/=\r\n/g, "").replace(/=3D/g, "="),
  subject: field(one, "Subject"),
  to: one.to[0] ?? "",
  replyTo: addressIn(field(one, "Reply-To")),
  messageId: field(one, "Message-ID"),
  envelopeFrom: one.from,
});

const cells = ACCOUNTS.flatMap(({ reference, name, plan, domains, contacts }) =>
  contacts.map((one) => [
    reference,
    name,
    plan,
    domains.join(" "),
    one.address,
    one.name,
    one.permissions.join(" "),
  ]),
);

/**
 * A desk with mail on real Postgres: it sends by SMTP to a relay and takes mail by SMTP, both on loopback, and judges
 * what comes by DNS that is made up. It can be stopped and started anew on the same database.
 */
export const openTicketHouse = async (options: { readonly desk?: Desk } = {}) => {
  const database = await createTestDatabase();
  const relay = await startRelay();
  const admin = postgres(database.url, { max: 1, onnotice: () => undefined });
  const lines: string[] = [];
  const log = createLog({ level: "debug", pretty: false, write: (line) => void lines.push(line) });
  let dns: WrittenDns = DNS;
  let listener: MailListener | null = null;
  let serial = 0;

  const start = (): Promise<SandboxHouse> =>
    startSandboxHouse({
      databaseUrl: database.url,
      redisUrl: null,
      namespace: "tickets",
      log,
      ...options,
      mail: (clock) => {
        listener = createListener({
          protocol: "smtp",
          host: "127.0.0.1",
          port: 0,
          relays: [],
          name: SANDBOX_MAIL_DOMAIN,
          log,
          now: clock.now,
        });
        return {
          mail: createMail({ smtpUrl: relay.url, from: `Support <${SANDBOX_TICKETS_ADDRESS}>`, dkim: null }),
          domain: SANDBOX_MAIL_DOMAIN,
          judge: createMailJudge({
            resolver: (name, type) => createWrittenDns(dns)(name, type),
            ownAddresses: () => [SANDBOX_TICKETS_ADDRESS],
          }),
          sources: [listener],
        };
      },
    });
  let house = await start();
  const now = house.clock.now();
  await importCustomers(
    database.url,
    (async function* () {
      yield cells.map((row, index) => readRow(index + 1, row, domainToASCII));
    })(),
    { ids: createIds(Date.now), now, asOf: now, keepGood: false, sync: false, force: false, dryRun: false },
  );

  const api = (method: string, path: string, body?: unknown) =>
    house.call(method, `/api/sandbox/${path}`, body);

  const messages = async (): Promise<readonly MessageView[]> => {
    const state = (await api("GET", "state")) as { readonly messages: readonly MessageView[] };
    return state.messages.filter((one) => !one.deleted);
  };

  /** What `find` finds, as soon as there is something. */
  const until = <T>(
    what: string,
    find: () => Promise<T | null | undefined> | T | null | undefined,
  ): Promise<T> =>
    vi.waitFor(
      async () => {
        await house.house.sweeper.sweep();
        const found = await find();
        if (found === null || found === undefined) throw new Error(`expected ${what}; there is none`);
        return found;
      },
      { timeout: PATIENCE_MS, interval: 25 },
    );

  const sees = (channel: string, words: string | RegExp, thread?: string): Promise<MessageView> =>
    until(`"${words}" in ${channel}`, async () =>
      (await messages()).findLast(
        (one) =>
          one.channel === channel &&
          (thread === undefined || one.thread === thread) &&
          (typeof words === "string" ? wordsIn(one).includes(words) : words.test(wordsIn(one))),
      ),
    );

  const handOver = async (from: string, to: string, raw: string): Promise<void> => {
    const transport = createTransport({
      host: "127.0.0.1",
      port: listener?.port() ?? 0,
      name: "mx.example.org",
    });
    await transport.sendMail({ envelope: { from, to: [to] }, raw });
  };

  /** Dated a second ahead: a Date has no fractions, and a reply is younger than what it answers. */
  const written = (text: string, header: Header): string => {
    serial += 1;
    return mail(text, {
      Date: dateField((house.clock.now() ?? 0) + 1000),
      "Message-ID": `<written-${serial}@example.org>`,
      ...header,
    });
  };

  const press = (as: string, messageId: string, action: string, subject: string | null = null) =>
    api("POST", "press", { as, messageId, action, subject }) as Promise<{
      readonly form: (Form & { readonly id: string }) | null;
    }>;

  return {
    sql: admin,
    lines,
    relay,
    api,
    messages,
    until,
    sees,
    press,
    house: () => house,
    /**
     * The press of a rep on a button that their card does not show (any more), as an old message still has it; what the
     * ticket made of it, as reasons of refusal.
     */
    presses: async (as: string, card: MessageView, action: ActionName): Promise<readonly string[]> => {
      const number = card.ticket?.number ?? 0;
      const [row] = await admin<{ id: string }[]>`select id from tickets where number = ${number}`;
      const ticketId = row?.id ?? "";
      const place: Place = { platform: "sandbox", channel: card.channel, thread: card.thread };
      const refusals = async (): Promise<readonly string[]> =>
        (
          await admin<{ reason: string }[]>`
            select event->>'reason' as reason from ticket_journal
            where ticket_id = ${ticketId} and type = 'TicketRefused' order by seq`
        ).map(({ reason }) => reason);
      const before = (await refusals()).length;
      serial += 1;
      await house.house.engine.handle({
        type: "ActionPressed",
        key: `pressed-${serial}`,
        at: house.clock.now(),
        action,
        conversationId: ticketId,
        subject: null,
        place,
        author: { platform: "sandbox", userId: as, name: as, accountCreatedAt: null },
        reply: null,
      });
      return (await refusals()).slice(before);
    },
    letters: (): readonly Got[] => relay.mails.map(got),
    gets: (to: string, words: string): Promise<Got> =>
      until(`a mail to ${to} with "${words}"`, () =>
        relay.mails.map(got).findLast((one) => one.to === to && one.raw.includes(words)),
      ),
    dnsFails: (fails: boolean): void => {
      dns = fails ? Object.fromEntries(Object.keys(DNS).map((key) => [key, "SERVFAIL" as const])) : DNS;
    },
    /** Presses, changes in the form what is given, and sends it. */
    fill: async (as: string, messageId: string, action: string, changed: FormValues): Promise<void> => {
      const { form } = await press(as, messageId, action);
      if (form === null) throw new Error(`expected ${action} to open a form; it opened none`);
      const values = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
      await api("POST", "form", { as, form: form.id, fields: { ...values, ...changed } });
    },
    /** A new customer's new chat. */
    chat: async (
      description: string,
      name = "Sam",
    ): Promise<{ readonly userId: string; readonly channel: string }> => {
      const { userId } = (await api("POST", "customers", { name })) as { readonly userId: string };
      const { channel } = (await api("POST", "chats", { customer: userId, description })) as {
        readonly channel: string;
      };
      return { userId, channel };
    },
    /** The owner's signed answer. */
    answers: (letter: Got, text: string, header: Header = {}): Promise<void> =>
      handOver(
        OWNER,
        letter.replyTo,
        signed(
          written(text, {
            From: `The Owner <${OWNER}>`,
            To: letter.replyTo,
            Subject: `Re: ${letter.subject}`,
            "In-Reply-To": letter.messageId,
            ...header,
          }),
          { domain: "example.org" },
        ),
      ),
    /** Somebody else's answer, signed by their own domain. */
    strangerAnswers: (letter: Got, text: string): Promise<void> =>
      handOver(
        STRANGER,
        letter.replyTo,
        signed(
          written(text, {
            From: `The Owner <${STRANGER}>`,
            To: letter.replyTo,
            Subject: `Re: ${letter.subject}`,
            "In-Reply-To": letter.messageId,
          }),
          { domain: "elsewhere.example", key: evilKey },
        ),
      ),
    /** The owner's own mail to the tickets' address. */
    ownerWrites: (subject: string, text: string): Promise<void> =>
      handOver(
        OWNER,
        SANDBOX_TICKETS_ADDRESS,
        signed(
          written(text, { From: OWNER, To: SANDBOX_TICKETS_ADDRESS, Subject: subject, "In-Reply-To": null }),
          { domain: "example.org" },
        ),
      ),
    /** Every row of every table of every schema, as text; bytes as they read. */
    everything: async (): Promise<string> => {
      const columns = await admin<{ name: string; column: string; type: string }[]>`
        select format('%I.%I', c.table_schema, c.table_name) as name, quote_ident(c.column_name) as column, c.data_type as type
        from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')`;
      const read = await Promise.all(
        columns.map(({ name, column, type }) =>
          admin.unsafe(
            type === "bytea"
              ? `select encode(${column}, 'escape') as it from ${name}`
              : `select ${column}::text as it from ${name}`,
          ),
        ),
      );
      return read
        .flat()
        .map(({ it }) => String(it))
        .join("\n");
    },
    /** As after a crash, or an update: another process on the same database. */
    restart: async (): Promise<void> => {
      await house.stop();
      house = await start();
    },
    close: async (): Promise<void> => {
      await house.stop();
      await admin.end();
      await relay.close();
      await database.close();
    },
  };
};

export type TicketHouse = Awaited<ReturnType<typeof openTicketHouse>>;

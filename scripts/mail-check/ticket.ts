import { createHash } from "node:crypto";
import { createMailJudge } from "../../adapters/mail/read/index.ts";
import { envelopeIn } from "../../db/judgements.ts";
import { type OpenStore, openStore } from "../../db/store.ts";
import { readTicketStory, type TicketStory } from "../../db/ticket-story.ts";
import type { Config } from "../../src/config.ts";
import type { Verdict } from "../../src/core/confirmation/outcome.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { ticketName } from "../../src/core/ticket/state.ts";
import { createIds } from "../../src/ids.ts";
import { createDnsResolver, ownAddressesOf } from "../../src/main/mail-desk.ts";
import { SANDBOX_MAIL_DOMAIN } from "../../src/policy-file/sandbox-desk.ts";
import type { MailJudge } from "../../src/ports-mail.ts";
import { judgedTicket } from "../../src/shell/tickets/intake/judged-ticket.ts";
import { type Target, targetOf } from "../../src/shell/tickets/intake/target.ts";

/** There is no such ticket, or it cannot be looked at with these settings; the message says what to do. */
export class TicketError extends Error {
  override readonly name = "TicketError";
}

export interface TicketOptions {
  readonly url: string;
  readonly config: Config;
  readonly desks: readonly Desk[];
  /** As it was written: `T-1042`, or its number alone. */
  readonly which: string;
  /** For what belongs to no mail. */
  readonly note: (line: string) => void;
}

const numberOf = (which: string): number => {
  const number = /^(?:T-)?(\d{1,12})$/i.exec(which)?.[1];
  if (number !== undefined) return Number(number);
  throw new TicketError(`--ticket: expected a ticket's number, such as T-1042; got "${which}".`);
};

const storyOf = async (url: string, which: string): Promise<TicketStory> => {
  const story = await readTicketStory(url, numberOf(which));
  if ("journal" in story) return story;
  const hint =
    story.newest === null
      ? "It holds no ticket at all: is it the desk's database? DATABASE_URL and DATA_DIR say which one is read."
      : `The newest is ${ticketName(story.newest)}.`;
  throw new TicketError(`--ticket: expected a ticket of this database; there is no "${which}". ${hint}`);
};

/** More than ever waits: what cannot be judged is given up after a day. */
const MOST_WAITING = 1_000;
const EVER = Number.MAX_SAFE_INTEGER;

const shown = (receivedAt: number, { outcome, because }: Pick<Verdict, "outcome" | "because">): string =>
  JSON.stringify({ outcome, because, receivedAt: new Date(receivedAt).toISOString() });

/** Mails that could not be judged yet belong to no ticket in the database: theirs is found as the desk finds it. */
const waitingFor = async (
  ticketId: string,
  store: OpenStore,
  judge: MailJudge,
  domain: string,
): Promise<readonly string[]> => {
  const lines: string[] = [];
  for (const mail of await store.tickets.waitingMails(EVER, MOST_WAITING)) {
    const target = await targetOf(await judge.read(mail), store, domain);
    if (target?.ticket.id !== ticketId) continue;
    const because = [`It is not judged yet, after ${mail.attempts} attempts: DNS gave no answer.`];
    lines.push(shown(mail.receivedAt, { outcome: "retry", because }));
  }
  return lines;
};

const work = async <T>(
  { url, config, desks }: TicketOptions,
  look: (store: OpenStore, judge: MailJudge, domain: string | null) => Promise<T>,
): Promise<T> => {
  const store = openStore(url, createIds(Date.now));
  const domain = config.mode === "sandbox" ? SANDBOX_MAIL_DOMAIN : (config.mail?.domain ?? null);
  const judge = createMailJudge({
    resolver: createDnsResolver(),
    ownAddresses: () => ownAddressesOf(config.mail, desks),
  });
  return look(store, judge, domain).finally(store.close);
};

/** Every mail that came for a ticket, in the order in which they came, one JSON line each. */
export const listMails = async (options: TicketOptions): Promise<readonly string[]> => {
  const { ticket, mails } = await storyOf(options.url, options.which);
  const waiting = await work(options, async (store, judge, domain) =>
    domain === null ? [] : waitingFor(ticket.id, store, judge, domain),
  );
  const lines = [...mails.map((mail) => shown(mail.receivedAt, mail)), ...waiting];
  const count = lines.length === 1 ? "1 mail" : `${lines.length} mails`;
  options.note(`${ticketName(ticket.state.number)} is ${ticket.state.confirmation}; ${count} came for it.`);
  return lines;
};

/** What a mail would mean for a ticket now, as one JSON line: by the database and by DNS as they are at this moment. */
export const judgeForTicket = async (options: TicketOptions, raw: Uint8Array): Promise<string> => {
  const { ticket } = await storyOf(options.url, options.which);
  return work(options, async (store, judge, domain) => {
    if (domain === null) {
      throw new TicketError(
        "--eml: expected the mail settings of the desk, for the addresses that replies go to; got none. Set SMTP_URL and MAIL_FROM as they are set where the desk runs.",
      );
    }
    const sha256 = createHash("sha256").update(raw).digest("hex");
    const kept = await envelopeIn(store.sql, sha256);
    const mail = {
      raw,
      envelope: kept ?? { ip: null, helo: null, from: null, to: [] },
      receivedAt: Date.now(),
    };
    if (kept === null)
      options.note("This mail did not come to the desk: it is judged without an envelope, so without SPF.");
    if (options.config.mode === "sandbox")
      options.note("The sandbox's customers sign with keys that real DNS does not know.");
    const found = await targetOf(await judge.read(mail), store, domain);
    const answered: Target = found?.ticket.id === ticket.id ? found : { ticket, answers: null };
    if (answered.answers === null)
      options.note("It answers no mail of ours about this ticket, by its recipients or its references.");
    const { asked } = await judgedTicket({ ...answered, ticket }, store);
    const { outcome, because } = await judge.judge(mail, asked, Date.now());
    return JSON.stringify({ outcome, because });
  });
};

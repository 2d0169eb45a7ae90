import { createHash } from "node:crypto";
import type postgres from "postgres";
import type { Clock, Log } from "../../../src/ports.ts";
import { Refusal } from "../refusal.ts";
import { findLetter, insertLetter, insertSent, type Letter, listLetters, listSent } from "../store/mail.ts";
import { createTables } from "../store/schema.ts";
import { ACCOUNTS, domainOf, STRANGER } from "./cast.ts";
import { type Composed, createComposer } from "./compose.ts";
import { handOver } from "./hand-over.ts";
import { createKeys, dnsOf } from "./keys.ts";
import { readLetter } from "./read.ts";
import type { Role } from "./roles.ts";
import { startMailServer } from "./server.ts";

/** How the desk judged a mail. */
export interface Judged {
  readonly sha256: string;
  /** Null: not yet. */
  readonly outcome: string | null;
  /** It is from the address on file, whatever it says. */
  readonly verified: boolean;
  readonly because: readonly string[];
}

export interface MailboxesOptions {
  /** The desk's own database; the sandbox keeps to the schema `sandbox` in it. */
  readonly sql: postgres.Sql;
  readonly clock: Clock;
  readonly log: Log;
  /** Where the desk's own listener takes mail on loopback; null: it does not listen. */
  readonly deskPort: () => number | null;
  /** Where customers write of their own accord; its domain is the desk's. */
  readonly ticketsAddress: string;
  readonly judged: (sha256: readonly string[]) => Promise<readonly Judged[]>;
}

/** The page shows at most so many; the store keeps them all. */
const SHOWN = 100;

const ADDRESSES: readonly string[] = [
  ...ACCOUNTS.flatMap(({ contacts }) => contacts.map(({ address }) => address)),
  STRANGER.address,
];

/** The customers' side of mail: their mailboxes, and what they write. Everything goes by SMTP over loopback. */
export const startMailboxes = async ({
  sql,
  clock,
  log,
  deskPort,
  ticketsAddress,
  judged,
}: MailboxesOptions) => {
  await createTables(sql);
  const keys = await createKeys(domainOf(ticketsAddress));
  const composer = createComposer(keys.cast);
  const told: (() => void)[] = [];
  const changed = (): void => {
    for (const tell of told) tell();
  };

  const server = await startMailServer(async ({ raw, from, to }) => {
    const read = await readLetter(raw);
    for (const recipient of to) {
      await insertLetter(sql, { ...read, at: clock.now(), to: recipient, envelopeFrom: from });
    }
    changed();
  }, log);

  const letterOf = async (id: string): Promise<Letter> => {
    const letter = await findLetter(sql, id);
    if (letter !== null) return letter;
    throw new Refusal(404, "unknown_mail", `No mail has the id "${id}": see mail in /api/sandbox/state.`);
  };

  const judgementOf = async (sha256: string): Promise<Judged> =>
    (await judged([sha256]))[0] ?? { sha256, outcome: null, verified: false, because: [] };

  const send = async (
    composed: Composed,
    about: { readonly letter: string | null; readonly role: Role | null; readonly text: string },
  ) => {
    const port = deskPort();
    if (port === null) {
      throw new Refusal(503, "starting", "The desk does not take mail yet: try again in a moment.");
    }
    const said = await handOver(composed, port);
    const refused = said.taken ? null : said.why;
    const sha256 = createHash("sha256").update(composed.raw).digest("hex");
    const { sender: from, subject } = composed;
    const id = await insertSent(sql, { ...about, at: clock.now(), from, subject, sha256, refused });
    changed();
    const { outcome, verified, because } = await judgementOf(sha256);
    return { id, refused, outcome, verified, because };
  };

  return {
    /** Where the desk hands over what it sends. */
    smtpUrl: `smtp://127.0.0.1:${server.port}`,
    /** DNS as it would be if all of it were true. */
    dns: dnsOf([keys.desk, ...keys.cast]),
    deskKey: keys.desk,
    onChange: (tell: () => void): void => {
      told.push(tell);
    },
    answer: async (letterId: string, role: Role, text: string) => {
      const letter = await letterOf(letterId);
      if (role === "responder" && letter.envelopeFrom === "") {
        throw new Refusal(409, "null_sender", "This mail names nobody whom a machine could answer.");
      }
      return send(await composer.answer(role, text, letter, clock.now()), { letter: letterId, role, text });
    },
    /** Somebody writes to the tickets' address of their own accord. */
    write: async (from: string, subject: string, text: string) => {
      if (!ADDRESSES.includes(from)) {
        const known = ADDRESSES.join(", ");
        throw new Refusal(
          404,
          "unknown_address",
          `Nobody here has the address "${from}"; there are: ${known}.`,
        );
      }
      const mail = { from, to: ticketsAddress, subject, text };
      return send(await composer.write(mail, clock.now()), { letter: null, role: null, text });
    },
    html: async (letterId: string): Promise<string | null> => (await letterOf(letterId)).html,
    /** What the page shows: never where an answer goes, which is the mailbox's secret. */
    show: async () => {
      const [letters, sent] = await Promise.all([listLetters(sql, SHOWN), listSent(sql, SHOWN)]);
      const judgements = new Map(
        (await judged(sent.map((one) => one.sha256))).map((one) => [one.sha256, one]),
      );
      const shown = sent.map(({ sha256, ...one }) => {
        const { outcome = null, verified = false, because = [] } = judgements.get(sha256) ?? {};
        return { ...one, outcome, verified, because };
      });
      return {
        ticketsAddress,
        addresses: ADDRESSES,
        stranger: STRANGER.address,
        onFile: ACCOUNTS,
        letters: letters.map(({ html, envelopeFrom: _e, replyTo: _r, messageId: _m, ...letter }) => ({
          ...letter,
          hasHtml: html !== null,
          answers: shown.filter((one) => one.letter === letter.id),
        })),
        own: shown.filter((one) => one.letter === null),
      };
    },
    stop: server.stop,
  };
};

export type Mailboxes = Awaited<ReturnType<typeof startMailboxes>>;

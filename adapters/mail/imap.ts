import { setTimeout as delay } from "node:timers/promises";
import { MINUTE, SECOND, type Timestamp } from "../../src/core/time.ts";
import { type Log, SetupError } from "../../src/ports.ts";
import type { MailboxPositions, MailSource, ReceiveMail } from "../../src/ports-mail.ts";
import { codeOf } from "./failure.ts";
import { positionIn, readNew } from "./imap-pass.ts";
import { type ImapSession, openImap } from "./imap-session.ts";
import type { ImapMailbox } from "./imap-url.ts";

export interface ImapOptions {
  readonly mailbox: ImapMailbox;
  readonly positions: MailboxPositions;
  readonly log: Log;
  readonly now: () => Timestamp;
  /** How often it is looked although nothing was announced, ms. Default: a minute. IDLE may die in silence. */
  readonly pollMs?: number;
  /** A connection of which nothing is heard for so long is dead, ms; longer than `pollMs`. Default: 90 s. */
  readonly silenceMs?: number;
}

const LEAST_WAIT_MS = SECOND;
const MOST_WAIT_MS = MINUTE;

/** What only somebody at the settings can put right; null: it may pass. */
const setupFault = (cause: unknown, { host, path }: ImapMailbox): string | null => {
  if (!(cause instanceof Error)) return null;
  const code = "serverResponseCode" in cause ? cause.serverResponseCode : undefined;
  // RFC 5530, 3: the server is in trouble, or the mailbox is being used elsewhere.
  if (code === "UNAVAILABLE" || code === "INUSE" || code === "LIMIT") return null;
  if ("authenticationFailed" in cause && cause.authenticationFailed === true) {
    return `expected a user and password that ${host} accepts; it refused them. Many providers want an app password here.`;
  }
  if ("mailboxMissing" in cause && cause.mailboxMissing === true) {
    return `expected a mailbox that exists; ${host} knows no "${path}". Write its path behind the host, or leave it out for INBOX.`;
  }
  return null;
};

/** Reads a mailbox at a provider: IDLE tells of new mail at once, and a poll beside it misses none. */
export const createImapSource = ({
  mailbox,
  positions,
  log,
  now,
  pollMs = MINUTE,
  silenceMs = 90 * SECOND,
}: ImapOptions): MailSource => {
  let stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let trouble = "not connected yet";
  let waitMs = LEAST_WAIT_MS;

  const readWhileOpen = async (session: ImapSession, receive: ReceiveMail): Promise<void> => {
    const { signal } = stopping;
    const kept = await positions.read();
    let position = await positionIn(session, kept, now(), log);
    if (position !== kept) await positions.write(position);
    while (session.open() && !signal.aborted) {
      position = await readNew({ session, position, positions, receive, now, log, signal });
      trouble = "";
      waitMs = LEAST_WAIT_MS;
      await session.changed(pollMs);
    }
  };

  /** Ends when `stop` is called; whatever else happens, it connects again, sooner or later. */
  const run = async (first: ImapSession | null, receive: ReceiveMail): Promise<void> => {
    const { signal } = stopping;
    let session = first;
    while (!signal.aborted) {
      try {
        session ??= await openImap(mailbox, silenceMs, signal);
        await readWhileOpen(session, receive);
      } catch (cause) {
        trouble = `The mailbox at ${mailbox.host} cannot be read (${codeOf(cause)}).`;
        log.warn({ code: codeOf(cause), waitMs }, setupFault(cause, mailbox) ?? "the mailbox cannot be read");
      }
      await session?.close();
      session = null;
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
      waitMs = Math.min(2 * waitMs, MOST_WAIT_MS);
    }
  };

  return {
    start: async (receive) => {
      stopping = new AbortController();
      const session = await openImap(mailbox, silenceMs, stopping.signal).catch((cause: unknown) => {
        const fault = setupFault(cause, mailbox);
        if (fault !== null) throw new SetupError(`IMAP_URL: ${fault}`, { cause });
        trouble = `The mailbox at ${mailbox.host} cannot be reached (${codeOf(cause)}).`;
        log.warn({ code: codeOf(cause) }, "the mailbox cannot be reached; it is tried again");
        return null;
      });
      running = run(session, receive);
    },
    stop: async () => {
      stopping.abort();
      await running;
      trouble = "not connected any more";
    },
    health: () => ({ ready: trouble === "", trouble }),
  };
};

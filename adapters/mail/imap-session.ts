import { ImapFlow } from "imapflow";
import { MINUTE, SECOND, type Timestamp } from "../../src/core/time.ts";
import { MOST_MAIL_BYTES } from "../../src/ports-mail.ts";
import type { ImapMailbox } from "./imap-url.ts";
import { isLoopback, tlsTo } from "./loopback.ts";

const CONNECT_MS = 20 * SECOND;
/** Servers may end an IDLE of 30 minutes, and firewalls forget one much sooner (RFC 2177). */
const LONGEST_IDLE_MS = 5 * MINUTE;
/** Whatever is being said when the desk stops has this long. */
const FAREWELL_MS = 5 * SECOND;
/** Until IDLE begins after a command, ms. */
const IDLE_AFTER_MS = 200;

export interface FetchedMail {
  /** At most MOST_MAIL_BYTES and one. */
  readonly raw: Uint8Array;
  /** When the mailbox had it; null: the server does not say. */
  readonly at: Timestamp | null;
}

/** One connection with the mailbox open, for reading only: no flag is ever changed. */
export interface ImapSession {
  readonly uidValidity: string;
  /** The number that the next mail gets. */
  readonly uidNext: number;
  /** Numbers above this one, in order. */
  readonly newerThan: (uid: number) => Promise<readonly number[]>;
  /** Numbers of what came on this day or later, in order. */
  readonly since: (at: Timestamp) => Promise<readonly number[]>;
  /** Null: it is not there any more. */
  readonly fetch: (uid: number) => Promise<FetchedMail | null>;
  /** Until the mailbox changes, the connection ends, the signal is aborted or so much time has passed. */
  readonly changed: (withinMs: number) => Promise<void>;
  readonly open: () => boolean;
  readonly close: () => Promise<void>;
}

const ascending = (uids: readonly number[] | false | undefined, above: number): readonly number[] =>
  // "n:*" is never empty: it names the last mail though its number is below n (RFC 9051, 9).
  [...(uids === false || uids === undefined ? [] : uids)].filter((uid) => uid > above).sort((a, b) => a - b);

/** Connects and opens the mailbox, or throws what the server or the network said. An aborted signal ends it soon. */
export const openImap = async (
  mailbox: ImapMailbox,
  /** A connection of which nothing is heard for so long is dead, ms. */
  silenceMs: number,
  signal: AbortSignal,
): Promise<ImapSession> => {
  const { host, port, secure, user, password, path } = mailbox;
  const client = new ImapFlow({
    host,
    port,
    secure,
    // A password never crosses a network in the clear, whatever the server, or somebody before it, offers.
    ...(secure || isLoopback(host) ? {} : { doSTARTTLS: true }),
    tls: tlsTo(host),
    auth: { user, pass: password },
    logger: false,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: silenceMs,
    maxIdleTime: LONGEST_IDLE_MS,
    autoIdleDelay: IDLE_AFTER_MS,
    maxLiteralSize: MOST_MAIL_BYTES + 1,
    maxResponseSize: 4 * MOST_MAIL_BYTES,
  });
  let news = false;
  let wake = (): void => undefined;
  let open = true;
  const stir = (): void => {
    news = true;
    wake();
  };
  // Without a listener it would end the process; "close" follows, or connect() rejects with the same reason.
  client.on("error", () => undefined);
  client.on("exists", stir);
  client.on("close", () => {
    open = false;
    stir();
  });
  let connected = false;
  const stop = (): void => {
    const late = setTimeout(() => client.close(), connected ? FAREWELL_MS : 0);
    client.on("close", () => clearTimeout(late));
  };
  signal.addEventListener("abort", stop, { once: true });
  client.on("close", () => signal.removeEventListener("abort", stop));
  await client.connect();
  connected = true;
  try {
    const { uidValidity, uidNext } = await client.mailboxOpen(path, { readOnly: true });
    return {
      uidValidity: String(uidValidity),
      uidNext,
      newerThan: async (uid) => {
        // Servers may search what they told of last; NOOP is the command that makes them look (RFC 9051, 6.1.2).
        await client.noop();
        return ascending(await client.search({ uid: `${uid + 1}:*` }, { uid: true }), uid);
      },
      since: async (at) => ascending(await client.search({ since: new Date(at) }, { uid: true }), 0),
      fetch: async (uid) => {
        const query = { source: { start: 0, maxLength: MOST_MAIL_BYTES + 1 }, internalDate: true };
        const found = await client.fetchOne(String(uid), query, { uid: true });
        if (found === false || found.source === undefined) return null;
        const at = new Date(found.internalDate ?? Number.NaN).getTime();
        return { raw: found.source, at: Number.isNaN(at) ? null : at };
      },
      changed: (withinMs) =>
        new Promise((resolve) => {
          const done = (): void => {
            clearTimeout(timer);
            signal.removeEventListener("abort", done);
            wake = () => undefined;
            news = false;
            resolve();
          };
          const timer = setTimeout(done, withinMs);
          signal.addEventListener("abort", done, { once: true });
          wake = done;
          if (news || !open || signal.aborted) done();
        }),
      open: () => open,
      close: async () => {
        if (open) await client.logout().catch(() => client.close());
        client.close();
      },
    };
  } catch (cause) {
    client.close();
    throw cause;
  }
};

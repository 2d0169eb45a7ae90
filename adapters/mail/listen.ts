import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { SECOND } from "../../src/core/time.ts";
import { type Log, SetupError } from "../../src/ports.ts";
import { type MailSource, MOST_MAIL_BYTES, type ReceiveMail } from "../../src/ports-mail.ts";
import { contentOf } from "./content.ts";
import { envelopeOf, withAsciiDomain } from "./envelope.ts";
import { codeOf } from "./failure.ts";
import { staysGreeted } from "./greeted.ts";
import { relayList } from "./relays.ts";

export interface ListenOptions {
  readonly protocol: "smtp" | "lmtp";
  readonly host: string;
  /** 0: any free one; `port` of the running listener tells which. */
  readonly port: number;
  /** Addresses and networks of those that may say by XFORWARD whom they had a mail from. */
  readonly relays: readonly string[];
  /** What it calls itself: the mail domain. */
  readonly name: string;
  readonly log: Log;
  readonly now: () => number;
}

export interface MailListener extends MailSource {
  /** Null: not listening. */
  readonly port: () => number | null;
}

/** More at once are told to come again (421). */
const MOST_CLIENTS = 50;
const MOST_RECIPIENTS = 20;
const IDLE_MS = 60 * SECOND;
/** Whoever is still speaking when the desk stops has this long. */
const CLOSE_MS = 5 * SECOND;

const answer = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

const UNKNOWN = "no such mailbox here";
const TOO_BIG = `the message is larger than ${MOST_MAIL_BYTES} bytes: send it without attachments`;
const LATER = "it cannot be taken just now: try again later";

/**
 * Takes mail that a mail server hands over, by SMTP or LMTP. It relays nothing, knows no login, and refuses whoever is
 * not the desk's before a byte of the message is sent.
 */
export const createListener = ({
  protocol,
  host,
  port,
  relays,
  name,
  log,
  now,
}: ListenOptions): MailListener => {
  const isRelay = relayList(relays);
  /** By session: XFORWARD puts the sender's address in the place of the relay's. */
  const relaySessions = new Set<string>();
  let server: SMTPServer | null = null;
  let trouble = "not listening yet";

  const take = async (
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    receive: ReceiveMail,
  ): Promise<void> => {
    const { mailFrom, rcptTo } = session.envelope;
    const envelope = envelopeOf({
      protocol,
      byRelay: relaySessions.has(session.id),
      remoteAddress: session.remoteAddress,
      helo: session.hostNameAppearsAs,
      forwarded: session.xForward,
      from: mailFrom === false ? "" : mailFrom.address,
      to: rcptTo.map(({ address }) => address),
    });
    // What was forwarded holds for this mail: of the next one the relay speaks again.
    session.xForward.clear();
    const raw = await contentOf(stream);
    if (raw === null) throw answer(552, TOO_BIG);
    const outcome = await receive({ raw, envelope, receivedAt: now() }).catch((cause: unknown) => {
      log.error({ err: cause }, "a mail could not be taken; its sender's server tries again");
      return "retry" as const;
    });
    if (outcome === "retry") throw answer(451, LATER);
  };

  return {
    start: async (receive, isKnown) => {
      const listening = new SMTPServer({
        lmtp: protocol === "lmtp",
        name,
        banner: "Deskclock",
        size: MOST_MAIL_BYTES,
        // No certificate of its own: mail servers encrypt on their way to the one before it.
        disabledCommands: ["AUTH", "STARTTLS"],
        authOptional: true,
        useXForward: true,
        disableReverseLookup: true,
        hideENHANCEDSTATUSCODES: false,
        hideSMTPUTF8: false,
        maxClients: MOST_CLIENTS,
        maxRecipients: MOST_RECIPIENTS,
        socketTimeout: IDLE_MS,
        closeTimeout: CLOSE_MS,
        onConnect: (session, done) => {
          if (isRelay(session.remoteAddress)) {
            relaySessions.add(session.id);
            for (const connection of listening.connections) {
              if (connection.id === session.id) staysGreeted(connection);
            }
          } else session.disabledCommands = ["AUTH", "STARTTLS", "XFORWARD"];
          done();
        },
        onClose: (session) => {
          relaySessions.delete(session.id);
        },
        onRcptTo: ({ address }, _session, done) => {
          isKnown(withAsciiDomain(address)).then(
            (is) => done(is ? null : answer(550, UNKNOWN)),
            (cause: unknown) => {
              log.error({ err: cause }, "a recipient could not be looked up");
              done(answer(451, LATER));
            },
          );
        },
        onData: (stream, session, done) => {
          take(stream, session, receive).then(() => done(), done);
        },
      });
      listening.on("error", (cause: Error) => {
        log.debug({ code: codeOf(cause) }, "a connection of the mail listener failed");
      });
      try {
        listening.listen(port, host);
        await once(listening.server, "listening");
      } catch (cause) {
        trouble = `Mail is not heard: ${host}:${port} cannot be listened on (${codeOf(cause)}).`;
        throw new SetupError(
          `MAIL_LISTEN: expected an address that is free to listen on; got ${host}:${port}, which is not (${codeOf(cause)}). ` +
            "End what listens there, or choose another port here and in the mail server before it.",
          { cause },
        );
      }
      server = listening;
      trouble = "";
    },
    stop: () =>
      new Promise((resolve) => {
        const running = server;
        server = null;
        trouble = "not listening any more";
        if (running === null) resolve();
        else running.close(() => resolve());
      }),
    health: () => ({ ready: trouble === "", trouble }),
    port: () => (server === null ? null : (server.server.address() as AddressInfo).port),
  };
};

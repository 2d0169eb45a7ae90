import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createTransport } from "nodemailer";
import { SMTPServer } from "smtp-server";

export interface Relayed {
  /** Empty: the null sender. */
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  /** Header fields as they stand, one a line: what was folded is one line again (RFC 5322, 2.2.3). */
  readonly head: readonly string[];
}

/** What the relay answers instead of "OK": to a recipient, or after the message. */
export interface Moods {
  recipient: number | null;
  message: number | null;
  /** Where it hands mail on to, as the MX of the recipient: a port of this machine, or a mailbox. Null: nowhere. */
  handsOnTo: number | ((mail: string) => void) | null;
  /** Ends the connection instead of answering the message. */
  hangsUp: boolean;
}

export interface Relay {
  readonly url: string;
  readonly mails: readonly Relayed[];
  readonly moods: Moods;
  readonly close: () => Promise<void>;
}

/** A provider's SMTP server on loopback: it takes everything but a login, unless it is in another mood. */
export const startRelay = async (tls: "no tls" | "own certificate" = "no tls"): Promise<Relay> => {
  const mails: Relayed[] = [];
  const moods: Moods = { recipient: null, message: null, handsOnTo: null, hangsUp: false };
  const refusal = (responseCode: number | null): Error | null =>
    responseCode === null ? null : Object.assign(new Error("no"), { responseCode });
  const server = new SMTPServer({
    disabledCommands: tls === "no tls" ? ["STARTTLS"] : [],
    logger: false,
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(refusal(535)),
    closeTimeout: 100,
    onRcptTo: (_address, _session, done) => done(refusal(moods.recipient)),
    onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (moods.hangsUp) {
          for (const { _socket } of server.connections as Set<{ _socket: { destroy: () => void } }>) {
            _socket.destroy();
          }
          return;
        }
        const raw = Buffer.concat(chunks);
        const [head = ""] = raw.toString().split("\r\n\r\n");
        mails.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
          head: head.replace(/\r\n[ \t]+/g, " ").split("\r\n"),
        });
        const { handsOnTo: port } = moods;
        if (typeof port === "function") {
          // As delivery agents do (RFC 5321, 4.4).
          port(`Return-Path: <${mailFrom === false ? "" : mailFrom.address}>\r\n${raw.toString("latin1")}`);
          return done();
        }
        if (port === null) return done(refusal(moods.message));
        const envelope = {
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
        };
        const onward = createTransport({ host: "127.0.0.1", port, name: "relay.test" });
        onward.sendMail({ envelope, raw }).then(() => done(), done);
      });
    },
  });
  // A client that goes without a word is no fault of a test's.
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    moods,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

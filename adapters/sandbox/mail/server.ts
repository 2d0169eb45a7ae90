import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import type { Log } from "../../../src/ports.ts";

/** A mail as it was handed over. */
export interface HandedOver {
  readonly raw: Buffer;
  /** Of the envelope; empty: the null sender. */
  readonly from: string;
  readonly to: readonly string[];
}

export interface MailServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const MOST_BYTES = 1_048_576;
/** Whoever still speaks when the sandbox stops has this long, ms. */
const CLOSE_MS = 1000;

/** The customers' mail server, on loopback alone: it takes what the desk sends, for every address. */
export const startMailServer = async (
  take: (mail: HandedOver) => Promise<void>,
  log: Log,
): Promise<MailServer> => {
  const server = new SMTPServer({
    name: "mail.example",
    banner: "The sandbox's mailboxes",
    size: MOST_BYTES,
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: CLOSE_MS,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        take({
          raw: Buffer.concat(chunks),
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
        }).then(
          () => done(),
          (cause: unknown) => {
            log.warn({ err: cause }, "The sandbox's mailbox could not keep a mail; it comes again.");
            done(Object.assign(new Error("it cannot be kept just now"), { responseCode: 451 }));
          },
        );
      });
    },
  });
  server.on("error", (cause) =>
    log.debug({ err: cause }, "A connection to the sandbox's mail server failed."),
  );
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

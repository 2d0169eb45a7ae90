import { createListener, type MailListener } from "../../adapters/mail/listen.ts";
import { recipientOf } from "../../src/core/mail/address.ts";
import type { ReceivedMail } from "../../src/ports-mail.ts";
import { quietLog } from "../support/quiet-log.ts";

export const TOKEN = "abcdefghijklmnopqrstuvwxyz";
export const REPLIES = `support+c.${TOKEN}@desk.test`;
export const BOUNCES = `bounces+b.${TOKEN}@desk.test`;
export const TICKETS = "support@desk.test";

export interface Heard {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  /** What is said to the next mails. */
  outcome: "taken" | "retry" | Error;
  readonly stop: () => Promise<void>;
}

/** The desk's own listener on loopback, with an engine behind it that says what the test wants. */
export const startListener = async (
  over: { readonly protocol?: "smtp" | "lmtp"; readonly relays?: readonly string[] } = {},
): Promise<Heard> => {
  const listener: MailListener = createListener({
    protocol: "smtp",
    host: "127.0.0.1",
    port: 0,
    relays: [],
    name: "desk.test",
    log: quietLog,
    now: () => 1000,
    ...over,
  });
  const received: ReceivedMail[] = [];
  const heard = { outcome: "taken" as Heard["outcome"] };
  await listener.start(
    async (mail) => {
      if (heard.outcome instanceof Error) throw heard.outcome;
      if (heard.outcome === "taken") received.push(mail);
      return heard.outcome;
    },
    async (recipient) => recipientOf(recipient, "desk.test", [TICKETS]).type !== "unknown",
  );
  return Object.assign(heard, { port: listener.port() ?? 0, received, stop: listener.stop });
};

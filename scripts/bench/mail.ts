import { generateKeyPairSync } from "node:crypto";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { createTransport } from "nodemailer";
import { type AskedTicket, judgeMail } from "../../adapters/mail/read/judge.ts";
import { forMailauth } from "../../adapters/mail/read/resolver.ts";
import { matchSecrets } from "../../adapters/mail/read/ticket.ts";
import { createWrittenDns } from "../../adapters/mail/read/written-dns.ts";
import { HOUR } from "../../src/core/time.ts";
import { type Spread, spreadOf } from "./figures.ts";

export interface MailFigures {
  readonly replies: number;
  /** A reply of some 2 kB is judged, ms, DNS answering at once: from its bytes to the outcome. */
  readonly judged: Spread;
  /** mailauth verifies the same mail's signature, and nothing else. */
  readonly floor: Spread;
}

const OWNER = "owner@good.example";
const TOKEN = "abcdefghijklmnopqrstuvwx23";
const SENT_TEXT = Array.from(
  { length: 20 },
  (_, line) => `Line ${line} of the mail that asks for a yes.`,
).join("\n");

const signedReply = async (privateKey: string, now: number): Promise<Buffer> => {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: "windows",
    dkim: { domainName: "good.example", keySelector: "s1", privateKey },
  });
  const quoted = SENT_TEXT.replace(/^/gm, "> ");
  const { message } = await transport.sendMail({
    from: { name: "The Owner", address: OWNER },
    to: `support+c.${TOKEN}@desk.example`,
    subject: "Re: [T-1042] Please confirm a change",
    date: new Date(now),
    text: `YES\n\nOn Wed, Nov 25, 2026 at 12:00 PM Support <support@desk.example> wrote:\n${quoted}\n`,
  });
  if (!(message instanceof Buffer)) throw new TypeError("nodemailer gave no buffer.");
  return message;
};

const timed = async (times: number, work: () => Promise<unknown>): Promise<Spread> => {
  const values: number[] = [];
  for (let turn = -20; turn < times; turn++) {
    const startedAt = performance.now();
    await work();
    if (turn >= 0) values.push(performance.now() - startedAt);
  }
  return spreadOf(values);
};

export const measureMail = async (quick: boolean): Promise<MailFigures> => {
  const now = Date.now();
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const raw = await signedReply(privateKey.export({ type: "pkcs8", format: "pem" }).toString(), now);
  const resolver = createWrittenDns({
    "s1._domainkey.good.example/TXT": [[`v=DKIM1; k=rsa; p=${key}`]],
    "_dmarc.good.example/TXT": [["v=DMARC1; p=reject"]],
  });
  const ticket: AskedTicket = {
    id: "T-1042",
    state: "awaiting",
    workStarted: false,
    matches: matchSecrets({ token: TOKEN, messageId: null, bounceId: null }),
    code: null,
    sentAt: now - HOUR,
    expiresAt: now + HOUR,
    addressOnFile: OWNER,
    addressWhenSent: OWNER,
    mailText: SENT_TEXT,
  };
  const envelope = { ip: null, helo: null, from: OWNER, to: [] };
  const judge = async (): Promise<void> => {
    const { outcome, because } = await judgeMail({ raw, envelope, now, resolver }, ticket);
    if (outcome !== "authenticated")
      throw new Error(`Expected a reply that authenticates; ${because.join(" ")}`);
  };
  const replies = quick ? 200 : 2_000;
  return {
    replies,
    judged: await timed(replies, judge),
    floor: await timed(replies, () => dkimVerify(raw, { resolver: forMailauth(resolver) })),
  };
};

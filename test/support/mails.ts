import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { type AskedTicket, judgeMail } from "../../adapters/mail/read/judge.ts";
import type { Envelope } from "../../adapters/mail/read/sender.ts";
import { matchSecrets, type Secrets } from "../../adapters/mail/read/ticket.ts";
import { createWrittenDns, type WrittenDns } from "../../adapters/mail/read/written-dns.ts";
import type { Verdict } from "../../src/core/confirmation/outcome.ts";
import { HOUR, MINUTE } from "../../src/core/time.ts";

/** Mails of an owner, a stranger and their machines, with DNS as it would be; every date is made up. */

export const NOW = Date.UTC(2026, 10, 25, 12, 0, 0);
export const SENT_AT = NOW - HOUR;
export const OWNER = "owner@good.example";
export const TOKEN = "abcdefghijklmnopqrstuvwx23";
export const REPLY_TO = `support+c.${TOKEN}@desk.example`;
export const MESSAGE_ID = "c.zyxwvutsrqponmlkjihgfedc23@desk.example";
export const BOUNCE_ID = "bbbbccccddddeeeeffffgggg23";
export const BOUNCES = `bounces+b.${BOUNCE_ID}@desk.example`;
const SECRETS: Secrets = { token: TOKEN, messageId: `<${MESSAGE_ID}>`, bounceId: BOUNCE_ID };

export const MAIL_TEXT = [
  "Somebody in our chat asked us for the change below.",
  "",
  "Add an MX record for good.example",
  "",
  "If this was not you, answer NO.",
  "Reply YES to confirm, or NO to refuse. Do not forward this mail.",
].join("\n");

export const IP = "192.0.2.10";
export const OTHER_IP = "203.0.113.66";

export interface Key {
  readonly privateKey: KeyObject;
  /** What the key's TXT record says. */
  readonly record: string;
}

export const rsaKey = (modulusLength = 1024): Key => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength });
  return {
    privateKey,
    record: `v=DKIM1; k=rsa; p=${publicKey.export({ type: "spki", format: "der" }).toString("base64")}`,
  };
};

export const goodKey = rsaKey();
export const evilKey = rsaKey();

export const DNS: WrittenDns = {
  "good.example/TXT": [["v=spf1 ip4:192.0.2.10 -all"]],
  "_dmarc.good.example/TXT": [["v=DMARC1; p=reject"]],
  "s1._domainkey.good.example/TXT": [[goodKey.record]],
  "s1._domainkey.mail.good.example/TXT": [[goodKey.record]],
  "evil.example/TXT": [["v=spf1 ip4:203.0.113.66 -all"]],
  "_dmarc.evil.example/TXT": [["v=DMARC1; p=reject"]],
  "s1._domainkey.evil.example/TXT": [[evilKey.record]],
};

export const dateField = (at: number): string => new Date(at).toUTCString().replace("GMT", "+0000");

/** A header in the order it is written; a list of values is as many fields; null takes the field away. */
export type Header = Readonly<Record<string, string | readonly string[] | null>>;

const REPLY: Header = {
  From: `The Owner <${OWNER}>`,
  To: `Support <${REPLY_TO}>`,
  Subject: "Re: [T-1042] Please confirm a change",
  Date: dateField(NOW - MINUTE),
  "Message-ID": "<reply-1@good.example>",
  "In-Reply-To": `<${MESSAGE_ID}>`,
  "MIME-Version": "1.0",
  "Content-Type": "text/plain; charset=utf-8",
};

/** The owner's reply: a header, changed by what is given, and a text. Not signed. */
export const mail = (text = "YES", changed: Header = {}): string => {
  const fields = Object.entries({ ...REPLY, ...changed }).flatMap(([name, value]) =>
    (value === null ? [] : [value].flat()).map((one) => `${name}: ${one}`),
  );
  return [...fields, "", text.replaceAll("\n", "\r\n"), ""].join("\r\n");
};

export interface Signing {
  readonly domain?: string;
  readonly selector?: string;
  readonly key?: Key;
  /** Names in h=. */
  readonly covers?: readonly string[];
  /** Further tags, such as `{ t: "1", l: "5" }`. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly algorithm?: string;
}

const ALL = ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "MIME-Version", "Content-Type"];

const relaxedField = (name: string, value: string): string =>
  `${name.toLowerCase()}:${value
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim()}`;

const relaxedBody = (body: string): string => {
  const lines = body.split("\r\n").map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
  const text = lines.join("\r\n").replace(/(?:\r\n)*$/, "");
  return text === "" ? "" : `${text}\r\n`;
};

/** Signs as RFC 6376 says, relaxed/relaxed, whatever the tags claim. */
export const signed = (text: string, signing: Signing = {}): string => {
  const {
    algorithm = "rsa-sha256",
    covers = ALL,
    domain = "good.example",
    key = goodKey,
    selector = "s1",
  } = signing;
  const end = text.indexOf("\r\n\r\n");
  const fields = text
    .slice(0, end)
    .split(/\r\n(?![ \t])/)
    .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)] as const);
  const left = [...fields];
  const lines = covers.flatMap((name) => {
    const at = left.findLastIndex(([one]) => one.toLowerCase() === name.toLowerCase());
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return found === undefined ? [] : [relaxedField(...found)];
  });
  const body = Buffer.from(relaxedBody(text.slice(end + 4)));
  const limit = signing.tags?.["l"];
  const hashed = limit === undefined ? body : body.subarray(0, Number(limit));
  const tags = {
    v: "1",
    a: algorithm,
    c: "relaxed/relaxed",
    d: domain,
    s: selector,
    ...signing.tags,
    h: covers.join(":"),
    bh: createHash("sha256").update(hashed).digest("base64"),
    b: "",
  };
  const written = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
  const unsigned = written.join("; ");
  const data = Buffer.from([...lines, relaxedField("DKIM-Signature", unsigned)].join("\r\n"));
  const signature = algorithm.startsWith("ed25519")
    ? sign(null, createHash("sha256").update(data).digest(), key.privateKey)
    : sign(algorithm.slice(4), data, key.privateKey);
  return `DKIM-Signature: ${unsigned}${signature.toString("base64")}\r\n${text}`;
};

export const ticket: AskedTicket = {
  id: "T-1042",
  state: "awaiting",
  workStarted: false,
  matches: matchSecrets(SECRETS),
  code: null,
  sentAt: SENT_AT,
  expiresAt: SENT_AT + 72 * HOUR,
  addressOnFile: OWNER,
  addressWhenSent: OWNER,
  mailText: MAIL_TEXT,
};

export const envelope: Envelope = { ip: IP, helo: "mx.good.example", from: OWNER, to: [REPLY_TO] };
/** As a mailbox tells it that is read over IMAP. */
export const mailbox: Envelope = { ip: null, helo: null, from: OWNER, to: [] };
/** Handed over by a stranger's server. */
export const strangers: Envelope = {
  ip: OTHER_IP,
  helo: "evil.example",
  from: "bad@evil.example",
  to: [REPLY_TO],
};

export interface Given {
  readonly envelope?: Envelope;
  readonly ticket?: Partial<AskedTicket>;
  readonly dns?: WrittenDns;
  readonly now?: number;
}

export const judged = (text: string | Uint8Array, given: Given = {}): Promise<Verdict> =>
  judgeMail(
    {
      raw: typeof text === "string" ? Buffer.from(text) : text,
      envelope: given.envelope ?? envelope,
      now: given.now ?? NOW,
      resolver: createWrittenDns({ ...DNS, ...given.dns }),
    },
    { ...ticket, ...given.ticket },
  );

/** What a mail comes to, in one word. */
export const outcome = async (text: string | Uint8Array, given: Given = {}): Promise<string> =>
  (await judged(text, given)).outcome;

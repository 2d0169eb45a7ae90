import { isIP } from "node:net";
import { domainToASCII } from "node:url";

export interface ListenAddress {
  readonly protocol: "smtp" | "lmtp";
  readonly host: string;
  readonly port: number;
}

/** How mails leave, and come in. */
export interface MailConfig {
  readonly smtpUrl: string;
  readonly from: string;
  /** Of the addresses that carry a ticket's token; ASCII, in lower case. */
  readonly domain: string;
  /** Null: the relay signs, or nobody does. */
  readonly dkim: {
    readonly domain: string;
    readonly selector: string /** Absolute. */;
    readonly keyFile: string;
  } | null;
  /** Null: no mail server hands mail over. */
  readonly listen: (ListenAddress & { readonly relays: readonly string[] }) | null;
  /** Null: no mailbox is read. */
  readonly imapUrl: string | null;
}

/** Where tickets are worked on. */
export type HelpdeskConfig =
  | { readonly type: "own" }
  | { readonly type: "mail"; readonly address: string }
  | { readonly type: "webhook"; readonly url: string; readonly secret: string };

/** `host:port`, `smtp://host:port` or `lmtp://host:port`; an IPv6 host in brackets. Null: it is none of them. */
export const listenAddressOf = (text: string): ListenAddress | null => {
  const found = /^(?:(smtp|lmtp):\/\/)?(\[[^\]\s]+\]|[^\s:/[\]]+):(\d{1,5})$/i.exec(text);
  if (found === null) return null;
  const [, protocol = "smtp", host = "", port = ""] = found;
  const bare = host.replace(/^\[|\]$/g, "");
  if (Number(port) > 65_535 || (bare !== host && isIP(bare) !== 6)) return null;
  return { protocol: protocol.toLowerCase() === "lmtp" ? "lmtp" : "smtp", host: bare, port: Number(port) };
};

const MOST_BITS = { 4: 32, 6: 128 };

/** Whether a text is an address, or a network as `192.0.2.0/24`. */
const isNetwork = (text: string): boolean => {
  const [address = "", bits, more] = text.split("/");
  const family = isIP(address);
  if ((family !== 4 && family !== 6) || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= MOST_BITS[family]);
};

/** Addresses and networks with commas or spaces between. Null: one of them is neither. */
export const relaysOf = (text: string): readonly string[] | null => {
  const relays = text.split(/[\s,]+/).filter((one) => one !== "");
  return relays.length > 0 && relays.every(isNetwork) ? relays : null;
};

/** In ASCII and lower case, as mail servers write it. Null: it is none, or has no dot. */
export const mailDomainOf = (text: string): string | null => {
  const domain = domainToASCII(text);
  return /^(?=.{3,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/.test(
    domain,
  )
    ? domain
    : null;
};

/** Of `desk@example.com` or `Desk <desk@example.com>`. */
export const domainOfMailbox = (mailbox: string): string => {
  const domain = /@([^@<>\s]+?)>?$/.exec(mailbox)?.[1] ?? "";
  return mailDomainOf(domain) ?? domain.toLowerCase();
};

const ADDRESS = /^[^<>\s@,;"]+@[^<>\s@,;"]+$/;

/** `own`, `mail:ADDRESS` or `webhook:URL`. Null: it is none of them. */
export const helpdeskOf = (text: string, secret = ""): HelpdeskConfig | null => {
  if (text === "own") return { type: "own" };
  const [, kind, rest = ""] = /^(mail|webhook):(\S+)$/.exec(text) ?? [];
  if (kind === "mail") return ADDRESS.test(rest) ? { type: "mail", address: rest } : null;
  return kind === "webhook" && /^https?:\/\//i.test(rest) && URL.canParse(rest)
    ? { type: "webhook", url: rest, secret }
    : null;
};

/** Whether it names a server, a user and a password: without a login no mailbox is anybody's. */
export const isImapUrl = (text: string): boolean => {
  if (!/^imaps?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, password } = new URL(text);
  return hostname !== "" && username !== "" && password !== "";
};

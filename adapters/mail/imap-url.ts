const IMAP_PORT = 143;
const IMAPS_PORT = 993;

export interface ImapMailbox {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS, which is demanded wherever the server is another machine. */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  /** The mailbox's path; INBOX where the address names none. */
  readonly path: string;
}

/** `imaps://user:password@host/Folder` (993) or `imap://…` (143). Null: it is none, or without a user. */
export const imapMailboxOf = (imapUrl: string): ImapMailbox | null => {
  if (!/^imaps?:\/\//i.test(imapUrl) || !URL.canParse(imapUrl)) return null;
  const { protocol, hostname, port, username, password, pathname } = new URL(imapUrl);
  if (hostname === "" || username === "" || password === "") return null;
  const secure = protocol === "imaps:";
  try {
    const path = decodeURIComponent(pathname.slice(1));
    return {
      host: hostname.replace(/^\[|\]$/g, ""),
      port: port === "" ? (secure ? IMAPS_PORT : IMAP_PORT) : Number(port),
      secure,
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      path: path === "" ? "INBOX" : path,
    };
  } catch (cause) {
    if (cause instanceof URIError) return null;
    throw cause;
  }
};

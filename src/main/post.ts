import { createHash } from "node:crypto";
import { z } from "zod";
import { createMail, createMailSources, readDkimKey } from "../../adapters/mail/index.ts";
import type { MailConfig } from "../config.ts";
import type { Clock, Log } from "../ports.ts";
import type { Mail, MailboxPositions, MailSource } from "../ports-mail.ts";
import type { Store } from "../ports-store.ts";

interface PostOptions {
  /** Null: no mail is set up. */
  readonly config: MailConfig | null;
  readonly store: Pick<Store, "setting" | "setSetting">;
  readonly clock: Clock;
  readonly log: Log;
}

/** The ways out and in; both may be missing. */
export interface Post {
  readonly mail: Mail | null;
  readonly sources: readonly MailSource[];
}

const Position = z.object({
  uidValidity: z.string(),
  lastUid: z.number(),
  lastAt: z.number(),
  waiting: z.array(z.number()),
});

/** Another mailbox is another position; whose it is need not stand among the settings. */
const keyOf = (imapUrl: string | null): string => {
  if (imapUrl === null) throw new Error("a position is asked for, and no mailbox is read");
  const { hostname, port, username, pathname } = new URL(imapUrl);
  const mailbox = [hostname, port, username, pathname].join("\n");
  return `mailbox:${createHash("sha256").update(mailbox).digest("hex")}`;
};

/** How far a mailbox has been read stands among the installation's settings. */
export const positionsIn = (store: PostOptions["store"], imapUrl: string | null): MailboxPositions => ({
  read: async () => Position.nullable().parse((await store.setting(keyOf(imapUrl))) ?? null),
  write: (position) => store.setSetting(keyOf(imapUrl), position),
});

/** Throws SetupError when the key of DKIM_KEY_FILE signs nothing. */
export const createPost = async ({ config, store, clock, log }: PostOptions): Promise<Post> => {
  if (config === null) return { mail: null, sources: [] };
  const { smtpUrl, from, dkim, domain, listen, imapUrl } = config;
  const key = dkim === null ? null : (await readDkimKey(dkim.keyFile)).key;
  return {
    mail: createMail({ smtpUrl, from, dkim: dkim === null || key === null ? null : { ...dkim, key } }),
    sources: createMailSources({
      listen,
      imapUrl,
      domain,
      positions: positionsIn(store, imapUrl),
      log,
      now: clock.now,
    }),
  };
};

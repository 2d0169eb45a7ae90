import { parseArgs } from "node:util";
import { createMail, createMailSources, readDkimKey } from "../../adapters/mail/index.ts";
import { judgeMail } from "../../adapters/mail/read/judge.ts";
import type { Config, MailConfig } from "../../src/config.ts";
import { type Log, SetupError } from "../../src/ports.ts";
import type { MailboxPosition, MailboxPositions } from "../../src/ports-mail.ts";
import { type Check, fine, messageOf, wrong } from "./check.ts";
import { asResolver, createDns, type Dns } from "./mail-dns.ts";
import { probeMail } from "./mail-probe.ts";
import { checkRecords } from "./mail-records.ts";
import { recordLines, setupOf } from "./mail-setup.ts";
import { verdictOn } from "./mail-verdict.ts";

export interface MailArguments {
  /** Who is asked to answer the probe; null: nobody. */
  readonly to: string | null;
  readonly waitMs: number;
  readonly faults: readonly string[];
}

/** A mail to itself passes two servers; a person looks into their mailbox within minutes. */
const WAIT_S = { itself: 60, person: 300, most: 3600 };

/** Reads what follows `mail`: `--to ADDRESS` and `--wait SECONDS`. */
export const mailArguments = (argv: readonly string[]): MailArguments => {
  const { tokens } = parseArgs({
    args: [...argv],
    options: { to: { type: "string" }, wait: { type: "string" } },
    strict: false,
    tokens: true,
  });
  let to: string | null = null;
  let wait: number | null = null;
  const faults: string[] = [];
  for (const part of tokens) {
    const value = part.kind === "option" ? (part.value ?? "") : "";
    if (part.kind === "option" && part.name === "to") {
      if (/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(value)) to = value;
      else faults.push(`--to: expected one address, got "${value}". Try --to you@example.com.`);
    } else if (part.kind === "option" && part.name === "wait") {
      const count = Number(value);
      if (value !== "" && count >= 1 && count <= WAIT_S.most) wait = count;
      else faults.push(`--wait: expected seconds from 1 to ${WAIT_S.most}, got "${value}". Try --wait 300.`);
    } else {
      const said = part.kind === "option" ? part.rawName : part.kind === "positional" ? part.value : "--";
      faults.push(`${said}: expected no such argument. There are --to ADDRESS and --wait SECONDS.`);
    }
  }
  return { to, waitMs: (wait ?? (to === null ? WAIT_S.itself : WAIT_S.person)) * 1000, faults };
};

/** Of one run: what lies in the mailbox before the probe is nobody's business here. */
const createPositions = (): MailboxPositions => {
  let kept: MailboxPosition | null = null;
  return {
    read: async () => kept,
    write: async (position) => {
      kept = position;
    },
  };
};

const NOT_SET = wrong(
  "Mail",
  "No mail is set up: tickets that are opened on a customer's behalf cannot be confirmed.",
  "Set SMTP_URL and MAIL_FROM, and MAIL_LISTEN or IMAP_URL for the replies (adapters/mail/README.md).",
);

const probe = async (
  mail: MailConfig,
  key: string | null,
  args: MailArguments,
  dns: Dns,
  log: Log,
): Promise<readonly Check[]> => {
  const { smtpUrl, from, dkim, domain, listen, imapUrl } = mail;
  const out = createMail({ smtpUrl, from, dkim: dkim === null || key === null ? null : { ...dkim, key } });
  const sources = createMailSources({
    listen,
    imapUrl,
    domain,
    positions: createPositions(),
    log,
    now: Date.now,
  });
  const { to, waitMs } = args;
  try {
    return await probeMail({
      mail: out,
      sources,
      domain,
      to,
      waitMs,
      now: Date.now,
      verdict: (came, what) => verdictOn(came, what, dns),
      judge: ({ raw, envelope }, ticket) =>
        judgeMail({ raw, envelope, now: Date.now(), resolver: asResolver(dns) }, ticket),
    });
  } finally {
    await out.stop();
  }
};

export interface MailDoctorOptions {
  readonly config: Config;
  readonly args: MailArguments;
  readonly log: Log;
  readonly say: (line: string) => void;
  readonly tell: (checks: readonly Check[]) => void;
  /** Default: this machine's. */
  readonly dns?: Dns;
}

/** Says what to set, looks at what is set, sends a probe and judges what comes of it. */
export const checkMail = async (options: MailDoctorOptions): Promise<void> => {
  const { config, args, log, say, tell, dns = createDns() } = options;
  const { mail } = config;
  if (mail === null) return tell([NOT_SET]);
  let key: Awaited<ReturnType<typeof readDkimKey>> | null = null;
  try {
    if (mail.dkim !== null) key = await readDkimKey(mail.dkim.keyFile);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return tell([wrong("Mail: key", messageOf(error), "")]);
  }
  const setup = setupOf(mail, key);
  for (const line of recordLines(setup)) say(line);
  say("");
  tell(await checkRecords(setup, dns));
  const whom = args.to === null ? "itself" : "somebody who answers";
  tell([fine("Mail: probe", `Sent to ${whom}; waiting for up to ${args.waitMs / 1000} s.`)]);
  tell(await probe(mail, key?.key ?? null, args, dns, log));
};

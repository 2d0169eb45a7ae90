import { LOG_LEVELS, type Variable } from "./variables.ts";

interface Explained {
  readonly expected: string;
  readonly todo: string;
  /** What came is described, never shown: it is a secret, or may hold one. */
  readonly secret: boolean;
}

const open = (expected: string, todo: string): Explained => ({ expected, todo, secret: false });
const secret = (expected: string, todo: string): Explained => ({ expected, todo, secret: true });

export const EXPLAINED: Readonly<Record<Variable, Explained>> = {
  HOST: open("an address to listen on", "Leave it out for 127.0.0.1."),
  PORT: open("a whole number from 0 to 65535", "Leave it out for 3000."),
  PUBLIC_URL: open(
    "an address that starts with https:// or http://",
    "Write how the world reaches this desk, such as https://desk.example.com, or leave it out.",
  ),
  DATA_DIR: open("a folder", "Leave it out for .data."),
  DATABASE_URL: secret(
    "an address that starts with postgres:// or postgresql://",
    "Write postgres://user:password@host:5432/name, or leave it out for the embedded database.",
  ),
  REDIS_URL: secret(
    "an address that starts with redis:// or rediss://",
    "Write redis://host:6379, or leave it out: the queue then lives in Postgres.",
  ),
  POLICY_FILE: open("a file", "Leave it out for policy.yaml."),
  DISCORD_TOKEN: secret(
    "a bot token: three parts with two dots between, without “Bot ” before it",
    "Copy it from discord.com/developers/applications, your application, Bot, Reset Token.",
  ),
  DISCORD_API_URL: open(
    "an address that starts with https:// or http://, without the version (/v10) at its end",
    "Leave it out for https://discord.com/api.",
  ),
  SLACK_BOT_TOKEN: secret(
    "a bot token that starts with xoxb-",
    "Copy it from api.slack.com/apps, your app, OAuth & Permissions, Bot User OAuth Token.",
  ),
  SLACK_APP_TOKEN: secret(
    "an app-level token that starts with xapp-",
    "Make it at api.slack.com/apps, your app, Basic Information, App-Level Tokens, with connections:write.",
  ),
  SLACK_SIGNING_SECRET: secret(
    "the signing secret: usually 32 letters and digits, no spaces",
    "Copy it from api.slack.com/apps, your app, Basic Information, Signing Secret.",
  ),
  SLACK_API_URL: open(
    "an address that starts with https:// or http://",
    "Leave it out for https://slack.com/api/.",
  ),
  SMTP_URL: secret(
    "an address that starts with smtp:// or smtps://",
    "Write smtp://user:password@host:587, or leave it out: tickets cannot be confirmed then, and pagers that are mailboxes are refused.",
  ),
  MAIL_FROM: open(
    "a mailbox, with a name before it or without",
    "Write desk@example.com or Desk <desk@example.com>, or leave it out with SMTP_URL.",
  ),
  MAIL_DOMAIN: open(
    "a domain with a dot in it, without an @",
    "Write the domain whose mail reaches this desk, such as desk.example.com, or leave it out for MAIL_FROM's.",
  ),
  MAIL_LISTEN: open(
    "host:port, smtp://host:port or lmtp://host:port",
    "Write lmtp://127.0.0.1:2424 behind Postfix, or leave it out.",
  ),
  MAIL_RELAYS: open(
    "addresses or networks (192.0.2.0/24) with commas between",
    "Write those of the mail servers before this desk that speak XFORWARD, or leave it out.",
  ),
  IMAP_URL: secret(
    "an address that starts with imaps:// or imap://, with a user and a password",
    "Write imaps://user:password@imap.example.com/INBOX, with %40 for an @ in the user, or leave it out.",
  ),
  DKIM_DOMAIN: open("a domain", "Write MAIL_FROM's, or leave out all three of DKIM_*: the relay signs then."),
  DKIM_SELECTOR: open(
    "letters, digits and hyphens",
    "Write the name under which the key stands in DNS (NAME._domainkey.DOMAIN), or leave out all three of DKIM_*.",
  ),
  DKIM_KEY_FILE: open("a file with a private key", "Leave out all three of DKIM_*: the relay signs then."),
  HELPDESK: secret(
    "own, mail:ADDRESS or webhook:URL",
    "Leave it out for own: tickets are worked on in Slack and Discord.",
  ),
  HELPDESK_SECRET: secret(
    "at least 8 characters, no spaces",
    "Make one with openssl rand -hex 32, and give it to the receiver of the webhook.",
  ),
  CUSTOMERS_SECRET: secret(
    "at least 8 characters, no spaces",
    "Make one with openssl rand -hex 32, and give it to the billing system; or leave it out: no webhook is heard.",
  ),
  LOG_LEVEL: open(`one of ${LOG_LEVELS.join(", ")}`, "Leave it out for info."),
};

const SPEAKING_START = /^(xox[a-z]-|xapp-|Bot |[a-z]{2,12}:\/\/)/;

/** What came, as much of it as may be shown. */
export const described = (variable: Variable, value: string): string => {
  if (!EXPLAINED[variable].secret) return `"${value}"`;
  const start = SPEAKING_START.exec(value)?.[0];
  return start === undefined
    ? `${value.length} characters of another shape`
    : `something that starts with "${start}"`;
};

import { z } from "zod";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const webAddress = z
  .string()
  .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text))
  .transform((text) => text.replace(/\/+$/, ""));

/** Every variable that is read, by its shape. Empty is the same as not set, as in every `.env`. */
export const Environment = z.object({
  HOST: z.string().regex(/^\S+$/).default("127.0.0.1"),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(3000),
  PUBLIC_URL: webAddress.optional(),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/)
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/\S+$/)
    .optional(),
  POLICY_FILE: z.string().optional(),
  DISCORD_TOKEN: z
    .string()
    // Only what can be no token at all is refused: its form is Discord's to change, and a proxy's to choose.
    .regex(/^\S+$/)
    .optional(),
  DISCORD_API_URL: webAddress.refine((url) => !/\/v\d+$/.test(url)).default("https://discord.com/api"),
  // docs.slack.dev/authentication/tokens
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-[\w-]+$/)
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-[\w-]+$/)
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^\S{8,}$/)
    .optional(),
  SLACK_API_URL: webAddress.transform((url) => `${url}/`).default("https://slack.com/api/"),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/i)
    .refine((text) => URL.canParse(text) && new URL(text).hostname !== "")
    .optional(),
  // One mailbox, with a name before it or without; a line break would begin another header.
  MAIL_FROM: z
    .string()
    .regex(/^([^<>\p{Cc}]*<[^<>\s@,]+@[^<>\s@,]+>|[^<>\s@,]+@[^<>\s@,]+)$/u)
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
});

export type Variable = keyof z.output<typeof Environment>;
export const VARIABLES = Object.keys(Environment.shape) as readonly Variable[];

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
    "Write smtp://user:password@host:587, or leave it out: pagers that are mailboxes are then refused.",
  ),
  MAIL_FROM: open(
    "a mailbox, with a name before it or without",
    "Write desk@example.com or Desk <desk@example.com>, or leave it out with SMTP_URL.",
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

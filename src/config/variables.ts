import { z } from "zod";
import { helpdeskOf, isImapUrl, listenAddressOf, mailDomainOf, relaysOf } from "./mail.ts";

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
  MAIL_DOMAIN: z
    .string()
    .refine((text) => mailDomainOf(text) !== null)
    .optional(),
  MAIL_LISTEN: z
    .string()
    .refine((text) => listenAddressOf(text) !== null)
    .optional(),
  MAIL_RELAYS: z
    .string()
    .refine((text) => relaysOf(text) !== null)
    .optional(),
  IMAP_URL: z.string().refine(isImapUrl).optional(),
  DKIM_DOMAIN: z
    .string()
    .refine((text) => mailDomainOf(text) !== null)
    .optional(),
  // RFC 6376, 3.1: labels with dots between.
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i)
    .optional(),
  DKIM_KEY_FILE: z.string().optional(),
  HELPDESK: z
    .string()
    .refine((text) => helpdeskOf(text) !== null)
    .default("own"),
  HELPDESK_SECRET: z
    .string()
    .regex(/^\S{8,}$/)
    .optional(),
  CUSTOMERS_SECRET: z
    .string()
    .regex(/^\S{8,}$/)
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
});

export type Variable = keyof z.output<typeof Environment>;
/** What is set, as it was written. */
export type Given = Readonly<Partial<Record<Variable, string>>>;
export const VARIABLES = Object.keys(Environment.shape) as readonly Variable[];

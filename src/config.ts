import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { readArguments } from "./config/arguments.ts";
import { ConfigError } from "./config/error.ts";
import { shapeFaults, togetherFaults } from "./config/faults.ts";
import {
  domainOfMailbox,
  type HelpdeskConfig,
  helpdeskOf,
  listenAddressOf,
  type MailConfig,
  mailDomainOf,
  relaysOf,
} from "./config/mail.ts";
import { noticesOf } from "./config/notices.ts";
import { Environment, type Given, type LogLevel, VARIABLES } from "./config/variables.ts";
import { repoRoot } from "./root.ts";

export { readArguments } from "./config/arguments.ts";
export { ConfigError } from "./config/error.ts";
export type { HelpdeskConfig, MailConfig } from "./config/mail.ts";

export interface DiscordConfig {
  readonly token: string;
  /** Without the version and a slash at its end. */
  readonly apiUrl: string;
}

export interface SlackConfig {
  readonly botToken: string;
  /** With a slash at its end, as Slack's client wants it. */
  readonly apiUrl: string;
  readonly receive:
    | { readonly type: "socket"; readonly appToken: string }
    | { readonly type: "http"; readonly signingSecret: string };
}

export interface Config {
  /** `sandbox` when no tokens are set: one person plays every part in a web page. */
  readonly mode: "sandbox" | "platforms";
  readonly host: string;
  readonly port: number;
  /** How the world reaches this desk, without a slash at its end. */
  readonly publicUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  /** Null: the embedded database. */
  readonly databaseUrl: string | null;
  /** Null: the queue lives in Postgres. */
  readonly redisUrl: string | null;
  /** Absolute. Null: policy.yaml, where there is one. */
  readonly policyFile: string | null;
  readonly discord: DiscordConfig | null;
  readonly slack: SlackConfig | null;
  /** Null: tickets cannot be confirmed, and pagers that are mailboxes cannot be called. */
  readonly mail: MailConfig | null;
  readonly helpdesk: HelpdeskConfig;
  /** What a billing system signs its word on customers with; null: none is heard. */
  readonly customersSecret: string | null;
  readonly logLevel: LogLevel;
  /** `user@host` when whoever starts the desk sits at another machine, for the line that forwards the port. */
  readonly overSsh: string | null;
  /** Policy durations are divided by this; other than 1 in the sandbox only. */
  readonly speed: number;
  /** What whoever starts the desk should know: what works, what does not. */
  readonly notices: readonly string[];
}

type Env = Readonly<Record<string, string | undefined>>;
type Values = ReturnType<typeof Environment.parse>;

const given = (env: Env, dotenv: Env): Given =>
  Object.fromEntries(
    VARIABLES.map((name) => [name, (env[name] ?? dotenv[name])?.trim()]).filter(([, value]) => value),
  );

const slackOf = (values: Values): SlackConfig | null => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL: apiUrl } = values;
  if (botToken === undefined) return null;
  if (SLACK_APP_TOKEN !== undefined) {
    return { botToken, apiUrl, receive: { type: "socket", appToken: SLACK_APP_TOKEN } };
  }
  if (SLACK_SIGNING_SECRET === undefined) return null;
  return { botToken, apiUrl, receive: { type: "http", signingSecret: SLACK_SIGNING_SECRET } };
};

const listenOf = ({ MAIL_LISTEN, MAIL_RELAYS }: Values): MailConfig["listen"] => {
  const address = MAIL_LISTEN === undefined ? null : listenAddressOf(MAIL_LISTEN);
  return address === null ? null : { ...address, relays: relaysOf(MAIL_RELAYS ?? "") ?? [] };
};

const dkimOf = ({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: Values): MailConfig["dkim"] => {
  if (DKIM_DOMAIN === undefined || DKIM_SELECTOR === undefined || DKIM_KEY_FILE === undefined) return null;
  return {
    domain: mailDomainOf(DKIM_DOMAIN) ?? DKIM_DOMAIN,
    selector: DKIM_SELECTOR,
    keyFile: resolve(repoRoot, DKIM_KEY_FILE),
  };
};

const mailOf = (values: Values): MailConfig | null => {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, MAIL_DOMAIN: domain, IMAP_URL: imapUrl } = values;
  if (smtpUrl === undefined || from === undefined) return null;
  return {
    smtpUrl,
    from,
    domain: mailDomainOf(domain ?? "") ?? domainOfMailbox(from),
    dkim: dkimOf(values),
    listen: listenOf(values),
    imapUrl: imapUrl ?? null,
  };
};

/** SSH_CONNECTION is "client port server port" (ssh(1), ENVIRONMENT). */
const sshTarget = (env: Env): string | null => {
  const server = env["SSH_CONNECTION"]?.split(" ")[2];
  return server === undefined ? null : `${env["USER"] ?? env["LOGNAME"] ?? "you"}@${server}`;
};

/** Pure. `.env` gives what the environment does not. Throws ConfigError with every fault there is. */
export const loadConfig = (env: Env, dotenvText: string | null, argv: readonly string[]): Config => {
  const dotenv: Env = dotenvText === null ? {} : (parseEnv(dotenvText) as Env);
  const wanted = given(env, dotenv);
  const { speed, faults: argumentFaults } = readArguments(argv);
  const faults = [...shapeFaults(wanted), ...togetherFaults(wanted, speed), ...argumentFaults];
  if (faults.length > 0) throw new ConfigError(faults);
  const values = Environment.parse(wanted);
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl } = values;
  const connected = {
    discord: token === undefined ? null : { token, apiUrl },
    slack: slackOf(values),
    publicUrl: values.PUBLIC_URL ?? null,
    mail: mailOf(values),
  };
  return {
    ...connected,
    helpdesk: helpdeskOf(values.HELPDESK, values.HELPDESK_SECRET) ?? { type: "own" },
    customersSecret: values.CUSTOMERS_SECRET ?? null,
    mode: connected.discord === null && connected.slack === null ? "sandbox" : "platforms",
    host: values.HOST,
    port: values.PORT,
    dataDir: resolve(repoRoot, values.DATA_DIR),
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    policyFile: values.POLICY_FILE === undefined ? null : resolve(repoRoot, values.POLICY_FILE),
    logLevel: values.LOG_LEVEL,
    overSsh: sshTarget(env),
    speed: speed ?? 1,
    notices: noticesOf(connected, wanted, dotenv),
  };
};

/** Reads the environment, and `.env` beside package.json where there is one. Throws ConfigError. */
export const readConfig = (argv: readonly string[] = process.argv.slice(2)): Config => {
  const file = join(repoRoot, ".env");
  return loadConfig(process.env, existsSync(file) ? readFileSync(file, "utf8") : null, argv);
};

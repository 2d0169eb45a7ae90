import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { readArguments } from "./config/arguments.ts";
import { ConfigError } from "./config/error.ts";
import { type Given, shapeFaults, togetherFaults } from "./config/faults.ts";
import { noticesOf } from "./config/notices.ts";
import { Environment, type LogLevel, VARIABLES } from "./config/variables.ts";
import { repoRoot } from "./root.ts";

export { readArguments } from "./config/arguments.ts";
export { ConfigError } from "./config/error.ts";

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

/** How mails leave. */
export interface MailConfig {
  readonly smtpUrl: string;
  readonly from: string;
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
  /** Null: pagers that are mailboxes cannot be called. */
  readonly mail: MailConfig | null;
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

const mailOf = ({ SMTP_URL: smtpUrl, MAIL_FROM: from }: Values): MailConfig | null =>
  smtpUrl === undefined || from === undefined ? null : { smtpUrl, from };

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
  };
  return {
    ...connected,
    mail: mailOf(values),
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

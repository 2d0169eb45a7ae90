import { type Logger, LogLevel, WebClient, WebClientEvent } from "@slack/web-api";
import { SECOND } from "../../src/core/time.ts";
import type { Count, Log } from "../../src/ports.ts";

/** Longest wait for an answer of the Web API, ms; posts usually take well under one second. */
const TIMEOUT_MS = 10 * SECOND;

export interface ClientOptions {
  readonly apiUrl: string | null;
  readonly log: Log;
  readonly count: Count;
}

/**
 * Waiting and repeating are the dispatcher's: the client's own queue stands still for every channel at one 429, and
 * repeats for half an hour. https://github.com/slackapi/node-slack-sdk (WebClient.ts, requestQueue.pause)
 */
export const clientSettings = ({ apiUrl, log }: Pick<ClientOptions, "apiUrl" | "log">) => ({
  ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 0 },
  timeout: TIMEOUT_MS,
  allowAbsoluteUrls: false,
  logger: quietLogger(log),
});

export const createClient = (token: string, options: ClientOptions): WebClient => {
  const client = new WebClient(token, clientSettings(options));
  client.on(WebClientEvent.RATE_LIMITED, () => options.count("rate_limited", { platform: "slack" }));
  return client;
};

/** The SDK's warnings, without payloads (those are its debug lines) and without tokens. */
export const quietLogger = (log: Log): Logger => {
  const line = (parts: readonly unknown[]): string =>
    parts
      .map((part) => (part instanceof Error ? part.message : String(part)))
      .join(" ")
      .replace(/xox[a-z]-[\w-]+|xapp-[\w-]+|ticket=[^&\s]+/gi, "[redacted]")
      .slice(0, 300);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => log.debug({ sdk: line(parts) }, "Slack SDK warning"),
    error: (...parts) => log.warn({ sdk: line(parts) }, "Slack SDK error"),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
};

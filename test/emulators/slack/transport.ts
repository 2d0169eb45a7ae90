import type { Fields, SlackApp } from "./model.ts";

export type PacketKind = "events_api" | "interactive" | "slash_commands";

/** One payload on its way to an app. */
export type Packet = { readonly kind: PacketKind; readonly payload: Fields };

/** https://docs.slack.dev/apis/events-api#retries · `timeout` is what Socket Mode says. */
export type RetryReason = "http_timeout" | "connection_failed" | "http_error" | "unknown_error" | "timeout";

export type Retry = { readonly num: number; readonly reason: RetryReason };

export type Outcome =
  | { readonly ok: true; readonly response: unknown }
  | { readonly ok: false; readonly reason: RetryReason; readonly noRetry: boolean };

export type Send = (app: SlackApp, packet: Packet, retry?: Retry) => Promise<Outcome>;

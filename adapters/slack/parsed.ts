import type { Inbound } from "../../src/core/inbound.ts";
import type { Person, Place } from "../../src/core/platform.ts";
import type { Timestamp } from "../../src/core/time.ts";
import type { Names } from "./mrkdwn.ts";

/** The desk's own account, whose words are never news. */
export interface Self {
  readonly userId: string;
  readonly botId: string;
}

export interface ParseContext {
  readonly self: Self;
  readonly names: Names;
  /** When it came, for what bears no time of Slack's. */
  readonly now: Timestamp;
}

/** Something for the desk, or the reason why not; `unknown` is worth counting, `known` comes every day. */
export type Parsed =
  | { readonly kind: "inbound"; readonly inbound: Inbound }
  | { readonly kind: "known"; readonly why: string }
  | { readonly kind: "unknown"; readonly why: string };

export const news = (inbound: Inbound): Parsed => ({ kind: "inbound", inbound });
export const known = (why: string): Parsed => ({ kind: "known", why });
export const unknown = (why: string): Parsed => ({ kind: "unknown", why });

export const placeOf = (channel: string, thread: string | null): Place => ({
  platform: "slack",
  channel,
  thread,
});

export const personOf = (userId: string, { names }: ParseContext): Person => ({
  platform: "slack",
  userId,
  name: names.user(userId),
  accountCreatedAt: null,
});

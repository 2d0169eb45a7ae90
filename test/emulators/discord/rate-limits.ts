/**
 * Per-route buckets and the global limit: https://docs.discord.com/developers/topics/rate-limits
 * They run on the real clock, because the client waits on it.
 */
import { createHash } from "node:crypto";

export type BucketLimit = { readonly limit: number; readonly windowMs: number };

export type RateLimitOptions = {
  /** "All bots can make up to 50 requests per second." */
  readonly global: BucketLimit;
  /** Discord's numbers may change and are not documented; these are what its headers have shown. */
  readonly bucket: (method: string, template: string) => BucketLimit;
};

const SECOND = 1_000;

const known: Readonly<Record<string, BucketLimit>> = {
  "POST /channels/{channel_id}/messages": { limit: 5, windowMs: 5 * SECOND },
  "PATCH /channels/{channel_id}/messages/{message_id}": { limit: 5, windowMs: 5 * SECOND },
  "DELETE /channels/{channel_id}/messages/{message_id}": { limit: 5, windowMs: 1 * SECOND },
  "GET /channels/{channel_id}/messages": { limit: 5, windowMs: 5 * SECOND },
  "POST /channels/{channel_id}/typing": { limit: 5, windowMs: 5 * SECOND },
  "PATCH /channels/{channel_id}": { limit: 5, windowMs: 15 * SECOND },
};

export const DISCORD_LIMITS: RateLimitOptions = {
  global: { limit: 50, windowMs: SECOND },
  bucket: (method, template) => known[`${method} ${template}`] ?? { limit: 10, windowMs: 5 * SECOND },
};

/** Never in the way: for benchmarks and for tests about something else. */
export const RAISED_LIMITS: RateLimitOptions = {
  global: { limit: 1_000_000, windowMs: SECOND },
  bucket: () => ({ limit: 1_000_000, windowMs: SECOND }),
};

export type Verdict = {
  readonly headers: Readonly<Record<string, string>>;
  /** Set when the request is refused. */
  readonly refused: { readonly retryAfterMs: number; readonly global: boolean } | null;
};

type Window = { count: number; resetAt: number };

export type RateLimits = {
  take(who: string, method: string, template: string, params: Readonly<Record<string, string>>): Verdict;
};

/** What splits a bucket: top-level resources, and tokens. */
const MAJOR = ["channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id"];

const majorOf = (params: Readonly<Record<string, string>>): string =>
  MAJOR.map((name) => params[name] ?? "").join(":");

const isInteractionRoute = (template: string): boolean =>
  template.startsWith("/interactions/") || template.startsWith("/webhooks/");

export const createRateLimits = (options: RateLimitOptions): RateLimits => {
  const windows = new Map<string, Window>();
  const count = (key: string, limit: BucketLimit, now: number): Window & { readonly over: boolean } => {
    const known = windows.get(key);
    const window =
      known !== undefined && known.resetAt > now ? known : { count: 0, resetAt: now + limit.windowMs };
    windows.set(key, window);
    const over = window.count >= limit.limit;
    if (!over) window.count += 1;
    return { ...window, over };
  };
  return {
    take(who, method, template, params) {
      const now = Date.now();
      // "Interaction endpoints are not bound to the bot's Global Rate Limit."
      if (!isInteractionRoute(template)) {
        const global = count(`${who} global`, options.global, now);
        if (global.over) {
          const headers = { "x-ratelimit-global": "true", "x-ratelimit-scope": "global" };
          return { headers, refused: { retryAfterMs: global.resetAt - now, global: true } };
        }
      }
      const limit = options.bucket(method, template);
      const route = `${method} ${template}`;
      const window = count(`${who} ${route} ${majorOf(params)}`, limit, now);
      const headers = {
        "x-ratelimit-limit": String(limit.limit),
        "x-ratelimit-remaining": String(limit.limit - window.count),
        "x-ratelimit-reset": (window.resetAt / SECOND).toFixed(3),
        "x-ratelimit-reset-after": ((window.resetAt - now) / SECOND).toFixed(3),
        "x-ratelimit-bucket": createHash("md5").update(route).digest("hex"),
        ...(window.over ? { "x-ratelimit-scope": "user" } : {}),
      };
      return { headers, refused: window.over ? { retryAfterMs: window.resetAt - now, global: false } : null };
    },
  };
};

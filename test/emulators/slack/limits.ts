/** https://docs.slack.dev/apis/web-api/rate-limits */

export type Tier = 1 | 2 | 3 | 4 | "special";

export type Limits = {
  /** Whether anything is limited at all. */
  readonly enabled: boolean;
  /** Calls a minute by tier, per method and app; as many may come at once. */
  readonly perMinute: Readonly<Record<1 | 2 | 3 | 4, number>>;
  /** chat.postMessage in one channel: about one a second, "short bursts" allowed. */
  readonly postPerSecond: number;
  /** How many posts in one channel may come at once. Slack gives no number. */
  readonly postBurst: number;
  /** All posts of an app in the workspace: "several hundred messages per minute". */
  readonly postsPerMinute: number;
};

export const SLACK_LIMITS: Limits = {
  enabled: true,
  perMinute: { 1: 1, 2: 20, 3: 50, 4: 100 },
  postPerSecond: 1,
  postBurst: 4,
  postsPerMinute: 300,
};

export type Limiter = {
  /** Takes one call; the seconds to wait when there are none left. */
  readonly take: (
    appId: string,
    method: string,
    tier: Tier,
    channel: string | undefined,
  ) => number | undefined;
};

type Bucket = { tokens: number; at: number };

export function createLimiter(limits: Limits, now: () => number): Limiter {
  const buckets = new Map<string, Bucket>();
  const waitMs = (key: string, perSecond: number, burst: number): number => {
    const bucket = buckets.get(key) ?? { tokens: burst, at: now() };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now() - bucket.at) / 1000) * perSecond);
    bucket.at = now();
    buckets.set(key, bucket);
    return bucket.tokens >= 1 ? 0 : ((1 - bucket.tokens) / perSecond) * 1000;
  };
  const spend = (key: string): void => {
    const bucket = buckets.get(key);
    if (bucket) bucket.tokens -= 1;
  };
  return {
    take(appId, method, tier, channel) {
      if (!limits.enabled) return undefined;
      const rules: [key: string, perSecond: number, burst: number][] = [];
      if (tier !== "special") {
        const perMinute = limits.perMinute[tier];
        rules.push([`${appId} ${method}`, perMinute / 60, perMinute]);
      }
      if (method === "chat.postMessage") {
        rules.push([`${appId} posts`, limits.postsPerMinute / 60, limits.postsPerMinute]);
        if (channel) rules.push([`${appId} posts ${channel}`, limits.postPerSecond, limits.postBurst]);
      }
      const longestMs = Math.max(0, ...rules.map((rule) => waitMs(...rule)));
      if (longestMs > 0) return Math.max(1, Math.ceil(longestMs / 1000));
      for (const [key] of rules) spend(key);
      return undefined;
    },
  };
}

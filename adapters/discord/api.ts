import { REST, type RouteLike } from "discord.js";
import type { Count } from "../../src/ports.ts";
import { chatErrorOf } from "./errors.ts";
import { REQUEST_TIMEOUT_MS } from "./limits.ts";

/** Discord's default, and what a proxy or another endpoint replaces. The version is the client's own. */
export const DEFAULT_API_URL = "https://discord.com/api";

/** Discord's REST interface; every failure is a ChatError. */
export interface Api {
  readonly get: (route: RouteLike, query?: Readonly<Record<string, string>>) => Promise<unknown>;
  readonly post: (route: RouteLike, body: unknown) => Promise<unknown>;
  readonly patch: (route: RouteLike, body: unknown) => Promise<unknown>;
  readonly put: (route: RouteLike, body?: unknown) => Promise<unknown>;
  readonly delete: (route: RouteLike) => Promise<unknown>;
  /** Answers to interactions carry their own token in the path. */
  readonly answer: (method: "POST" | "PATCH", route: RouteLike, body: unknown) => Promise<unknown>;
}

export const apiUrlOf = (apiUrl: string | null): string => (apiUrl ?? DEFAULT_API_URL).replace(/\/+$/, "");

/**
 * A client that never waits and never tries again on its own: the dispatcher does both, and must see the time they
 * take. It still counts the buckets, so a request that would be refused is not sent
 * (https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
 */
export const createRest = (token: string, apiUrl: string | null, count: Count): REST =>
  new REST({
    api: apiUrlOf(apiUrl),
    retries: 0,
    timeout: REQUEST_TIMEOUT_MS,
    rejectOnRateLimit: (data) => {
      count("rate_limited", { platform: "discord", scope: data.global ? "global" : data.scope });
      return true;
    },
  }).setToken(token);

export const createApi = (rest: REST, token: string): Api => {
  const attempt = async (work: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> => {
    try {
      return await work(AbortSignal.timeout(REQUEST_TIMEOUT_MS));
    } catch (error) {
      // The library forgets the token on a 401, and every later failure would hide that one.
      rest.setToken(token);
      throw chatErrorOf(error);
    }
  };
  return {
    get: (route, query = {}) =>
      attempt((signal) => rest.get(route, { query: new URLSearchParams(query), signal })),
    post: (route, body) => attempt((signal) => rest.post(route, { body, signal })),
    patch: (route, body) => attempt((signal) => rest.patch(route, { body, signal })),
    put: (route, body) => attempt((signal) => rest.put(route, { body, signal })),
    delete: (route) => attempt((signal) => rest.delete(route, { signal })),
    answer: (method, route, body) =>
      attempt((signal) =>
        method === "POST"
          ? rest.post(route, { body, auth: false, signal })
          : rest.patch(route, { body, auth: false, signal }),
      ),
  };
};

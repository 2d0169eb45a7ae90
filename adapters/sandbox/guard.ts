import { Refusal } from "./refusal.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const hostname = (host: string): string | null => {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return null;
  }
};

/**
 * The page has no log-in, so only a browser on this machine may reach it. A foreign site that points its own
 * name at 127.0.0.1 is told apart by the Host header; one that sends requests from its pages, by Origin.
 */
export const guard = (request: Request): void => {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  const name = hostname(host);
  if (name === null || !(LOOPBACK.has(name) || name.endsWith(".localhost"))) {
    throw new Refusal(
      403,
      "foreign_host",
      "The sandbox answers to localhost and 127.0.0.1 only: open it under that address, over SSH through `ssh -L`.",
    );
  }
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== `http://${host}` && origin !== `https://${host}`) {
    throw new Refusal(403, "foreign_origin", "Requests from other sites are refused.");
  }
  if (request.headers.get("sec-fetch-site") === "cross-site" && request.method !== "GET") {
    throw new Refusal(403, "foreign_origin", "Requests from other sites are refused.");
  }
};
